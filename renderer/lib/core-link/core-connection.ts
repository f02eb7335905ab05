import { coreContract, protocolVersion, type CoreContract } from '#shared/contract/core-contract.ts'
import {
  type NotificationView,
  notifyEvent,
  retractEvent,
  type Retraction,
} from '#shared/contract/entities/triage.ts'
import { type PatchBatch, patchEvent, readBatch } from '#shared/contract/patches.ts'
import { type CoreStopReason, coreStopReasons } from '#shared/contract/shell-contract.ts'
import { BatchOrder } from '#shared/domain/window-state/batch-order.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { Failure } from '#shared/lib/result.ts'
import { createClient, type ContractCalls, type ContractClient } from '#shared/rpc/create-client.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'

/** What the core sends to a window. */
export interface CoreEvents {
  /** Every batch in the order of the connection, gaps already closed. */
  readonly onBatch: (batch: PatchBatch) => void
  readonly onNotify: (notification: NotificationView) => void
  /** The notification of this chat is out of date. */
  readonly onRetract: (retraction: Retraction) => void
}

/** Why the core cannot open its profile. */
export interface StartRefusal {
  readonly reason: CoreStopReason
  readonly message: string
}

export interface CoreConnectionOptions extends CoreEvents {
  readonly clock: Clock
  readonly endpoint: MessageEndpoint
  /** A batch is missing: the window's state is out of date until `onCurrent`. */
  readonly onBehind: () => void
  /** The window's state is up to date, for the first time or again after `onBehind`. */
  readonly onCurrent: (build: string) => void
  readonly reportBug: ((error: unknown) => void) | undefined
}

/** One connection to a core, from the hello to its end. It ends by itself when it cannot carry the stream. */
export class CoreConnection {
  readonly #options: CoreConnectionOptions
  readonly #client: ContractClient<CoreContract>
  readonly #order = new BatchOrder()
  /** Of the core; undefined until the stream is open. */
  #build: string | undefined
  #isBehind = false
  #isOver = false

  constructor(options: CoreConnectionOptions) {
    const { clock, endpoint, reportBug } = options
    this.#options = options
    this.#client = createClient({
      contract: coreContract,
      endpoint,
      clock,
      events: {
        [patchEvent]: (payload) => {
          this.#receive(payload)
        },
        [notifyEvent]: (payload) => {
          options.onNotify(payload as NotificationView)
        },
        [retractEvent]: (payload) => {
          options.onRetract(payload as Retraction)
        },
      },
      ...(reportBug === undefined ? {} : { reportBug }),
    })
    endpoint.onClose(() => {
      this.#isOver = true
    })
  }

  get calls(): ContractCalls<CoreContract> {
    return this.#client.calls
  }

  onClose(listener: () => void): Cancel {
    return this.#options.endpoint.onClose(listener)
  }

  close(): void {
    this.#client.close()
  }

  /** Says hello and opens the stream; after `lost` the connection is closed. */
  async open(): Promise<'opened' | 'lost' | 'protocol_mismatch' | StartRefusal> {
    const hello = await this.calls['session.hello']({ protocol: protocolVersion })
    if (!hello.ok && hello.error.code === 'protocol_mismatch') return 'protocol_mismatch'
    if (!hello.ok && hello.error.code === 'start_failed') return readRefusal(hello.error)
    const opened = hello.ok ? await this.calls['stream.open'](undefined) : hello
    if (!hello.ok || !opened.ok) {
      this.close()
      return 'lost'
    }
    this.#build = hello.value.build
    if (!this.#isBehind) this.#options.onCurrent(this.#build)
    return 'opened'
  }

  /** Holds batches back while a missing one makes them useless, until the snapshot that is asked for comes. */
  #receive(payload: unknown): void {
    // Batches that arrive after the connection ended.
    if (this.#isOver) return
    const batch = readBatch(payload)
    if (batch === undefined) {
      // The bad batch may have been the snapshot, and the core would not send another; a new connection begins with
      // one.
      this.close()
      throw new Error('the core sent a batch that cannot be read')
    }
    const verdict = this.#order.judge(batch)
    if (verdict === 'missed') void this.#askForSnapshot()
    if (verdict !== 'apply') return
    this.#options.onBatch(batch)
    if (!this.#isBehind) return
    this.#isBehind = false
    if (this.#build !== undefined) this.#options.onCurrent(this.#build)
  }

  async #askForSnapshot(): Promise<void> {
    this.#isBehind = true
    this.#options.onBehind()
    const asked = await this.calls['stream.open'](undefined)
    // Without the snapshot nothing can be shown.
    if (!asked.ok) this.close()
  }
}

function readRefusal({ details, message }: Failure): StartRefusal {
  const reason = coreStopReasons.find((one) => one === details?.reason) ?? 'profile_unwritable'
  return { reason, message }
}

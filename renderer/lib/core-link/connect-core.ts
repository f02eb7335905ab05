import { coreContract, type CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { CoreStopReason } from '#shared/contract/shell-contract.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { fail, type Result } from '#shared/lib/result.ts'
import type { ContractCalls } from '#shared/rpc/create-client.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { CoreConnection, type CoreEvents, type StartRefusal } from './core-connection.ts'
import { OpenConversations } from './open-conversations.ts'

/** The state of the link between this window and the core. */
export type LinkState =
  /** A connection is being made, or a snapshot is awaited after a missing batch. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly build: string }
  /** Lost; tried again at `retryAtMs`. */
  | { readonly kind: 'waiting'; readonly retryAtMs: number }
  /** The browser host does not know this tab any more: it has to be opened by a new address. */
  | { readonly kind: 'no_session' }
  /** The core cannot open its profile; tried again at `retryAtMs`. `message` is English, for details. */
  | {
      readonly kind: 'start_failed'
      readonly reason: CoreStopReason
      readonly message: string
      readonly retryAtMs: number
    }
  /** Window and core are of different builds: the window has to be loaded again. */
  | { readonly kind: 'protocol_mismatch' }

export interface CoreLinkOptions extends CoreEvents {
  readonly clock: Clock
  readonly openEndpoint: () => Promise<MessageEndpoint | 'unreachable' | 'no_session'>
  readonly onState: (state: LinkState) => void
  /** Called for batches that violate the protocol; without it the error becomes an unhandled rejection. */
  readonly reportBug?: (error: unknown) => void
}

export interface CoreLink {
  /** Calls of the contract. They never reject; without a connection they fail with `disconnected`. */
  readonly calls: ContractCalls<CoreContract>
  start(): void
  /** Tries at once instead of waiting for the next retry. */
  retryNow(): void
  /** The last batch that is applied and on screen. */
  acknowledge(seq: number): void
  /** Subscribes to a chat's messages; the link repeats it whenever the core comes back. */
  openConversation(chatId: ChatId, around?: MessageId): Promise<Result<undefined>>
  closeConversation(chatId: ChatId): void
  /** Asks again for the conversations that the core was not ready to open. */
  reopenRefused(): void
  /** Where the user reads, so that a reconnection opens the same place; undefined: where the core thinks best. */
  keepPlace(chatId: ChatId, messageId: MessageId | undefined): void
}

const firstPauseMs = 250
const longestPauseMs = 5_000

/** Keeps one connection to the core alive: hello, stream, open conversations, and all of it again after a loss. */
export function createCoreLink(options: CoreLinkOptions): CoreLink {
  const conversations = new OpenConversations()
  const keeper = new ConnectionKeeper(options, (connection) => {
    conversations.openAll(connection.calls)
  })
  return {
    calls: createForwardedCalls(() => keeper.connection),
    start: () => {
      void keeper.connect()
    },
    retryNow: () => {
      keeper.retryNow()
    },
    acknowledge: (seq) => {
      void keeper.connection?.calls['stream.ack']({ seq })
    },
    openConversation: (chatId, around) => {
      conversations.add(chatId, around)
      const { connection } = keeper
      if (connection === undefined) {
        return Promise.resolve(fail('disconnected', 'opened when the core is back'))
      }
      return conversations.open(connection.calls, chatId)
    },
    closeConversation: (chatId) => {
      conversations.remove(chatId)
      void keeper.connection?.calls['conversation.close']({ chatId })
    },
    reopenRefused: () => {
      if (keeper.connection !== undefined) conversations.openRefused(keeper.connection.calls)
    },
    keepPlace: (chatId, messageId) => {
      conversations.keepPlace(chatId, messageId)
    },
  }
}

/** The present connection; while none delivers a snapshot, it is replaced after growing pauses. */
class ConnectionKeeper {
  readonly #options: CoreLinkOptions
  readonly #onOpened: (connection: CoreConnection) => void
  #connection: CoreConnection | undefined
  #pauseMs = firstPauseMs
  #refusal: StartRefusal | undefined
  #cancelRetry: Cancel | undefined

  constructor(options: CoreLinkOptions, onOpened: (connection: CoreConnection) => void) {
    this.#options = options
    this.#onOpened = onOpened
  }

  get connection(): CoreConnection | undefined {
    return this.#connection
  }

  async connect(): Promise<void> {
    const { onState, openEndpoint } = this.#options
    // A refusal stays on screen while it is tried again.
    if (this.#refusal === undefined) onState({ kind: 'connecting' })
    const endpoint = await openEndpoint()
    if (endpoint === 'no_session') {
      onState({ kind: 'no_session' })
      return
    }
    if (endpoint === 'unreachable') {
      this.#refusal = undefined
      this.#retryLater()
      return
    }
    const connection = this.#start(endpoint)
    const outcome = await connection.open()
    if (outcome === 'opened') this.#onOpened(connection)
    if (typeof outcome === 'object') {
      this.#refusal = outcome
      connection.close()
    }
    if (outcome !== 'protocol_mismatch') return
    // Another attempt would meet the same build, so the connection is not retried.
    this.#connection = undefined
    connection.close()
    onState({ kind: 'protocol_mismatch' })
  }

  retryNow(): void {
    if (this.#cancelRetry === undefined) return
    this.#cancelRetry()
    this.#cancelRetry = undefined
    void this.connect()
  }

  #start(endpoint: MessageEndpoint): CoreConnection {
    const { onState, reportBug } = this.#options
    const connection = new CoreConnection({
      ...this.#options,
      endpoint,
      reportBug,
      onBehind: () => {
        onState({ kind: 'connecting' })
      },
      onCurrent: (build) => {
        this.#pauseMs = firstPauseMs
        this.#refusal = undefined
        onState({ kind: 'connected', build })
      },
    })
    this.#connection = connection
    connection.onClose(() => {
      if (this.#connection !== connection) return
      this.#connection = undefined
      connection.close()
      this.#retryLater()
    })
    return connection
  }

  #retryLater(): void {
    const { clock, onState } = this.#options
    this.#cancelRetry?.()
    const retryAtMs = clock.now() + this.#pauseMs
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs)
    onState(
      this.#refusal === undefined
        ? { kind: 'waiting', retryAtMs }
        : { kind: 'start_failed', ...this.#refusal, retryAtMs },
    )
    this.#cancelRetry = clock.schedule(retryAtMs, () => {
      this.#cancelRetry = undefined
      void this.connect()
    })
  }
}

/** One function per method that goes to whichever connection is there at the time of the call. */
function createForwardedCalls(findConnection: () => CoreConnection | undefined): ContractCalls<CoreContract> {
  const calls: Record<string, (input: unknown) => Promise<Result<unknown>>> = {}
  for (const name of Object.keys(coreContract) as (keyof CoreContract)[]) {
    calls[name] = (input) => {
      const connection = findConnection()
      if (connection === undefined) {
        return Promise.resolve(fail('disconnected', `${name}: the core is not connected`))
      }
      const call = connection.calls[name] as (input: unknown) => Promise<Result<unknown>>
      return call(input)
    }
  }
  return calls as unknown as ContractCalls<CoreContract>
}

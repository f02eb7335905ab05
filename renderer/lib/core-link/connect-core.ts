import { coreContract, protocolVersion, type CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import {
  type NotificationView,
  notifyEvent,
  retractEvent,
  type Retraction,
} from '#shared/contract/entities/triage.ts'
import { patchEvent, type PatchBatch } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { fail, type Result } from '#shared/lib/result.ts'
import { createClient, type ContractCalls, type ContractClient } from '#shared/rpc/create-client.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'

/** How this window stands with the core. */
export type LinkState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'connected'; readonly build: string }
  /** Lost; tried again at `retryAtMs`. */
  | { readonly kind: 'waiting'; readonly retryAtMs: number }
  /** The browser host does not know this tab any more: it has to be opened by a new address. */
  | { readonly kind: 'no_session' }
  /** Window and core are of different builds: the window has to be loaded again. */
  | { readonly kind: 'protocol_mismatch' }

export interface CoreLinkOptions {
  readonly clock: Clock
  readonly openEndpoint: () => Promise<MessageEndpoint | 'unreachable' | 'no_session'>
  /** Every batch in the order of the connection, gaps already closed. */
  readonly onBatch: (batch: PatchBatch) => void
  readonly onState: (state: LinkState) => void
  readonly onNotify: (notification: NotificationView) => void
  /** The notification of this chat is out of date. */
  readonly onRetract: (retraction: Retraction) => void
}

export interface CoreLink {
  /** Calls of the contract. They never reject; without a connection they fail with `disconnected`. */
  readonly calls: ContractCalls<CoreContract>
  start(): void
  /** Tries at once instead of waiting for the next retry. */
  retryNow(): void
  /** The last batch that is applied and on screen. */
  acknowledge(seq: number): void
  /** Subscribes to a chat's messages; said again by itself whenever the core comes back. */
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
  const { clock, onState } = options
  let client: ContractClient<CoreContract> | undefined
  let pauseMs = firstPauseMs
  let cancelRetry: (() => void) | undefined
  const openPlaces = new Map<ChatId, MessageId | undefined>()
  const refused = new Set<ChatId>()

  const connect = async (): Promise<void> => {
    onState({ kind: 'connecting' })
    const endpoint = await options.openEndpoint()
    if (endpoint === 'no_session') {
      onState({ kind: 'no_session' })
      return
    }
    if (endpoint === 'unreachable') {
      retryLater()
      return
    }
    const stream = createStream(options, () => opened.calls['stream.open'](undefined))
    const opened = createClient({
      contract: coreContract,
      endpoint,
      clock,
      events: {
        [patchEvent]: (payload) => {
          stream.receive(payload as PatchBatch)
        },
        [notifyEvent]: (payload) => {
          options.onNotify(payload as NotificationView)
        },
        [retractEvent]: (payload) => {
          options.onRetract(payload as Retraction)
        },
      },
    })
    client = opened
    endpoint.onClose(() => {
      if (client !== opened) return
      client = undefined
      opened.close()
      retryLater()
    })
    const hello = await opened.calls['session.hello']({ protocol: protocolVersion })
    if (!hello.ok) {
      if (hello.error.code === 'protocol_mismatch') {
        client = undefined
        opened.close()
        onState({ kind: 'protocol_mismatch' })
      } else {
        opened.close()
      }
      return
    }
    const streamOpened = await opened.calls['stream.open'](undefined)
    if (!streamOpened.ok) {
      opened.close()
      return
    }
    pauseMs = firstPauseMs
    onState({ kind: 'connected', build: hello.value.build })
    for (const [chatId, around] of openPlaces) void callOpen(opened, chatId, around)
  }

  const callOpen = async (
    connection: ContractClient<CoreContract>,
    chatId: ChatId,
    around: MessageId | undefined,
  ): Promise<Result<undefined>> => {
    refused.delete(chatId)
    const input = around === undefined ? { chatId } : { chatId, around }
    const result = await connection.calls['conversation.open'](input)
    if (!result.ok && result.error.code === 'not_ready' && openPlaces.has(chatId)) refused.add(chatId)
    return result
  }

  const retryLater = (): void => {
    cancelRetry?.()
    const retryAtMs = clock.now() + pauseMs
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
    onState({ kind: 'waiting', retryAtMs })
    cancelRetry = clock.schedule(retryAtMs, () => {
      cancelRetry = undefined
      void connect()
    })
  }

  return {
    calls: createForwardedCalls(() => client),
    start: () => {
      void connect()
    },
    retryNow: () => {
      if (cancelRetry === undefined) return
      cancelRetry()
      cancelRetry = undefined
      void connect()
    },
    acknowledge: (seq) => {
      void client?.calls['stream.ack']({ seq })
    },
    openConversation: (chatId, around) => {
      openPlaces.set(chatId, around)
      if (client === undefined) return Promise.resolve(fail('disconnected', 'opened when the core is back'))
      return callOpen(client, chatId, around)
    },
    closeConversation: (chatId) => {
      openPlaces.delete(chatId)
      refused.delete(chatId)
      void client?.calls['conversation.close']({ chatId })
    },
    reopenRefused: () => {
      for (const chatId of refused)
        if (client !== undefined) void callOpen(client, chatId, openPlaces.get(chatId))
    },
    keepPlace: (chatId, messageId) => {
      if (openPlaces.has(chatId)) openPlaces.set(chatId, messageId)
    },
  }
}

/** Holds batches back while a missing one makes them useless, until the snapshot that was asked for comes. */
function createStream(
  options: CoreLinkOptions,
  askForSnapshot: () => Promise<Result<undefined>>,
): { receive(batch: PatchBatch): void } {
  let lastSeq = 0
  let isWaitingForSnapshot = true
  return {
    receive: (batch) => {
      if (batch.isSnapshot) {
        isWaitingForSnapshot = false
      } else if (isWaitingForSnapshot) {
        return
      } else if (batch.seq !== lastSeq + 1) {
        isWaitingForSnapshot = true
        void askForSnapshot()
        return
      }
      lastSeq = batch.seq
      options.onBatch(batch)
    },
  }
}

/** One function per method that goes to whichever connection is there at the time of the call. */
function createForwardedCalls(
  findClient: () => ContractClient<CoreContract> | undefined,
): ContractCalls<CoreContract> {
  const calls: Record<string, (input: unknown) => Promise<Result<unknown>>> = {}
  for (const name of Object.keys(coreContract) as (keyof CoreContract)[]) {
    calls[name] = (input) => {
      const client = findClient()
      if (client === undefined) {
        return Promise.resolve(fail('disconnected', `${name}: the core is not connected`))
      }
      const call = client.calls[name] as (input: unknown) => Promise<Result<unknown>>
      return call(input)
    }
  }
  return calls as unknown as ContractCalls<CoreContract>
}

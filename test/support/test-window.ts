import * as v from 'valibot'
import { coreContract, protocolVersion, type CoreContract } from '#shared/contract/core-contract.ts'
import type { ChatView, ListId } from '#shared/contract/entities/chat.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { AuthView, SessionView } from '#shared/contract/entities/session.ts'
import {
  type NotificationView,
  notifyEvent,
  retractEvent,
  type Retraction,
} from '#shared/contract/entities/triage.ts'
import { PatchBatch, patchEvent, patchKinds, type PatchName } from '#shared/contract/patches.ts'
import { BatchOrder } from '#shared/domain/window-state/batch-order.ts'
import {
  applyBatches,
  createWindowState,
  type WindowState,
} from '#shared/domain/window-state/window-state.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { Result } from '#shared/lib/result.ts'
import { createClient, type ContractCalls, type ContractClient } from '#shared/rpc/create-client.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import { SystemClock } from '#core/system-clock.ts'

type ListHome = 'colleagues' | 'alarms' | 'presence' | 'folders'

/** What a window holds; a list that the core has not told of yet is empty. */
export type HeldState = Omit<WindowState, ListHome> & {
  readonly [H in ListHome]: Exclude<WindowState[H], undefined>
}

/** A window without a screen: it holds what the patches leave and calls what the contract has. */
export class TestWindow {
  /** Every batch so far. */
  readonly batches: PatchBatch[] = []
  /** What the system was to be told, and what was taken back. */
  readonly notifications: NotificationView[] = []
  readonly retracted: ChatId[] = []
  /** Chats whose notification of an alarm was taken back. */
  readonly retractedAlarms: ChatId[] = []
  readonly #client: ContractClient<CoreContract>
  readonly #state = createWindowState()
  readonly #order = new BatchOrder()
  readonly #news = new Emitter()
  readonly #describeCore: () => string

  constructor(endpoint: MessageEndpoint, describeCore: () => string = () => '') {
    this.#describeCore = describeCore
    this.#client = createClient({
      contract: coreContract,
      endpoint,
      clock: new SystemClock(),
      events: {
        [patchEvent]: (payload) => this.#receive(payload),
        [notifyEvent]: (payload) => {
          this.notifications.push(payload as NotificationView)
          this.#news.emit()
        },
        [retractEvent]: (payload) => {
          const { chatId, isAlarm } = payload as Retraction
          if (isAlarm === true) this.retractedAlarms.push(chatId)
          else this.retracted.push(chatId)
          this.#news.emit()
        },
      },
    })
  }

  get calls(): ContractCalls<CoreContract> {
    return this.#client.calls
  }

  async start(): Promise<void> {
    expectOk(await this.calls['session.hello']({ protocol: protocolVersion }))
    expectOk(await this.calls['stream.open'](undefined))
    await this.waitFor(
      () => this.state.session,
      () => 'the first snapshot',
    )
  }

  close(): void {
    this.#client.close()
  }

  get state(): HeldState {
    const { colleagues = [], alarms = [], presence = [], folders = [] } = this.#state
    return { ...this.#state, colleagues, alarms, presence, folders }
  }

  get session(): SessionView {
    const { session } = this.state
    if (session === undefined) throw new Error('there was no snapshot yet')
    return session
  }

  chat(chatId: number): ChatView | undefined {
    return this.state.chats.get(chatId as ChatId)
  }

  findChat(title: string): ChatView | undefined {
    return [...this.state.chats.values()].find((chat) => chat.title === title)
  }

  /** The ids of a list, in its order. */
  order(list: ListId = 'main'): readonly ChatId[] {
    return [...(this.state.lists.get(list)?.order ?? [])]
  }

  conversation(chatId: number): ConversationView | undefined {
    return this.state.conversations.get(chatId as ChatId)
  }

  /** The messages of an open chat, oldest first. */
  messages(chatId: number): readonly MessageView[] {
    const { ids = [], byId } = this.state.messages.get(chatId as ChatId) ?? {}
    return ids.flatMap((id) => byId?.get(id) ?? [])
  }

  /** Their texts; `[kind]` for what is not text. */
  texts(chatId: number): readonly string[] {
    return this.messages(chatId).map((message) => readText(message))
  }

  async waitForAuth(...kinds: readonly AuthView['kind'][]): Promise<AuthView> {
    return this.waitFor(
      () => kinds.includes(this.session.auth.kind) && this.session.auth,
      () => `auth ${kinds.join(' or ')}, now ${JSON.stringify(this.session.auth)}`,
    )
  }

  /** Signed in and every list complete. */
  async waitForSync(timeoutMs?: number): Promise<void> {
    await this.waitFor(
      () => this.session.auth.kind === 'ready' && this.session.sync.isComplete,
      () =>
        `complete lists, now ${JSON.stringify(this.session.auth)}, ${this.session.connection}, ${JSON.stringify(this.session.sync)}`,
      timeoutMs,
    )
  }

  async waitForConnection(connection: SessionView['connection']): Promise<void> {
    await this.waitFor(
      () => this.session.connection === connection,
      () => `connection ${connection}, now ${this.session.connection}`,
    )
  }

  async waitForChat(title: string): Promise<ChatView> {
    return this.waitFor(
      () => this.findChat(title),
      () => `chat "${title}" among ${this.state.chats.size}`,
    )
  }

  /** Opens a chat and waits until its first messages are there. */
  async open(chatId: ChatId, around?: MessageView['id']): Promise<ConversationView> {
    expectOk(await this.calls['conversation.open']({ chatId, ...(around === undefined ? {} : { around }) }))
    return this.waitForReady(chatId)
  }

  async waitForReady(chatId: ChatId): Promise<ConversationView> {
    return this.waitFor(
      () => {
        const view = this.conversation(chatId)
        return view?.state === 'ready' && !view.isLoadingOlder && !view.isLoadingNewer ? view : undefined
      },
      () => `conversation ready, now ${JSON.stringify(this.conversation(chatId))}`,
    )
  }

  async waitForMessage(
    chatId: ChatId,
    text: string,
    state: MessageView['state'] = 'sent',
  ): Promise<MessageView> {
    return this.waitFor(
      () => this.messages(chatId).find((message) => readText(message) === text && message.state === state),
      () =>
        `${state} message "${text}", now ${JSON.stringify(this.messages(chatId).map((one) => [readText(one), one.state, one.failure?.message]))}`,
    )
  }

  /** Looks again after every batch until it gives a value that is neither undefined nor false. */
  async waitFor<Value>(
    look: () => Value | undefined | false,
    describe: () => string,
    timeoutMs = 20_000,
  ): Promise<Value> {
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    const check = (): void => {
      const value = look()
      if (value !== undefined && value !== false) resolve(value)
    }
    const timer = setTimeout(() => {
      reject(new Error(`waited ${timeoutMs} ms for ${describe()}\n${this.#describeCore()}`))
    }, timeoutMs)
    const stopLooking = this.#news.on(check)
    try {
      check()
      return await promise
    } finally {
      clearTimeout(timer)
      stopLooking()
    }
  }

  #receive(payload: unknown): void {
    // As it came: parsing would take away what the contract does not name.
    const batch = payload as PatchBatch
    v.assert(PatchBatch, payload)
    if (batch.isSnapshot) expectAllSingles(batch)
    this.batches.push(batch)
    if (this.#order.judge(batch) !== 'apply') throw new Error(`batch ${batch.seq} is not the next one`)
    applyBatches(this.#state, [batch])
    void this.calls['stream.ack']({ seq: batch.seq })
    this.#news.emit()
  }
}

/** A window keeps each single value until the snapshot brings it anew, so it has to, in its first part. */
function expectAllSingles({ ops }: PatchBatch): void {
  const told = new Set(ops.map(({ op }) => op))
  const names = Object.keys(patchKinds) as PatchName[]
  const missing = names.filter((name) => patchKinds[name].key === 'single' && !told.has(name))
  if (missing.length > 0) throw new Error(`the snapshot lacks ${missing.join(', ')}`)
}

export function readText(message: MessageView): string {
  return message.content.kind === 'text' ? message.content.text.text : `[${message.content.kind}]`
}

/** The value of an outcome that has to be a good one. */
export function expectOk<Value>(result: Result<Value>): Value {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}

export const plain = (text: string): { text: string; entities: [] } => ({ text, entities: [] })

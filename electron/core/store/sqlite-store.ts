import type { Logger } from 'pino'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { fail, ok } from '#shared/lib/result.ts'
import type { ChatView, FolderView, ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { defaultSettings, type SettingsView } from '#shared/contract/entities/session.ts'
import type { IntervalsBackup } from './intervals-backup.ts'
import { MarksKeeper } from './marks-keeper.ts'
import { keepSettings, type MarksBackup } from './marks-backup.ts'
import { SqliteTeamStore } from './sqlite-team-store.ts'
import type { StoreConnection } from './store-connection.ts'
import type {
  Draft,
  DurableResult,
  OutboxEntry,
  OutboxOutcome,
  OutboxReply,
  Store,
  StoreRebuilt,
  StoreTrouble,
} from './store.ts'
import type { Tables } from './tables.ts'
import { WriteBehind } from './write-behind.ts'

const sentKeptMs = 7 * 24 * 3600 * 1000

/** The store over one connection. {@link Store} documents its methods. */
export class SqliteStore extends SqliteTeamStore implements Store {
  readonly #clock: Clock
  #interruptedIds: ReadonlySet<string>

  constructor(options: {
    readonly connection: StoreConnection
    readonly backup: MarksBackup
    readonly intervalsBackup: IntervalsBackup
    readonly clock: Clock
    readonly log: Logger
  }) {
    const { connection, clock } = options
    super({
      connection,
      pending: new WriteBehind({ clock, write: (apply) => connection.write(apply) }),
      keeper: new MarksKeeper(options),
      intervalsBackup: options.intervalsBackup,
    })
    this.#clock = clock
    this.#interruptedIds = this.#findQueued()
    connection.write(({ outbox }) => {
      outbox.dropSentBefore(clock.now() - sentKeptMs)
    })
  }

  loadList() {
    this.flushUnlessRetrying()
    return this.connection.read({ chats: [], places: [], folders: [] }, ({ chats }) => chats.loadList())
  }

  saveChat(chat: ChatView): void {
    this.pending.setChat(chat.id, chat)
  }

  dropChat(chatId: ChatId): void {
    this.pending.setChat(chatId, undefined)
  }

  savePlace(place: PlaceView): void {
    this.pending.setPlace(place.chatId, place.list, place)
  }

  dropPlace(list: ListId, chatId: ChatId): void {
    this.pending.setPlace(chatId, list, undefined)
  }

  saveFolders(folders: readonly FolderView[]): void {
    this.pending.setFolders(folders)
  }

  saveMessages(messages: readonly MessageView[]): void {
    this.pending.setMessages(messages)
  }

  dropMessages(chatId: ChatId, ids: readonly MessageId[]): void {
    this.pending.dropMessages(chatId, ids)
  }

  readBefore(chatId: ChatId, id: MessageId | undefined, limit: number) {
    return this.#readMessages((messages) => messages.readBefore(chatId, id, limit))
  }

  readAround(chatId: ChatId, id: MessageId, limit: number) {
    return this.#readMessages((messages) => messages.readAround(chatId, id, limit))
  }

  readSettings(): SettingsView {
    return this.connection.readThrough(defaultSettings, ({ marks }) => marks.readSettings())
  }

  saveSettings(changes: Partial<SettingsView>): DurableResult {
    const result = this.connection.writeThrough(({ marks }) => {
      for (const [key, value] of Object.entries(changes)) {
        if (value !== undefined) marks.settings.save(key, JSON.stringify(value))
      }
    })
    this.keeper.noteChange()
    return result.ok ? ok() : result
  }

  readAllDrafts(): readonly Draft[] {
    return this.connection.read([], ({ marks }) => marks.readDrafts())
  }

  saveDraft(draft: Draft): DurableResult {
    return this.saveMark(({ marks }) => {
      marks.saveDraft(draft)
    })
  }

  moveDraft(from: ChatId, draft: Draft): DurableResult {
    return this.saveMark(({ marks }) => {
      marks.saveDraft({ chatId: from, text: '' })
      marks.saveDraft(draft)
    })
  }

  putOutbox(entry: Pick<OutboxEntry, 'sendId' | 'chatId' | 'text' | 'replyTo'>) {
    const fresh: OutboxEntry = { ...entry, state: 'queued', createdAtMs: this.#clock.now() }
    const result = this.connection.writeDurably(({ outbox }) => {
      const isNew = outbox.insert(fresh)
      return { isNew, entry: (isNew ? undefined : outbox.find(entry.sendId)) ?? fresh }
    })
    this.keeper.noteChange()
    return result
  }

  findOutbox(sendId: string): OutboxEntry | undefined {
    return this.connection.read(undefined, ({ outbox }) => outbox.find(sendId))
  }

  findOutboxByMessage(chatId: ChatId, messageId: MessageId): OutboxEntry | undefined {
    return this.connection.read(undefined, ({ outbox }) => outbox.findByMessage(chatId, messageId))
  }

  markHanded(sendId: string, messageId: MessageId): DurableResult {
    return this.saveMark(({ outbox }) => {
      outbox.markHanded(sendId, messageId)
    })
  }

  settleOutbox(sendId: string, outcome: OutboxOutcome): DurableResult {
    return this.saveMark(({ outbox }) => {
      outbox.settle(sendId, outcome, this.#clock.now())
    })
  }

  requeueOutbox(sendId: string): DurableResult {
    return this.saveMark(({ outbox }) => {
      outbox.requeue(sendId)
    })
  }

  dropOutbox(sendId: string): DurableResult {
    return this.saveMark(({ outbox }) => {
      outbox.drop(sendId)
    })
  }

  moveOutbox(sendId: string, to: ChatId, replyTo: OutboxReply | undefined): DurableResult {
    return this.saveMark(({ outbox }) => {
      outbox.move(sendId, to, replyTo)
    })
  }

  readInterrupted(): readonly OutboxEntry[] {
    const queued = this.connection.read([], ({ outbox }) => outbox.readByState('queued'))
    return queued.filter((entry) => this.#interruptedIds.has(entry.sendId))
  }

  readHanded(): readonly OutboxEntry[] {
    return this.connection.read([], ({ outbox }) => outbox.readByState('handed'))
  }

  readFailed(): readonly OutboxEntry[] {
    return this.connection.read([], ({ outbox }) => outbox.readByState('failed'))
  }

  readFact(key: string): unknown {
    return this.connection.read(undefined, ({ marks }) => marks.facts.readOne(key))
  }

  saveFact(key: string, value: unknown): DurableResult {
    const json = value === undefined ? undefined : JSON.stringify(value)
    return this.saveMark(({ marks }) => {
      marks.facts.save(key, json)
    })
  }

  onTrouble(listener: (trouble: StoreTrouble | undefined) => void): Cancel {
    return this.connection.onTrouble(listener)
  }

  onRebuilt(listener: (rebuilt: StoreRebuilt) => void): Cancel {
    return this.connection.onRebuilt(listener)
  }

  flush(): DurableResult {
    if (!this.pending.flush()) return fail('store_failed', 'the cache could not be written')
    // An empty durable transaction would write nothing, because SQLite syncs only when something changed.
    return ok()
  }

  sealAccount(): void {
    this.pending.flush()
    this.pending.clear()
    this.connection.seal(true)
  }

  unsealAccount(): void {
    this.pending.clear()
    this.connection.seal(false)
    this.#interruptedIds = this.#findQueued()
  }

  clearAccount(): DurableResult {
    this.pending.clear()
    const settings = this.connection.readThrough([], ({ marks }) => [...marks.settings.readAll()])
    const cleared = this.connection.startOver(keepSettings({ settings }))
    this.connection.seal(false)
    this.#interruptedIds = new Set()
    this.keeper.noteChange()
    return cleared
  }

  async close(): Promise<void> {
    this.pending.flush()
    this.pending.stop()
    await this.keeper.close()
    this.connection.close()
  }

  #findQueued(): ReadonlySet<string> {
    const queued = this.connection.read([], ({ outbox }) => outbox.readByState('queued'))
    return new Set(queued.map((entry) => entry.sendId))
  }

  #readMessages(read: (messages: Tables['messages']) => readonly MessageView[]): readonly MessageView[] {
    if (this.pending.hasMessages) this.flushUnlessRetrying()
    return this.connection.read([], ({ messages }) => read(messages))
  }
}

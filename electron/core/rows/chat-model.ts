import type { ChatView, FolderView, ListId } from '#shared/contract/entities/chat.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Store } from '../store/store.ts'
import type { BaseSources } from '../stream/snapshot.ts'
import type { Chat, ChatPlace } from '../telegram/chats.ts'
import type { ChatChanges, EventOf } from '../telegram/events.ts'
import { asChatId } from '../telegram/ids.ts'
import type { Message } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import { makeInitials } from '../telegram/one-line.ts'
import { type ChatRecord, createChatRecord, mapChat, nameScope, type ScopeMutes } from './chat-record.ts'
import type { ListPlaces } from './list-places.ts'
import { type RowMarks, withMarks } from './row-marks.ts'
import type { WrittenWords } from './written-words.ts'

/** How long changes of rows are collected before each row is built once; well below a frame. */
const gatherMs = 8

export interface ChatModelOptions {
  readonly clock: Clock
  readonly store: Store
  readonly people: People
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly places: ListPlaces
  readonly readDraftText: (chatId: number) => string
  readonly readMarks: (chatId: number) => RowMarks
  readonly words: Pick<WrittenWords, 'want' | 'forget' | 'clear'>
  /** Hidden chats have rows too, so that they are right when they are shown. */
  readonly isVisible: (chatId: number) => boolean
  /** Called when TDLib introduced the chat or told its title. */
  readonly onFacts: (chatId: number) => void
  /** Called when a row was built, built again, or removed. */
  readonly onRow: (chatId: number, view: ChatView | undefined) => void
}

/**
 * The rows. A row from the store stays until TDLib says otherwise. Rows that TDLib does not know are dropped once
 * the whole list is loaded. One update costs the same whatever the number of chats.
 */
export class ChatModel {
  readonly #options: ChatModelOptions
  readonly #records = new Map<number, ChatRecord>()
  readonly #views = new Map<number, ChatView>()
  #folders: readonly FolderView[] = []
  readonly #mutes: ScopeMutes = { private: 0, group: 0, channel: 0 }
  readonly #dirty = new Set<number>()
  /** Groups that go on as other chats. Telegram still tells of them, and they have no rows. */
  readonly #replaced = new Set<number>()
  #isGathering = false

  constructor(options: ChatModelOptions) {
    this.#options = options
  }

  /** Loads what the store remembers. Called before the first update. */
  restore(): void {
    const { chats, places, folders } = this.#options.store.loadList()
    for (const chat of chats) this.#views.set(chat.id, chat)
    this.#options.places.restore(places)
    this.#folders = folders
  }

  /** Shows what was restored, with the current marks and waits. */
  paint(): void {
    const { places, publish, onRow, readMarks } = this.#options
    const ops: PatchOp[] = []
    for (const [chatId, view] of this.#views) {
      const row = withMarks(view, readMarks(chatId))
      this.#views.set(chatId, row)
      onRow(chatId, row)
      places.refreshOwn(chatId, ops)
    }
    publish([
      { op: 'folders', value: this.sources.folders() },
      ...this.sources.chats(),
      ...this.sources.lists(),
    ])
  }

  /** What a new window shows of the lists. */
  readonly sources: Pick<BaseSources, 'folders' | 'chats' | 'lists'> = {
    folders: () => [...this.#folders],
    chats: () => Array.from(this.#views.values(), (value) => ({ op: 'chat', value })),
    lists: () => Array.from(this.#options.places.readAll(), (value) => ({ op: 'place', value })),
  }

  get folderIds(): readonly ListId[] {
    return this.#folders.map((folder) => folder.list)
  }

  nameFolder(folderId: number): string | undefined {
    return this.#folders.find((folder) => folder.list === `folder:${folderId}`)?.title
  }

  /** The row of a chat and its places, for windows that do not have it. */
  *readRow(chatId: number): Iterable<PatchOp> {
    const value = this.#views.get(chatId)
    if (value === undefined) return
    yield { op: 'chat', value }
    for (const place of this.#options.places.readPlaces(chatId)) yield { op: 'place', value: place }
  }

  /** The number of chats that are shown. */
  get chatCount(): number {
    let count = 0
    for (const chatId of this.#views.keys()) if (this.#options.isVisible(chatId)) count += 1
    return count
  }

  findRecord(chatId: number): ChatRecord | undefined {
    return this.#records.get(chatId)
  }

  findView(chatId: number): ChatView | undefined {
    return this.#views.get(chatId)
  }

  /** Every chat that has a row. */
  chatIds(): Iterable<number> {
    return this.#views.keys()
  }

  /** All chats that TDLib told of. Used after an update of a user or a group, which several chats may show. */
  records(): Iterable<ChatRecord> {
    return this.#records.values()
  }

  addChat(chat: Chat): void {
    this.#records.set(chat.id, createChatRecord(chat))
    this.#options.people.saveChat(chat.id, chat.title, chat.accentColorId)
    for (const place of chat.places) this.place(chat.id, place)
    this.#options.onFacts(chat.id)
    this.touch(chat.id)
  }

  /** Changes a record and shows the result. Updates of chats that TDLib has not introduced are dropped. */
  change(chatId: number, apply: (record: ChatRecord) => void): void {
    const record = this.#records.get(chatId)
    if (record === undefined) return
    const { title } = record
    apply(record)
    if (record.title !== title) {
      record.initials = makeInitials(record.title)
      this.#options.onFacts(chatId)
    }
    this.touch(chatId)
  }

  /** The message of this id, if the row of the chat is made of it. */
  findShown(chatId: number, messageId: number): Message | undefined {
    const { lastMessage, lastWritten } = this.#records.get(chatId) ?? {}
    return [lastMessage, lastWritten].find((message) => message?.id === messageId)
  }

  /** A person wrote this before the events that the chat ends with. */
  noteWritten(message: Message): void {
    const record = this.#records.get(message.chatId)
    if (record?.lastMessage?.isService !== true || message.id >= record.lastMessage.id) return
    if (record.lastWritten !== undefined && record.lastWritten.id >= message.id) return
    record.lastWritten = message
    this.touch(message.chatId)
  }

  onDeleted(chatId: number, messageIds: readonly number[]): void {
    const record = this.#records.get(chatId)
    if (record?.lastWritten === undefined || !messageIds.includes(record.lastWritten.id)) return
    record.lastWritten = undefined
    this.#options.words.forget(chatId)
    this.touch(chatId)
  }

  /** Has the row built again. Several changes close together build the row once. */
  touch(chatId: number): void {
    this.#dirty.add(chatId)
    if (this.#isGathering) return
    this.#isGathering = true
    const { clock } = this.#options
    clock.schedule(clock.now() + gatherMs, () => {
      this.#isGathering = false
      this.flush()
    })
  }

  /** The rules for the order changed: every place is computed again, and all moves are published in one piece. */
  placeAll(): void {
    const { places, publish } = this.#options
    const ops: PatchOp[] = []
    for (const chatId of this.#views.keys()) places.refresh(chatId, ops)
    if (ops.length > 0) publish(ops)
  }

  /** Applies what TDLib told of the chat itself, without its messages and places. */
  applyChanges(chatId: number, changes: ChatChanges): void {
    this.change(chatId, (record) => {
      Object.assign(record, changes)
      if (changes.title === undefined && changes.accentColorId === undefined) return
      this.#options.people.saveChat(chatId, record.title, record.accentColorId)
    })
  }

  place(chatId: number, place: ChatPlace): void {
    this.#options.places.setMember(chatId, place)
  }

  setFolders({ folders }: EventOf<'folders_changed'>): void {
    this.#folders = folders.map(({ id, title }, position) => ({ list: `folder:${id}`, title, position }))
    this.#options.store.saveFolders(this.#folders)
    this.#options.publish([{ op: 'folders', value: [...this.#folders] }])
    this.#options.places.keepFolders(this.folderIds)
  }

  setScopeMute({ forS, scope }: EventOf<'scope_mute_changed'>): void {
    if (this.#mutes[scope] > 0 === forS > 0) return
    this.#mutes[scope] = forS
    for (const record of this.#records.values()) if (record.mute.isDefault) this.touch(record.id)
  }

  /** Whether chats of this kind are muted when they have no setting of their own. */
  isScopeMuted(chatId: number): boolean {
    const record = this.#records.get(chatId)
    return record !== undefined && this.#mutes[nameScope(record.kind)] > 0
  }

  /** The group goes on as another chat: from now on it has no row, and no list holds it. */
  replace(chatId: number): void {
    this.#replaced.add(chatId)
    this.#options.places.replace(chatId)
    if (this.#views.has(chatId)) this.#dropChat(chatId)
  }

  /** TDLib has told of every chat of the list, so places that TDLib did not confirm are outdated. */
  completeList(list: ListId): void {
    this.#options.places.completeList(list)
  }

  /** TDLib has told of every list, so rows of chats that TDLib does not know are outdated. */
  completeAll(): void {
    for (const chatId of this.#views.keys()) {
      if (!this.#records.has(chatId)) this.#dropChat(chatId)
    }
  }

  clear(): void {
    this.#options.places.clear()
    for (const chatId of this.#views.keys()) this.#dropChat(chatId)
    this.#records.clear()
    this.#options.words.clear()
    this.#dirty.clear()
    this.#replaced.clear()
    this.#folders = []
    this.#options.publish([{ op: 'folders', value: [] }])
  }

  /** Saves every row again, after the store lost them. */
  saveAll(): void {
    const { places, store } = this.#options
    for (const view of this.#views.values()) store.saveChat(view)
    places.saveAll()
    store.saveFolders(this.#folders)
  }

  flush(): void {
    const ops = this.#makeRows(this.#dirty)
    this.#dirty.clear()
    if (ops.length > 0) this.#options.publish(ops)
  }

  /** Builds the row again at once, for changes that may not wait for others. */
  flushRow(chatId: number): void {
    const ops = this.#makeRows([chatId])
    this.#dirty.delete(chatId)
    if (ops.length > 0) this.#options.publish(ops)
  }

  #makeRows(chatIds: Iterable<number>): readonly PatchOp[] {
    const { onRow, places, store } = this.#options
    const ops: PatchOp[] = []
    for (const chatId of chatIds) {
      const view = this.#makeView(chatId)
      if (view === undefined) continue
      this.#views.set(chatId, view)
      store.saveChat(view)
      ops.push({ op: 'chat', value: view })
      places.refresh(chatId, ops)
      onRow(chatId, view)
    }
    return ops
  }

  #makeView(chatId: number): ChatView | undefined {
    if (this.#replaced.has(chatId)) return undefined
    const { people, readDraftText, readMarks } = this.#options
    const marks = readMarks(chatId)
    const record = this.#records.get(chatId)
    if (record !== undefined) {
      // Asked for only where somebody waits: elsewhere the event is what a reader wants to know.
      if (
        marks.wait !== undefined &&
        record.lastMessage?.isService === true &&
        record.lastWritten === undefined
      ) {
        this.#options.words.want(chatId, record.lastMessage.id)
      }
      return mapChat(record, { people, mutes: this.#mutes, draftText: readDraftText(chatId), marks })
    }
    const stored = this.#views.get(chatId)
    return stored === undefined ? undefined : withMarks(stored, marks)
  }

  #dropChat(chatId: number): void {
    this.#views.delete(chatId)
    this.#options.places.dropChat(chatId)
    this.#options.store.dropChat(asChatId(chatId))
    this.#options.publish([{ op: 'drop_chat', chatId: asChatId(chatId) }])
    this.#options.onRow(chatId, undefined)
  }
}

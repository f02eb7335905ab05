import type { ChatView, FolderView, ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type * as Td from 'tdlib-types'
import type { Store } from '../store/store.ts'
import { asChatId } from '../telegram/ids.ts'
import type { People } from '../telegram/people.ts'
import {
  type ChatRecord,
  createChatRecord,
  makePlaceKey,
  mapChat,
  nameList,
  type ScopeMutes,
} from './chat-record.ts'

/** How long changes of rows gather before they are mapped once; well below a frame. */
const gatherMs = 8

export interface ChatModelOptions {
  readonly clock: Clock
  readonly store: Store
  readonly people: People
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly readDraftText: (chatId: number) => string
}

/**
 * The rows and their places. What the store remembers stands until TDLib says otherwise; rows that TDLib does not
 * know after the whole list is loaded are dropped. One update costs the same whatever the number of chats.
 */
export class ChatModel {
  readonly #options: ChatModelOptions
  readonly #records = new Map<number, ChatRecord>()
  readonly #views = new Map<number, ChatView>()
  readonly #places = new Map<
    ListId,
    Map<number, { readonly view: PlaceView; readonly isConfirmed: boolean }>
  >()
  #folders: readonly FolderView[] = []
  readonly #mutes: ScopeMutes = { private: 0, group: 0, channel: 0 }
  readonly #dirty = new Set<number>()
  #isGathering = false

  constructor(options: ChatModelOptions) {
    this.#options = options
  }

  /** Paints from the store; before the first update. */
  restore(): void {
    const { chats, places, folders } = this.#options.store.loadList()
    for (const chat of chats) this.#views.set(chat.id, chat)
    for (const place of places)
      this.#placesOf(place.list).set(place.chatId, { view: place, isConfirmed: false })
    this.#folders = folders
    this.#options.publish([...this.readAll()])
  }

  /** Everything a new window shows of the lists; first what is on top, so that the first part of it can be painted. */
  *readAll(): Iterable<PatchOp> {
    yield { op: 'folders', value: [...this.#folders] }
    const told = new Set<number>()
    for (const places of this.#places.values()) {
      const fromTop = [...places.values()].sort((a, b) => (a.view.key < b.view.key ? 1 : -1))
      for (const { view } of fromTop) {
        const value = this.#views.get(view.chatId)
        if (value !== undefined && !told.has(view.chatId)) yield { op: 'chat', value }
        told.add(view.chatId)
        yield { op: 'place', value: view }
      }
    }
    for (const [chatId, value] of this.#views) if (!told.has(chatId)) yield { op: 'chat', value }
  }

  get folderIds(): readonly ListId[] {
    return this.#folders.map((folder) => folder.list)
  }

  get chatCount(): number {
    return this.#views.size
  }

  findRecord(chatId: number): ChatRecord | undefined {
    return this.#records.get(chatId)
  }

  findView(chatId: number): ChatView | undefined {
    return this.#views.get(chatId)
  }

  /** All chats TDLib told of; after an update of a user or a group that several may show. */
  records(): Iterable<ChatRecord> {
    return this.#records.values()
  }

  addChat(chat: Td.chat): void {
    this.#records.set(chat.id, createChatRecord(chat))
    this.#options.people.saveChat(chat.id, chat.title, chat.accent_color_id)
    for (const position of chat.positions) this.place(chat.id, position)
    this.touch(chat.id)
  }

  /** Changes a record and shows it; updates of chats TDLib has not introduced are dropped. */
  change(chatId: number, apply: (record: ChatRecord) => void): void {
    const record = this.#records.get(chatId)
    if (record === undefined) return
    apply(record)
    this.touch(chatId)
  }

  /** The row is made again; several changes close together make it once. */
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

  place(chatId: number, position: Td.chatPosition): void {
    const list = nameList(position.list)
    if (position.order === '0') {
      this.#dropPlace(list, chatId)
      return
    }
    const view: PlaceView = {
      list,
      chatId: asChatId(chatId),
      key: makePlaceKey(position.order, chatId),
      section: 'chats',
    }
    const places = this.#placesOf(list)
    const before = places.get(chatId)
    places.set(chatId, { view, isConfirmed: true })
    if (before?.view.key === view.key && before.view.section === view.section) return
    this.#options.store.savePlace(view)
    this.#options.publish([{ op: 'place', value: view }])
  }

  setFolders(update: Td.updateChatFolders): void {
    this.#folders = update.chat_folders.map((folder, position) => ({
      list: `folder:${folder.id}`,
      title: folder.name.text.text,
      position,
    }))
    this.#options.store.saveFolders(this.#folders)
    this.#options.publish([{ op: 'folders', value: [...this.#folders] }])
    const known = new Set<ListId>(['main', 'archive', ...this.folderIds])
    for (const [list, places] of this.#places) {
      if (known.has(list)) continue
      for (const chatId of places.keys()) this.#dropPlace(list, chatId)
      this.#places.delete(list)
    }
  }

  setScopeMute(update: Td.updateScopeNotificationSettings): void {
    const scope = {
      notificationSettingsScopePrivateChats: 'private',
      notificationSettingsScopeGroupChats: 'group',
      notificationSettingsScopeChannelChats: 'channel',
    } as const
    const name = scope[update.scope._]
    const { mute_for: muteFor } = update.notification_settings
    if (this.#mutes[name] > 0 === muteFor > 0) return
    this.#mutes[name] = muteFor
    for (const record of this.#records.values()) {
      if (record.notifications.use_default_mute_for) this.touch(record.id)
    }
  }

  /** TDLib has told of every chat of the list: places it did not confirm are from before. */
  completeList(list: ListId): void {
    for (const [chatId, { isConfirmed }] of this.#placesOf(list)) {
      if (!isConfirmed) this.#dropPlace(list, chatId)
    }
  }

  /** TDLib has told of every list: chats that are in none of them and that it does not know are from before. */
  completeAll(): void {
    for (const chatId of this.#views.keys()) {
      if (!this.#records.has(chatId)) this.#dropChat(chatId)
    }
  }

  clear(): void {
    for (const [list, places] of this.#places)
      for (const chatId of places.keys()) this.#dropPlace(list, chatId)
    for (const chatId of this.#views.keys()) this.#dropChat(chatId)
    this.#records.clear()
    this.#dirty.clear()
    this.#folders = []
    this.#options.publish([{ op: 'folders', value: [] }])
  }

  /** Saves every row again, after the store lost them. */
  saveAll(): void {
    const { store } = this.#options
    for (const view of this.#views.values()) store.saveChat(view)
    for (const places of this.#places.values()) for (const { view } of places.values()) store.savePlace(view)
    store.saveFolders(this.#folders)
  }

  flush(): void {
    const { people, publish, readDraftText, store } = this.#options
    const ops: PatchOp[] = []
    for (const chatId of this.#dirty) {
      const record = this.#records.get(chatId)
      if (record === undefined) continue
      const view = mapChat(record, { people, mutes: this.#mutes, draftText: readDraftText(chatId) })
      this.#views.set(chatId, view)
      store.saveChat(view)
      ops.push({ op: 'chat', value: view })
    }
    this.#dirty.clear()
    if (ops.length > 0) publish(ops)
  }

  #placesOf(list: ListId): Map<number, { readonly view: PlaceView; readonly isConfirmed: boolean }> {
    let places = this.#places.get(list)
    if (places === undefined) {
      places = new Map()
      this.#places.set(list, places)
    }
    return places
  }

  #dropPlace(list: ListId, chatId: number): void {
    if (!this.#placesOf(list).delete(chatId)) return
    this.#options.store.dropPlace(list, asChatId(chatId))
    this.#options.publish([{ op: 'drop_place', list, chatId: asChatId(chatId) }])
  }

  #dropChat(chatId: number): void {
    this.#views.delete(chatId)
    this.#options.store.dropChat(asChatId(chatId))
    this.#options.publish([{ op: 'drop_chat', chatId: asChatId(chatId) }])
  }
}

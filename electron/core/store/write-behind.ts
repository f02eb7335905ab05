import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { ChatView, FolderView, ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { MessageTail } from '#shared/domain/message-tail/message-tail.ts'
import type { Tables } from './tables.ts'
import type { StoredGroupMembers } from './triage-store.ts'

export interface WriteBehindOptions {
  readonly clock: Clock
  /** Runs the changes in one transaction. False when the disk refused; nothing was changed then. */
  readonly write: (apply: (tables: Tables) => void) => boolean
  readonly flushAfterMs?: number
  /** As soon as this many entities have changed, they are written at once, without waiting. */
  readonly flushAtCount?: number
  /**
   * This many messages may wait while the disk refuses writes. Beyond it, the histories of their chats are
   * forgotten.
   */
  readonly maxWaitingMessages?: number
}

const firstRetryMs = 1000
const maxRetryMs = 30_000

/** Changes of the cache that wait for the disk: the last change of each entity, in one transaction per flush. */
export class WriteBehind {
  readonly #clock: Clock
  readonly #write: WriteBehindOptions['write']
  readonly #flushAfterMs: number
  readonly #flushAtCount: number
  readonly #maxWaitingMessages: number

  // An entity that maps to undefined will be deleted.
  readonly #chats = new Map<ChatId, ChatView | undefined>()
  readonly #places = new Map<ChatId, Map<ListId, PlaceView | undefined>>()
  readonly #chatsWithoutPlaces = new Set<ChatId>()
  readonly #messages = new Map<ChatId, Map<MessageId, MessageView | undefined>>()
  readonly #clearedHistories = new Set<ChatId>()
  readonly #tails = new Map<ChatId, MessageTail | undefined>()
  readonly #groupMembers = new Map<ChatId, StoredGroupMembers | undefined>()
  #folders: readonly FolderView[] | undefined
  /** Changes since the last flush, repeated ones included: an upper bound of what waits. */
  #count = 0
  #messageCount = 0
  #retryMs = 0
  #cancelTimer: Cancel | undefined

  constructor(options: WriteBehindOptions) {
    this.#clock = options.clock
    this.#write = options.write
    this.#flushAfterMs = options.flushAfterMs ?? 200
    this.#flushAtCount = options.flushAtCount ?? 2000
    this.#maxWaitingMessages = options.maxWaitingMessages ?? 20_000
  }

  get hasMessages(): boolean {
    return this.#messages.size > 0 || this.#clearedHistories.size > 0
  }

  get isEmpty(): boolean {
    return this.#count === 0
  }

  /** True when the disk refused the last flush and the next one is scheduled. */
  get isRetrying(): boolean {
    return this.#retryMs > 0
  }

  setChat(chatId: ChatId, chat: ChatView | undefined): void {
    this.#chats.set(chatId, chat)
    if (chat === undefined) {
      this.#places.delete(chatId)
      this.#chatsWithoutPlaces.add(chatId)
      this.#clearHistory(chatId)
      this.#tails.set(chatId, undefined)
      this.#groupMembers.set(chatId, undefined)
    }
    this.#noteChange(1)
  }

  setPlace(chatId: ChatId, list: ListId, place: PlaceView | undefined): void {
    getOrCreate(this.#places, chatId).set(list, place)
    this.#noteChange(1)
  }

  setTail(chatId: ChatId, tail: MessageTail | undefined): void {
    this.#tails.set(chatId, tail)
    this.#noteChange(1)
  }

  setGroupMembers(chatId: ChatId, members: StoredGroupMembers | undefined): void {
    this.#groupMembers.set(chatId, members)
    this.#noteChange(1)
  }

  setFolders(folders: readonly FolderView[]): void {
    this.#folders = folders
    this.#noteChange(1)
  }

  setMessages(messages: readonly MessageView[]): void {
    for (const message of messages) this.#setMessage(message.chatId, message.id, message)
    this.#noteChange(messages.length)
  }

  dropMessages(chatId: ChatId, ids: readonly MessageId[]): void {
    for (const id of ids) this.#setMessage(chatId, id, undefined)
    this.#noteChange(ids.length)
  }

  /** Writes what waits; true when nothing waits any more. */
  flush(): boolean {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    if (this.isEmpty) return true
    const isWritten = this.#write((tables) => {
      this.#apply(tables)
    })
    if (isWritten) {
      this.#forget()
      this.#retryMs = 0
      return true
    }
    this.#retryMs = Math.min(this.#retryMs === 0 ? firstRetryMs : this.#retryMs * 2, maxRetryMs)
    this.#arm(this.#retryMs)
    return false
  }

  /** Forgets what waits. */
  clear(): void {
    this.#forget()
    this.stop()
  }

  stop(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
  }

  #setMessage(chatId: ChatId, id: MessageId, message: MessageView | undefined): void {
    const messages = getOrCreate(this.#messages, chatId)
    if (!messages.has(id)) this.#messageCount += 1
    messages.set(id, message)
  }

  #clearHistory(chatId: ChatId): void {
    this.#messageCount -= this.#messages.get(chatId)?.size ?? 0
    this.#messages.delete(chatId)
    this.#clearedHistories.add(chatId)
  }

  #noteChange(count: number): void {
    this.#count += count
    if (this.isRetrying) {
      if (this.#messageCount > this.#maxWaitingMessages) this.#giveUpMessages()
    } else if (this.#count >= this.#flushAtCount) {
      this.flush()
    } else {
      this.#arm(this.#flushAfterMs)
    }
  }

  /** Forgets whole histories: a hole in a cache can be filled again, but a stale message would be taken as current. */
  #giveUpMessages(): void {
    for (const chatId of this.#messages.keys()) this.#clearHistory(chatId)
  }

  #arm(delayMs: number): void {
    this.#cancelTimer ??= this.#clock.schedule(this.#clock.now() + delayMs, () => {
      this.#cancelTimer = undefined
      this.flush()
    })
  }

  #apply({ chats, groupMembers, messages, tails }: Tables): void {
    for (const chatId of this.#chatsWithoutPlaces) chats.dropPlacesOfChat(chatId)
    for (const chatId of this.#clearedHistories) messages.dropHistory(chatId)
    if (this.#folders !== undefined) chats.saveFolders(this.#folders)
    for (const [chatId, chat] of this.#chats) {
      if (chat === undefined) chats.dropChat(chatId)
      else chats.saveChat(chat)
    }
    for (const [chatId, places] of this.#places) {
      for (const [list, place] of places) {
        if (place === undefined) chats.dropPlace(list, chatId)
        else chats.savePlace(place)
      }
    }
    for (const [chatId, tail] of this.#tails) {
      if (tail === undefined) tails.drop(chatId)
      else tails.save(chatId, tail)
    }
    for (const [chatId, members] of this.#groupMembers) {
      if (members === undefined) groupMembers.drop(chatId)
      else groupMembers.save(chatId, members)
    }
    for (const [chatId, entries] of this.#messages) {
      for (const [id, message] of entries) {
        if (message === undefined) messages.drop(chatId, id)
        else messages.save(message)
      }
    }
  }

  #forget(): void {
    this.#chats.clear()
    this.#places.clear()
    this.#chatsWithoutPlaces.clear()
    this.#messages.clear()
    this.#clearedHistories.clear()
    this.#tails.clear()
    this.#groupMembers.clear()
    this.#folders = undefined
    this.#count = 0
    this.#messageCount = 0
  }
}

function getOrCreate<Key, InnerKey, Value>(
  map: Map<Key, Map<InnerKey, Value>>,
  key: Key,
): Map<InnerKey, Value> {
  let inner = map.get(key)
  if (inner === undefined) {
    inner = new Map()
    map.set(key, inner)
  }
  return inner
}

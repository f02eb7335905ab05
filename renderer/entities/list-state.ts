import type { ChatView, PlaceView } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { OrderedPlaces } from '#shared/domain/ordered-places/ordered-places.ts'

/** One list as components see it; a new object whenever one of its fields is another one. */
export interface ListSnapshot {
  readonly order: readonly ChatId[]
  /** The unread chats of the list in the same order. */
  readonly unreadOrder: readonly ChatId[]
  /** Changed in place; read one chat's place by id. */
  readonly places: ReadonlyMap<ChatId, PlaceView>
}

export const emptyList: ListSnapshot = { order: [], unreadOrder: [], places: new Map() }

/** Whether the chat waits to be read, by count or by hand. */
export function isChatUnread(chat: ChatView | undefined): boolean {
  return chat !== undefined && (chat.unreadCount > 0 || chat.isMarkedUnread)
}

/** Keeps the order of one list; a patch costs a binary search, a snapshot one copy of the ids. */
export class ListState {
  readonly #order = new OrderedPlaces()
  readonly #unread = new OrderedPlaces()
  readonly #places = new Map<ChatId, PlaceView>()
  #ids: readonly ChatId[] | undefined
  #unreadIds: readonly ChatId[] | undefined

  place(place: PlaceView, isUnread: boolean): void {
    this.#places.set(place.chatId, place)
    if (this.#order.set(place.chatId, place.key)) this.#ids = undefined
    this.markUnread(place.chatId, isUnread)
  }

  drop(chatId: ChatId): void {
    if (this.#places.delete(chatId)) {
      this.#order.remove(chatId)
      this.#ids = undefined
    }
    if (this.#unread.remove(chatId)) this.#unreadIds = undefined
  }

  /** True when the chat is in the list and something changed. */
  markUnread(chatId: ChatId, isUnread: boolean): boolean {
    const place = this.#places.get(chatId)
    if (place === undefined) return false
    const isChanged = isUnread ? this.#unread.set(chatId, place.key) : this.#unread.remove(chatId)
    if (isChanged) this.#unreadIds = undefined
    return isChanged
  }

  toSnapshot(): ListSnapshot {
    this.#ids ??= this.#order.toIds()
    this.#unreadIds ??= this.#unread.toIds()
    return { order: this.#ids, unreadOrder: this.#unreadIds, places: this.#places }
  }
}

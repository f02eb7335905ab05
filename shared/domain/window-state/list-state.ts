import type { PlaceView } from '../../contract/entities/chat.ts'
import type { ChatId } from '../../contract/entities/ids.ts'
import type { ListOrder } from '../ordered-places/list-order.ts'
import { OrderedPlaces } from '../ordered-places/ordered-places.ts'

/** One list as components see it; a new object whenever one of its fields changes. */
export interface ListSnapshot {
  /** The same object while the order is the same; getting it copies nothing, however long the list is. */
  readonly chats: ListOrder
  /** The unread chats of the list in the same order. */
  readonly unreadChats: ListOrder
  /** Changed in place; read one chat's place by id. */
  readonly places: ReadonlyMap<ChatId, PlaceView>
}

export const emptyList: ListSnapshot = { chats: [], unreadChats: [], places: new Map() }

/**
 * Keeps the order of one list; a patch costs the same in a short list and in a long one, and so does taking a
 * snapshot.
 */
export class ListState {
  readonly #order = new OrderedPlaces()
  readonly #unread = new OrderedPlaces()
  readonly #places = new Map<ChatId, PlaceView>()

  /** The same object while the order is the same. */
  get order(): ListOrder {
    return this.#order.toOrder()
  }

  get places(): ReadonlyMap<ChatId, PlaceView> {
    return this.#places
  }

  place(place: PlaceView, isUnread: boolean): void {
    this.#places.set(place.chatId, place)
    this.#order.set(place.chatId, place.key)
    this.markUnread(place.chatId, isUnread)
  }

  drop(chatId: ChatId): void {
    if (this.#places.delete(chatId)) this.#order.remove(chatId)
    this.#unread.remove(chatId)
  }

  /** True when the chat is in the list and something changed. */
  markUnread(chatId: ChatId, isUnread: boolean): boolean {
    const place = this.#places.get(chatId)
    if (place === undefined) return false
    return isUnread ? this.#unread.set(chatId, place.key) : this.#unread.remove(chatId)
  }

  toSnapshot(): ListSnapshot {
    return { chats: this.order, unreadChats: this.#unread.toOrder(), places: this.#places }
  }
}

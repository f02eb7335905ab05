import type { ChatId } from '../../contract/entities/ids.ts'

export interface OrderedPlace {
  readonly chatId: ChatId
  readonly key: string
}

/**
 * The chats of one list in their order: greatest key first, compared by UTF-16 unit, then by smaller chat id.
 * A change finds its place by binary search; it moves array elements, which for lists of thousands costs microseconds.
 */
export class OrderedPlaces {
  readonly #keys = new Map<ChatId, string>()
  readonly #places: OrderedPlace[] = []

  get size(): number {
    return this.#places.length
  }

  /** Puts a chat at its key; true when the order of chats is another one than before. */
  set(chatId: ChatId, key: string): boolean {
    const oldKey = this.#keys.get(chatId)
    if (oldKey === key) return false
    const oldIndex = oldKey === undefined ? -1 : this.#findIndex({ chatId, key: oldKey })
    if (oldIndex >= 0) this.#places.splice(oldIndex, 1)
    const place = { chatId, key }
    const index = this.#findIndex(place)
    this.#places.splice(index, 0, place)
    this.#keys.set(chatId, key)
    return index !== oldIndex
  }

  /** True when the chat was in the list. */
  remove(chatId: ChatId): boolean {
    const key = this.#keys.get(chatId)
    if (key === undefined) return false
    this.#places.splice(this.#findIndex({ chatId, key }), 1)
    this.#keys.delete(chatId)
    return true
  }

  clear(): void {
    this.#keys.clear()
    this.#places.length = 0
  }

  has(chatId: ChatId): boolean {
    return this.#keys.has(chatId)
  }

  /** -1 when the chat is not in the list. */
  indexOf(chatId: ChatId): number {
    const key = this.#keys.get(chatId)
    return key === undefined ? -1 : this.#findIndex({ chatId, key })
  }

  at(index: number): OrderedPlace | undefined {
    return this.#places[index]
  }

  /** A new array of the ids in order. */
  toIds(): ChatId[] {
    return this.#places.map((place) => place.chatId)
  }

  /** Where the place is, or where it would be put. */
  #findIndex(place: OrderedPlace): number {
    let low = 0
    let high = this.#places.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const other = this.#places[middle]
      if (other !== undefined && comparePlaces(other, place) < 0) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Negative when `a` stands above `b`. */
export function comparePlaces(a: OrderedPlace, b: OrderedPlace): number {
  if (a.key !== b.key) return a.key > b.key ? -1 : 1
  return a.chatId - b.chatId
}

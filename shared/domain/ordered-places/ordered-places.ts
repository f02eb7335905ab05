import type { ChatId } from '../../contract/entities/ids.ts'
import type { ListOrder } from './list-order.ts'
import {
  comparePlaces,
  countBefore,
  findFirst,
  findPlace,
  findPosition,
  findPositionFromTop,
  insertPlace,
  type OrderedPlace,
  type PlaceBlocks,
  removePlace,
  replacePlace,
} from './place-blocks.ts'

/**
 * The chats of one list in their order: greatest key first, compared by UTF-16 unit, then by smaller chat id.
 * A change costs two binary searches and the copy of a block, however long the list is; the order of a moment is
 * had without a copy.
 */
export class OrderedPlaces {
  readonly #keys = new Map<ChatId, string>()
  #order = new Order(this, [])

  get size(): number {
    return this.#keys.size
  }

  /** Puts a chat at its key; true when the order of chats changed. */
  set(chatId: ChatId, key: string): boolean {
    const oldKey = this.#keys.get(chatId)
    if (oldKey === key) return false
    this.#keys.set(chatId, key)
    const place = { chatId, key }
    if (oldKey === undefined) {
      this.#order = new Order(this, insert(this.#order.blocks, place))
      return true
    }
    const { blocks } = this.#order
    const position = findPosition(blocks, { chatId, key: oldKey })
    if (isBetweenNeighbours(blocks, position, place)) {
      this.#order.blocks = replacePlace(blocks, position, place)
      return false
    }
    this.#order = new Order(this, insert(removePlace(blocks, position), place))
    return true
  }

  /** True when the chat was in the list. */
  remove(chatId: ChatId): boolean {
    const key = this.#keys.get(chatId)
    if (key === undefined) return false
    this.#keys.delete(chatId)
    const { blocks } = this.#order
    this.#order = new Order(this, removePlace(blocks, findPosition(blocks, { chatId, key })))
    return true
  }

  findKey(chatId: ChatId): string | undefined {
    return this.#keys.get(chatId)
  }

  /** The present order; the same object until the order changes. */
  toOrder(): ListOrder {
    return this.#order
  }

  /** Whether nothing has moved since this order was given. */
  isCurrent(order: ListOrder): boolean {
    return order === this.#order
  }
}

/** The order of one moment; the chats in its blocks stay, keys may follow the list as long as nothing moves. */
class Order implements ListOrder {
  readonly #owner: OrderedPlaces
  blocks: PlaceBlocks
  readonly length: number
  #before: readonly number[] | undefined
  /** Made only when somebody asks an order of the past for a chat: the list does not know where it was. */
  #pastIndexes: ReadonlyMap<ChatId, number> | undefined

  constructor(owner: OrderedPlaces, blocks: PlaceBlocks) {
    this.#owner = owner
    this.blocks = blocks
    this.length = owner.size
  }

  at(index: number): ChatId | undefined {
    return this.placeAt(index < 0 ? index + this.length : index)?.chatId
  }

  placeAt(index: number): OrderedPlace | undefined {
    if (index < 0 || index >= this.length) return undefined
    const before = this.#countBefore()
    const block = findFirst(before.length, (candidate) => (before[candidate] ?? 0) > index) - 1
    return this.blocks[block]?.[index - (before[block] ?? 0)]
  }

  indexOf(chatId: ChatId): number {
    if (!this.#owner.isCurrent(this)) return this.#findPastIndex(chatId)
    const key = this.#owner.findKey(chatId)
    if (key === undefined) return -1
    const { block, index } = findPosition(this.blocks, { chatId, key })
    return (this.#countBefore()[block] ?? 0) + index
  }

  *[Symbol.iterator](): IterableIterator<ChatId> {
    for (const places of this.blocks) for (const { chatId } of places) yield chatId
  }

  #countBefore(): readonly number[] {
    this.#before ??= countBefore(this.blocks)
    return this.#before
  }

  #findPastIndex(chatId: ChatId): number {
    this.#pastIndexes ??= new Map([...this].map((id, index) => [id, index]))
    return this.#pastIndexes.get(chatId) ?? -1
  }
}

function insert(blocks: PlaceBlocks, place: OrderedPlace): PlaceBlocks {
  return insertPlace(blocks, findPositionFromTop(blocks, place), place)
}

function isBetweenNeighbours(
  blocks: PlaceBlocks,
  { block, index }: { readonly block: number; readonly index: number },
  place: OrderedPlace,
): boolean {
  const above = findPlace(blocks, { block, index: index - 1 })
  const below = findPlace(blocks, { block, index: index + 1 })
  return (
    (above === undefined || comparePlaces(above, place) < 0) &&
    (below === undefined || comparePlaces(place, below) < 0)
  )
}

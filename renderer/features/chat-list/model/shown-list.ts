import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Section } from '#shared/contract/entities/triage.ts'

/** The rows of a tab in their order, and where its sections begin. */
export interface ShownList {
  readonly order: readonly ChatId[]
  /** Index of the first pinned chat and of the first chat after the pins; alarms stand before both. */
  readonly starts: SectionStarts
}

export interface SectionStarts {
  readonly pinned: number
  readonly chats: number
}

const ranks: Readonly<Record<Section, number>> = { alarm: 0, pinned: 1, chats: 2 }

/** Finds where sections begin by binary search: the order has alarms first, then pins, then the rest. */
export function findStarts(
  order: readonly ChatId[],
  readSection: (chatId: ChatId) => Section,
): SectionStarts {
  const findFirst = (rank: number): number => {
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const chatId = order[middle]
      if (chatId !== undefined && ranks[readSection(chatId)] < rank) low = middle + 1
      else high = middle
    }
    return low
  }
  return { pinned: findFirst(ranks.pinned), chats: findFirst(ranks.chats) }
}

export function findSection({ pinned, chats }: SectionStarts, index: number): Section {
  return index < pinned ? 'alarm' : index < chats ? 'pinned' : 'chats'
}

const indexes = new WeakMap<readonly ChatId[], ReadonlyMap<ChatId, number>>()

/** Where the chat stands, -1 when it is not there; the index is made once for an order, when somebody asks. */
export function findIndex(order: readonly ChatId[], chatId: ChatId | undefined): number {
  if (chatId === undefined) return -1
  let index = indexes.get(order)
  if (index === undefined) {
    index = new Map(order.map((id, position) => [id, position]))
    indexes.set(order, index)
  }
  return index.get(chatId) ?? -1
}

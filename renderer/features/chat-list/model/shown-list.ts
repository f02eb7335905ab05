import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Section } from '#shared/contract/entities/triage.ts'
import type { ListOrder } from '#shared/domain/ordered-places/list-order.ts'

/** The rows of a tab in their order, and where its sections begin. */
export interface ShownList {
  readonly order: ListOrder
  /** Index of the first pinned chat and of the first chat after the pins; alarms stand before both. */
  readonly starts: SectionStarts
}

export interface SectionStarts {
  readonly pinned: number
  readonly chats: number
}

const ranks: Readonly<Record<Section, number>> = { alarm: 0, pinned: 1, chats: 2 }

/** Finds where sections begin by binary search: the order has alarms first, then pins, then the rest. */
export function findStarts(order: ListOrder, readSection: (chatId: ChatId) => Section): SectionStarts {
  const findFirst = (rank: number): number => {
    let low = 0
    let high = order.length
    while (low < high) {
      const middle = (low + high) >>> 1
      const chatId = order.at(middle)
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

/** Where the chat stands; -1 when there is none, or it is not there. */
export function findIndex(order: ListOrder, chatId: ChatId | undefined): number {
  return chatId === undefined ? -1 : order.indexOf(chatId)
}

/** The pinned chats as they are shown. */
export function listPinned({ order, starts }: ShownList): readonly ChatId[] {
  const pinned: ChatId[] = []
  for (let index = starts.pinned; index < starts.chats; index += 1) {
    const chatId = order.at(index)
    if (chatId !== undefined) pinned.push(chatId)
  }
  return pinned
}

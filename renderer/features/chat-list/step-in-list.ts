import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ListOrder } from '#shared/domain/ordered-places/list-order.ts'
import { findIndex } from './model/shown-list.ts'

export type ListStep = 'next' | 'previous' | 'pageDown' | 'pageUp' | 'first' | 'last'

/** The chat that a key leads to; it stops at the ends. Undefined in an empty list. */
export function stepInList(
  order: ListOrder,
  from: ChatId | undefined,
  step: ListStep,
  pageLength: number,
): ChatId | undefined {
  const index = findIndex(order, from)
  return order.at(clamp(findTarget(index, step, order.length, Math.max(1, pageLength)), order.length))
}

function findTarget(index: number, step: ListStep, length: number, pageLength: number): number {
  switch (step) {
    case 'first':
      return 0
    case 'last':
      return length - 1
    case 'next':
      return index + 1
    case 'previous':
      // From nowhere "up" begins at the top, as "down" does.
      return index < 0 ? 0 : index - 1
    case 'pageDown':
      return index + pageLength
    case 'pageUp':
      return index - pageLength
  }
}

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1))
}

/** The nearest chat after (or before) the given one that is among `wanted`; goes around the end. */
export function findNext(
  order: ListOrder,
  from: ChatId | undefined,
  direction: 1 | -1,
  isWanted: (id: ChatId) => boolean,
): ChatId | undefined {
  const { length } = order
  const start = findIndex(order, from)
  const origin = start < 0 && direction < 0 ? length : start
  for (let distance = 1; distance <= length; distance += 1) {
    const id = order.at((((origin + direction * distance) % length) + length) % length)
    if (id !== undefined && id !== from && isWanted(id)) return id
  }
  return undefined
}

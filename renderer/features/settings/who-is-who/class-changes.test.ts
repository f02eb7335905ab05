import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChatClass, ClassifiedChat } from '#shared/contract/entities/triage.ts'
import { compareClasses, countClasses, filterRows } from './class-changes.ts'

const make = (id: number, title: string, chatClass: ChatClass): ClassifiedChat => ({
  chatId: id as ChatId,
  title,
  class: chatClass,
  reason: 'every_group',
})
const chats = [
  make(1, 'Romashka', 'customer'),
  make(2, 'Ёлка', 'customer'),
  make(3, 'Duty shift', 'team'),
  make(4, 'Builds', 'other'),
]
const now = new Map<number, ChatClass>([
  [1, 'customer'],
  [2, 'other'],
  [3, 'customer'],
])
const rows = compareClasses(chats, (chatId) => now.get(chatId))

describe('classes of chats, before and after', () => {
  it('stand by title and name the class of now where it changes, not where it is unknown', () => {
    expect(rows.map(({ chatId, before }) => [chatId, before])).toEqual([
      [4, undefined],
      [3, 'customer'],
      [1, undefined],
      [2, 'other'],
    ])
  })

  it('are counted', () => {
    expect(countClasses(rows)).toEqual({
      all: 4,
      customer: 2,
      team: 1,
      other: 1,
      changed: 2,
      becomes: 1,
      ceases: 1,
    })
  })

  it.each([
    ['all', '', [4, 3, 1, 2]],
    ['customer', '', [1, 2]],
    ['changed', '', [3, 2]],
    ['all', ' елк', [2]],
    ['team', 'romashka', []],
  ] as const)('filter %s with %j', (filter, query, expected) => {
    expect(filterRows(rows, filter, query).map(({ chatId }) => chatId)).toEqual(expected)
  })
})

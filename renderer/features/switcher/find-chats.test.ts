import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { findChats } from './find-chats.ts'

const titles = new Map<number, string>([
  [1, 'Romashka LLC'],
  [2, 'Ромашка, бухгалтерия'],
  [3, 'Sputnik Media'],
  [4, 'Severny Bank'],
  [5, 'Roman'],
])
const ids = (...values: number[]): ChatId[] => values as ChatId[]
const source = {
  findTitle: (chatId: ChatId) => titles.get(chatId),
  recent: ids(4, 3),
  all: ids(1, 2, 3, 4, 5),
  openChatId: 4 as ChatId,
}
const find = (query: string): number[] => findChats(query, source).map(({ chatId }) => chatId)

describe('findChats', () => {
  it('offers what was open last, then the list, when nothing is asked', () => {
    expect(find('')).toEqual([3, 1, 2, 5])
  })

  it('finds the open chat too when it is asked for', () => {
    expect(find('severny')).toEqual([4])
  })

  it('finds both alphabets and prefers the shorter title', () => {
    expect(find('rom')).toEqual([5, 1, 2])
  })

  it('prefers a chat that was open among those that match alike', () => {
    expect(findChats('rom', { ...source, recent: ids(1) }).map(({ chatId }) => chatId)[0]).toBe(1)
  })

  it('leaves out chats it knows no title of', () => {
    expect(findChats('', { ...source, all: ids(1, 99) }).map(({ chatId }) => chatId)).toEqual([3, 1])
  })
})

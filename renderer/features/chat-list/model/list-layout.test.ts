import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Section } from '#shared/contract/entities/triage.ts'
import { createListLayout, headingHeight } from './list-layout.ts'
import { findIndex, findSection, findStarts } from './shown-list.ts'

const order = [10, 20, 30, 40, 50] as ChatId[]
const sections: Section[] = ['alarm', 'pinned', 'pinned', 'chats', 'chats']

describe('sections', () => {
  it('are found where they begin', () => {
    const starts = findStarts(order, (chatId) => sections[order.indexOf(chatId)]!)
    expect(starts).toEqual({ pinned: 1, chats: 3 })
    expect(order.map((_, index) => findSection(starts, index))).toEqual(sections)
    expect(findStarts([], () => 'chats')).toEqual({ pinned: 0, chats: 0 })
    expect(findStarts(order, () => 'pinned')).toEqual({ pinned: 0, chats: 5 })
  })

  it('have headings but for pins and chats at the top', () => {
    const layout = createListLayout({ pinned: 1, chats: 3 }, 5, 24)
    expect(order.map((_, index) => layout.headingAt(index))).toEqual([
      'alarm',
      'pinned',
      undefined,
      'chats',
      undefined,
    ])
    expect(createListLayout({ pinned: 0, chats: 0 }, 5, 24).headingAt(0)).toBeUndefined()
    expect(createListLayout({ pinned: 0, chats: 5 }, 5, 24).headingAt(0)).toBeUndefined()
    expect(createListLayout({ pinned: 0, chats: 0 }, 0, 24).signature).toBe('24 ')
    // Nothing is pinned: alarms are followed by the other chats.
    expect(createListLayout({ pinned: 2, chats: 2 }, 5, 24).headingAt(2)).toBe('chats')
  })

  it('have rows below each other without gaps', () => {
    const layout = createListLayout({ pinned: 1, chats: 3 }, 5, 24)
    let bottom = 0
    for (let index = 0; index < 5; index += 1) {
      const slotTop = layout.topOf(index) + 24 - layout.heightOf(index)
      expect(slotTop).toBe(bottom)
      bottom = slotTop + layout.heightOf(index)
    }
    expect(bottom).toBe(5 * 24 + 3 * headingHeight)
  })
})

describe('findIndex', () => {
  it('knows where a chat stands', () => {
    expect(order.map((chatId) => findIndex(order, chatId))).toEqual([0, 1, 2, 3, 4])
    expect(findIndex(order, 99 as ChatId)).toBe(-1)
    expect(findIndex(order, undefined)).toBe(-1)
  })
})

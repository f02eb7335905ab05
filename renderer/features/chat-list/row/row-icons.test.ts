import { describe, expect, it } from 'vitest'
import { chooseMarks, listMarks } from './row-icons.ts'

const marked = (
  marks: string,
  section: 'alarm' | 'pinned' | 'chats' = 'chats',
): Parameters<typeof chooseMarks>[0] => ({
  section,
  isAlarmed: section === 'alarm',
  isMentioned: marks.includes('@'),
  isStarred: marks.includes('*'),
  isPinned: marks.includes('p'),
})

describe('the icon column', () => {
  it.each([
    ['', 'chats', undefined, undefined],
    ['p', 'pinned', 'pin', undefined],
    ['p*', 'pinned', 'star', undefined],
    ['p*', 'chats', 'star', 'pin'],
    ['p@', 'pinned', 'mention', undefined],
    ['p*@', 'pinned', 'mention', 'star'],
    ['*@', 'chats', 'mention', 'star'],
    ['', 'alarm', 'alarm', undefined],
    ['p*@', 'alarm', 'alarm', 'mention'],
  ] as const)('of "%s" in %s shows %s and %s', (marks, section, main, extra) => {
    expect(chooseMarks(marked(marks, section))).toEqual({ main, extra })
  })

  it('has words for every mark', () => {
    expect(listMarks(marked('p*@', 'alarm'))).toEqual(['alarm', 'mention', 'star', 'pin'])
  })
})

import { describe, expect, it } from 'vitest'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import { describeSubtitle } from './subtitle.ts'

const group = { kind: 'supergroup', isSelf: false } as const
const person = { kind: 'private', isSelf: false } as const
const nowS = 1_000_000
const moment = (atS: number): string => `@${atS}`

function keys(chat: typeof group | typeof person, part: Partial<ConversationView>): readonly string[] {
  return describeSubtitle(chat, { typing: [], ...part }, nowS, moment).map((each) => each.key)
}

describe('describeSubtitle', () => {
  it('counts members and those online', () => {
    expect(keys(group, { memberCount: 14, onlineCount: 3 })).toEqual(['header.members', 'header.online'])
    expect(keys(group, { memberCount: 14, onlineCount: 1 })).toEqual(['header.members'])
  })

  it('says how many of them are ours', () => {
    const ours = ['header.members', 'header.ofOurs', 'header.online']
    expect(keys(group, { memberCount: 14, staffCount: 3, onlineCount: 3 })).toEqual(ours)
    expect(keys(group, { memberCount: 14, staffCount: 0 })).toEqual(['header.members'])
  })

  it('shows who types instead of everything else', () => {
    expect(keys(group, { memberCount: 14, typing: ['Anna'] })).toEqual(['header.typingOne'])
    expect(keys(group, { typing: ['Anna', 'Oleg'] })).toEqual(['header.typingTwo'])
    expect(describeSubtitle(group, { typing: ['A', 'B', 'C'] }, nowS, moment)[0]?.values.count).toBe(2)
    expect(keys(person, { typing: ['Anna'] })).toEqual(['header.typingPrivate'])
  })

  it('tells a last visit in minutes under an hour, then as a moment', () => {
    const seen = (ageS: number) => ({ presence: { kind: 'last_seen', atS: nowS - ageS } as const })
    expect(keys(person, seen(30))).toEqual(['header.presence.justNow'])
    expect(describeSubtitle(person, { typing: [], ...seen(3599) }, nowS, moment)[0]?.values).toEqual({
      count: 59,
    })
    expect(describeSubtitle(person, { typing: [], ...seen(3600) }, nowS, moment)[0]?.values).toEqual({
      when: '@996400',
    })
  })
})

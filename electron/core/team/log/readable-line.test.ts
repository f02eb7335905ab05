import { describe, expect, it } from 'vitest'
import { emptyTeamState } from '#shared/domain/team-log/team-draft.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import { type LineSources, markMentions, writeReadableLine } from './readable-line.ts'

const chat = -1_001_700_000_002 as never
const names: Readonly<Record<number, string>> = { 1: 'Лена Петрова', 2: 'Ivan Duty' }
const nameUser = (userId: number): string => names[userId] ?? ''

const makeSources = (language: 'en' | 'ru'): LineSources => ({
  language,
  nameUser,
  findChat: (chatId) =>
    chatId === chat
      ? { title: 'North shop', lastMessageId: 77 * 2 ** 20 }
      : chatId === -5
        ? { title: 'Bakery', lastMessageId: 2 ** 20 }
        : undefined,
  state: {
    ...emptyTeamState,
    alarms: new Map([
      ['alarm-01', { id: 'alarm-01', chatId: -5, title: 'Bakery', raised: { byUserId: 1, atS: 1 } }],
    ]),
  },
})

const say = (event: NewTeamEvent, language: 'en' | 'ru' = 'en'): string =>
  writeReadableLine(event, makeSources(language))

describe('the line that people read', () => {
  it('links to chats that phones can open, and names the others', () => {
    expect(say({ type: 'alarm_raised', chat, title: 'North shop', note: 'Site is down' })).toBe(
      '🔔 ALARM: North shop https://t.me/c/1700000002/77: Site is down',
    )
    expect(say({ type: 'alarm_taken', alarm: 'alarm-01' }, 'ru')).toBe('Тревога взята: Bakery')
    const upTo = (12 * 2 ** 20) as never
    expect(say({ type: 'no_reply', chat, up_to: upTo, up_to_s: 5 })).toBe(
      'No reply needed: North shop https://t.me/c/1700000002/12',
    )
    expect(say({ type: 'alarm_done', alarm: 'alarm-99' })).toBe('The alarm is over: a chat')
  })

  it('names people, and says so when it cannot', () => {
    expect(say({ type: 'role', user: 1 as never, role: 'manager' }, 'ru')).toBe(
      'Лена Петрова: теперь менеджер',
    )
    expect(say({ type: 'genesis', managers: [1 as never, 9 as never] })).toBe(
      'The team begins. Managers: Лена Петрова, somebody',
    )
    expect(
      say({ type: 'visibility_granted', chat: -5 as never, user: 2 as never, task: 'WEB-7', until: 86_400 }),
    ).toMatch(/^Ivan Duty sees the chat Bakery now, task WEB-7, until .*70/u)
  })

  it('takes what people wrote as it is, whatever it looks like', () => {
    const text = 'use {{chat}} and $&'
    const event: NewTeamEvent = { type: 'note', chat: -5 as never, text, mentions: [] }
    expect(say(event)).toBe('Note on Bakery: use {{chat}} and $&')
  })

  it('mentions whom a note names, so that their phones ring', () => {
    const event: NewTeamEvent = {
      type: 'note',
      chat: -5 as never,
      text: 'ask @Ivan Duty',
      mentions: [2 as never, 1 as never],
    }
    const written = writeTeamLogMessages(say(event), { v: 1, id: 'event-01', ...event })
    const [message] = written.ok ? written.value : []
    const marked = markMentions(message!, event, nameUser)
    const mentions = marked.entities.filter(({ kind }) => kind === 'mention_name')
    expect(mentions.map(({ length, offset }) => marked.text.slice(offset, offset + length))).toEqual([
      'Ivan Duty',
      'Лена Петрова',
    ])
    expect(marked.entities.at(-1)?.kind).toBe('pre')
  })
})

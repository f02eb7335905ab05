import { describe, expect, it } from 'vitest'
import type * as Td from 'tdlib-types'
import type { Presence } from '#shared/domain/presence/presence.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import { makeTdValue } from '../../../../test/support/td-values.ts'
import { unmapText } from '../../telegram/map-text.ts'
import { type Message, toMessage } from '../../telegram/message.ts'
import { OthersPresence } from './others-presence.ts'

const atS = 1_000

function makeMessage(
  id: number,
  userId: number,
  { chatId, isWriting }: Presence,
  extra: Partial<Td.message> = {},
): Message {
  const text = writePresenceMessage('here', {
    ...(chatId === undefined ? {} : { chatId }),
    isWriting,
    // What a console says of its own clock is ignored.
    atS: 5,
  })
  return toMessage({
    ...(makeTdValue('message') as Td.message),
    id,
    sender_id: { _: 'messageSenderUser', user_id: userId },
    date: atS,
    content: { _: 'messageText', text: unmapText(text) as Td.formattedText },
    ...extra,
  })
}

const looking: Presence = { chatId: 7, isWriting: false }
const writing: Presence = { chatId: 7, isWriting: true }

describe('OthersPresence', () => {
  it('counts for 90 s by the date of the last edit, and says when the next one ends', () => {
    const others = new OthersPresence()
    others.take(makeMessage(1, 10, looking))
    others.take(makeMessage(2, 11, looking, { edit_date: atS + 30 }))
    const nowMs = (atS + 40) * 1000
    expect(others.read(nowMs)).toEqual({
      present: [
        { userId: 10, chatId: 7, isWriting: false },
        { userId: 11, chatId: 7, isWriting: false },
      ],
      endsAtMs: (atS + 90) * 1000,
    })
    expect(others.read((atS + 90) * 1000).present).toEqual([{ userId: 11, chatId: 7, isWriting: false }])
    expect(others.read((atS + 120) * 1000)).toEqual({ present: [], endsAtMs: undefined })
  })

  it('lets nobody be present for longer by a date in the future', () => {
    const others = new OthersPresence()
    others.take(makeMessage(1, 10, looking, { date: atS + 9_000 }))
    expect(others.read(atS * 1000).endsAtMs).toBe((atS + 90) * 1000)
  })

  it('puts the consoles of one person together', () => {
    const others = new OthersPresence()
    others.take(makeMessage(1, 10, writing))
    others.take(makeMessage(2, 10, looking))
    others.take(makeMessage(3, 10, { chatId: 8, isWriting: false }))
    expect(others.read(atS * 1000).present).toEqual([
      { userId: 10, chatId: 7, isWriting: true },
      { userId: 10, chatId: 8, isWriting: false },
    ])
  })

  it('forgets whoever leaves, and messages that are deleted', () => {
    const others = new OthersPresence()
    others.take(makeMessage(1, 10, looking))
    expect(others.take(makeMessage(1, 10, { isWriting: false }))).toBe(true)
    expect(others.read(atS * 1000).present).toEqual([])
    others.take(makeMessage(2, 11, looking))
    expect(others.drop([2, 3])).toBe(true)
    expect(others.drop([2])).toBe(false)
  })

  it.each<readonly [string, Partial<Td.message>]>([
    ['one of ours', { is_outgoing: true }],
    ['forwarded', { forward_info: {} as never }],
    ['by a bot', { via_bot_user_id: 5 }],
    ['in the name of a group', { sender_id: { _: 'messageSenderChat', chat_id: -5 } }],
    ['without a text', { content: { _: 'messageExpiredPhoto' } }],
  ])('does not count a message %s', (_name, extra) => {
    const others = new OthersPresence()
    expect(others.take(makeMessage(1, 10, looking, extra))).toBe(false)
    expect(others.read(atS * 1000).present).toEqual([])
  })
})

import { expect, test } from 'vitest'
import { TeamFold } from '#shared/domain/team-log/team-fold.ts'
import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import { orderOutbox } from './order-outbox.ts'

const [manager, task] = [1, 2] as const
const chatId = -1_000_000_000_500

function say(eventId: string, event: { readonly type: string }, isUrgent = false): TeamOutboxEntry {
  const whole = { v: 1, id: eventId, ...event }
  return { eventId, channelId: -1, event: whole, isLoud: isUrgent, isUrgent, createdAtMs: 0 }
}
const note = say('note-0001', { type: 'note', chat: chatId, text: 'a', mentions: [] } as never)
const onDuty = say('duty-0001', { type: 'duty', on: true } as never)
const alarm = say('alarm-001', { type: 'alarm_raised', chat: chatId, title: 'Acme' } as never, true)
const taken = say('taken-001', { type: 'alarm_taken', alarm: 'alarm-001' } as never, true)

test('alarms go before what waits, in their order', () => {
  expect(orderOutbox([note, alarm, taken])).toEqual([alarm, taken, note])
})

test('an alarm does not overtake what gives the right to raise it', () => {
  const fold = new TeamFold({ ownerId: manager, isPrivileged: (id) => id === manager })
  const apply = (messageId: number, authorId: number, { event }: TeamOutboxEntry) =>
    fold.apply({
      messageId,
      dateS: messageId,
      authorId,
      content: { kind: 'event', event: event as never, isMarked: true },
    } satisfies TeamLogItem)
  apply(1, manager, say('genesis-1', { type: 'genesis', managers: [manager] } as never))
  apply(2, manager, say('role-0001', { type: 'role', user: task, role: 'task' } as never))
  const sent = orderOutbox([note, onDuty, alarm])
  expect(sent.map((entry, index) => apply(3 + index, task, entry).kind)).toEqual(sent.map(() => 'applied'))
})

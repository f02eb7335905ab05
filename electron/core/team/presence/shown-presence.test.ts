import { expect, test } from 'vitest'
import type { PatchOp } from '#shared/contract/patches.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import { buildChat } from '../../../../test/support/builders/views.ts'
import { makeWrittenMessage } from '../../../../test/support/builders/written-message.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { asChatId } from '../../telegram/ids.ts'
import { ShownPresence } from './shown-presence.ts'

test('what a new window is given first is told to the other windows all the same', async () => {
  const clock = new FakeClock({ startMs: 1_000_000 })
  const chatId = asChatId(-100)
  const told: PatchOp[] = []
  let name = 'Anna'
  let shiftMs = 0
  const shown = new ShownPresence({
    context: {
      clock,
      people: { nameUser: () => name } as never,
      publish: (ops) => told.push(...ops),
      chats: { findView: () => buildChat(chatId) },
    },
    roster: { memberIds: new Set([8]), selfId: 7 },
    time: { now: () => clock.now() + shiftMs, offsetMs: 0 },
    upgrades: { findSuccessor: () => undefined },
    isVisible: () => true,
  })
  const text = writePresenceMessage('Looks at a chat', { chatId, isWriting: false, atS: 1_000 })
  shown.take({ ...makeWrittenMessage(5, 8, text), dateS: 1_000 })
  expect(told).toMatchObject([{ value: [{ name: 'Anna' }] }])
  name = 'Anna Petrova'
  expect(shown.readShown()).toMatchObject([{ name: 'Anna Petrova' }])
  shown.refresh()
  expect(told.slice(1)).toMatchObject([{ value: [{ name: 'Anna Petrova' }] }])
  shiftMs = 90_000
  expect(shown.readShown()).toEqual([])
  await clock.advanceBy(90_000)
  expect(told.slice(2)).toEqual([{ op: 'presence', value: [] }])
  shown.close()
})

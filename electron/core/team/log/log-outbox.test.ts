import { pino } from 'pino'
import { expect, test } from 'vitest'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { openStore } from '../../store/open-store.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import { TeamLogOutbox } from './log-outbox.ts'

const channelId = -1_000_000_000_007
const log = pino({ level: 'silent' })
const entry: TeamOutboxEntry = {
  eventId: 'event-that-waits',
  channelId,
  event: { v: 1, id: 'event-that-waits', type: 'duty', on: true } as never,
  isLoud: false,
  isUrgent: false,
  createdAtMs: 0,
}

function openOutbox() {
  const clock = new FakeClock()
  const opened = openStore({ folder: createTemporaryFolder(), clock, log, build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  const open = () =>
    new TeamLogOutbox({
      client: () => undefined,
      clock,
      log,
      store,
      channelId,
      canSend: () => false,
      writeLine: ({ type }) => type,
      markMentions: (message) => message,
      findObjection: () => undefined,
      countPartsInTeamLog: () => 0,
      onRefused: () => undefined,
      onChannelLost: () => undefined,
      onChange: () => undefined,
    })
  return { open, store }
}

test('what waits is on the disk again after the store was made anew without it', async () => {
  const { open, store } = openOutbox()
  const outbox = open()
  expect(outbox.put(entry).ok).toBe(true)
  store.dropTeamOutbox([entry.eventId])
  expect(open().entries).toEqual([])
  outbox.saveAll()
  expect(open().entries).toEqual([entry])
  await store.close()
})

test('what waits for another channel stays where it is', async () => {
  const { open, store } = openOutbox()
  store.putTeamOutbox({ ...entry, channelId: channelId - 1 })
  expect(open().entries).toEqual([])
  expect(store.readTeamOutbox()).toHaveLength(1)
  await store.close()
})

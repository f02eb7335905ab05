import { pino } from 'pino'
import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openStore } from './open-store.ts'
import type { StoredTeamLogMessage, TeamOutboxEntry } from './team-store.ts'

const channelId = -1_000_000_000_007

function open(folder: string) {
  const result = openStore({ folder, clock: new FakeClock(), log: pino({ level: 'silent' }), build: 'test' })
  if (!result.ok) throw new Error(result.error.message)
  return result.value.store
}

const makeMessage = (messageId: number, rest: Partial<StoredTeamLogMessage> = {}): StoredTeamLogMessage => ({
  messageId,
  dateS: 1_000 + messageId,
  authorId: 5,
  line: 'A line',
  block: '{"v":1}',
  isMarked: false,
  ...rest,
})

const makeEntry = (eventId: string): TeamOutboxEntry => ({
  eventId,
  channelId,
  event: { v: 1, id: eventId, type: 'duty', on: true } as TeamOutboxEntry['event'],
  isLoud: false,
  isUrgent: true,
  createdAtMs: 5,
})

describe('the log of a channel', () => {
  it('comes back in its order, with how far it was read', async () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    expect(store.loadTeamLog(channelId)).toEqual({ messages: [], reach: undefined })
    const edited = makeMessage(2, { flaw: 'edited', isMarked: true, block: undefined })
    const reach = { fromId: 2, toId: 9, isWhole: false, hasAuthority: true }
    expect(store.changeTeamLog(channelId, { saved: [makeMessage(9), edited], reach })).toBe(true)
    store.changeTeamLog(channelId, { saved: [makeMessage(4)], droppedIds: [9] })
    await store.close()
    const again = open(folder)
    const { block: _none, ...without } = edited
    expect(again.loadTeamLog(channelId)).toEqual({ messages: [without, makeMessage(4)], reach })
    again.keepTeamLog(-1)
    expect(again.loadTeamLog(channelId)).toEqual({ messages: [], reach: undefined })
    await again.close()
  })
})

describe('what this console said', () => {
  it('is stored once, in its order, and survives the loss of the database', async () => {
    const folder = createTemporaryFolder()
    const store = open(folder)
    for (const id of ['event-01', 'event-02', 'event-01']) {
      expect(store.putTeamOutbox(makeEntry(id)).ok).toBe(true)
    }
    expect(store.dropTeamOutbox(['event-03']).ok).toBe(true)
    expect(store.readTeamOutbox()).toEqual([makeEntry('event-01'), makeEntry('event-02')])
    await store.close()
    writeFileSync(join(folder, 'store.sqlite'), 'nothing that SQLite could read')
    const rebuilt = open(folder)
    expect(rebuilt.readTeamOutbox()).toEqual([makeEntry('event-01'), makeEntry('event-02')])
    rebuilt.dropTeamOutbox(['event-01'])
    expect(rebuilt.readTeamOutbox().map(({ eventId }) => eventId)).toEqual(['event-02'])
    rebuilt.clearAccount()
    expect(rebuilt.readTeamOutbox()).toEqual([])
    await rebuilt.close()
  })
})

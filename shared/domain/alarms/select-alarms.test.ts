import { expect, test } from 'vitest'
import type { Alarm } from '../team-log/team-state.ts'
import { selectPastAlarms, selectShownAlarms } from './select-alarms.ts'

const alarm = (id: string, chatId: number, raisedAtS: number, doneAtS?: number): Alarm => ({
  id,
  chatId,
  title: id,
  raised: { byUserId: 1, atS: raisedAtS },
  ...(doneAtS === undefined ? {} : { done: { byUserId: 2, atS: doneAtS } }),
})
const alarms = [
  alarm('old', -1, 10, 20),
  alarm('long', -2, 15, 110),
  alarm('late', -3, 90),
  alarm('early', -4, 80),
  alarm('short', -1, 100, 105),
  alarm('again', -1, 100, 105),
]
const ids = (chosen: readonly Alarm[]) => chosen.map(({ id }) => id)

test('shown are the open ones, the oldest first, and those that ended lately, the newest first', () => {
  expect(ids(selectShownAlarms(alarms, 100))).toEqual(['early', 'late', 'long', 'again', 'short'])
  expect(ids(selectShownAlarms(alarms, 106))).toEqual(['early', 'late', 'long'])
})

test('the history has those that ended, the newest end first', () => {
  expect(ids(selectPastAlarms(alarms))).toEqual(['long', 'again', 'short', 'old'])
})

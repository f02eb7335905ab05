import { expect, test } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { openRequests } from '../../../test/support/open-requests.ts'
import { People } from '../telegram/people.ts'
import { GroupAsker } from './group-asker.ts'
import { GroupMembers } from './group-members.ts'

function openOffline(clock: FakeClock): GroupAsker {
  return new GroupAsker({
    requests: openRequests(clock, { isConnected: false }).requests,
    clock,
    people: new People(),
    groupMembers: new GroupMembers(
      { loadGroupMembers: () => new Map(), saveGroupMembers: () => undefined },
      () => true,
    ),
    staffIds: () => new Set([1]),
    findGroup: () => ({ memberCount: 3 }),
    onKnown: () => undefined,
  })
}

test('a caller that has stopped waiting is forgotten', async () => {
  const clock = new FakeClock()
  const asker = openOffline(clock)
  asker.start()
  asker.want(-5)
  let settledCount = 0
  for (let round = 0; round < 3; round += 1) {
    void asker.settle(1_000).then(() => {
      settledCount += 1
    })
  }
  expect(asker.waitingCount).toBe(3)
  await clock.advanceBy(1_000)
  expect(settledCount).toBe(3)
  expect(asker.waitingCount).toBe(0)
})

test('a caller that waits when asking ends is answered once, and at once', async () => {
  const clock = new FakeClock()
  const asker = openOffline(clock)
  asker.start()
  asker.want(-5)
  let settledCount = 0
  void asker.settle(1_000).then(() => {
    settledCount += 1
  })
  asker.stop()
  await clock.advanceBy(0)
  expect(settledCount).toBe(1)
  expect(asker.waitingCount).toBe(0)
  expect(clock.pendingCount).toBe(0)
})

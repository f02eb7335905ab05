import { expect, test } from 'vitest'
import type { TdClient } from '../telegram/td-client.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { openRequests } from '../../../test/support/open-requests.ts'
import { People } from '../telegram/people.ts'
import { GroupAsker } from './group-asker.ts'
import { GroupMembers } from './group-members.ts'

function openOffline(clock: FakeClock): GroupAsker {
  return openAsker(clock, openRequests(clock, { isConnected: false }).requests, () => 3)
}

function openAsker(
  clock: FakeClock,
  requests: RequestQueue,
  countMembers: (chatId: number) => number,
): GroupAsker {
  return new GroupAsker({
    requests,
    clock,
    people: new People(),
    groupMembers: new GroupMembers(
      { loadGroupMembers: () => new Map(), saveGroupMembers: () => undefined },
      () => true,
    ),
    staffIds: () => new Set([1]),
    findGroup: (chatId) => ({ memberCount: countMembers(chatId) }),
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

test('the smallest group is asked for first, by its size of now', async () => {
  const clock = new FakeClock()
  const asked: number[] = []
  const client: TdClient = {
    invoke: async (request) => {
      if ('supergroup_id' in request) asked.push(request.supergroup_id)
      return { ok: false, refusal: { kind: 'refused', code: 400, message: 'CHANNEL_PRIVATE' } }
    },
    close: async () => undefined,
  }
  const sizes = new Map([
    [1, 9],
    [2, 4],
    [3, 7],
    [4, 5],
  ])
  const { requests } = openRequests(clock, { client: () => client })
  const asker = openAsker(clock, requests, (chatId) => sizes.get(-chatId - 1_000_000_000_000) ?? 0)
  const want = (id: number): void => asker.want(-id - 1_000_000_000_000)
  for (const id of sizes.keys()) want(id)
  sizes.set(1, 3)
  want(1)
  sizes.set(4, 8)
  want(4)
  asker.drop(-3 - 1_000_000_000_000)
  asker.start()
  await clock.advanceBy(10_000)
  expect(asked).toEqual([1, 2, 4])
  asker.stop()
})

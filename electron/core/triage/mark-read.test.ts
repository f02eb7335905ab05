import { expect, test } from 'vitest'
import { fail, ok } from '#shared/lib/result.ts'
import { buildChat } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { OffsetClock } from '../../../test/support/offset-clock.ts'
import { openRequests } from '../../../test/support/open-requests.ts'
import { MarkRead, type MarkReadOptions } from './mark-read.ts'

const hourMs = 3_600_000
const floodS = 30

function open(markRead: MarkReadOptions['reading']['markRead']) {
  const base = new FakeClock()
  const clock = new OffsetClock(base)
  const { requests, tellWait } = openRequests(clock)
  const marking = new MarkRead({
    requests,
    reading: { markRead, markUnread: () => Promise.resolve(ok()) },
    idsOf: () => [1],
    findRow: () => buildChat(1, { unreadCount: 1 }),
    onChange: () => undefined,
  })
  return { base, clock, marking, tellWait }
}

test('waits as long as Telegram says, and no longer', async () => {
  let calls = 0
  const { base, marking } = open(() => {
    calls += 1
    return Promise.resolve(calls === 1 ? fail('rejected', 'wait', { seconds: floodS }) : ok())
  })
  marking.start('main')
  await base.advanceBy(floodS * 1000 - 1)
  expect(calls).toBe(1)
  await base.advanceBy(200)
  expect(calls).toBe(2)
  expect(marking.readView()).toEqual({ undoableReadCount: 1 })
})

test('a clock that is set back during a wait makes it no longer', async () => {
  let calls = 0
  const { base, clock, marking } = open(() => {
    calls += 1
    return Promise.resolve(calls === 1 ? fail('rejected', 'wait', { seconds: floodS }) : ok())
  })
  marking.start('main')
  await base.advanceBy(10_000)
  clock.jump(-hourMs)
  await base.advanceBy((floodS - 10) * 1000 + 200)
  expect(calls).toBe(2)
  expect(marking.readView()).toEqual({ undoableReadCount: 1 })
})

test('a clock that is set back while TDLib waits by itself makes nothing wait after it', async () => {
  let answer: () => void = () => undefined
  const { base, clock, marking, tellWait } = open(
    () =>
      new Promise((resolve) => {
        answer = () => resolve(ok())
      }),
  )
  marking.start('main')
  await base.advanceBy(0)
  tellWait(floodS)
  await base.advanceBy(10_000)
  clock.jump(-hourMs)
  await base.advanceBy((floodS - 10) * 1000)
  answer()
  await base.advanceBy(1_000)
  expect(marking.readView()).toEqual({ undoableReadCount: 1 })
})

test('a wait that Telegram asks for after the clock was set back counts', async () => {
  const calls: number[] = []
  const { base, clock, marking } = open(() => {
    calls.push(base.now())
    if (calls.length === 2) clock.jump(-hourMs)
    return Promise.resolve(calls.length <= 2 ? fail('rejected', 'wait', { seconds: floodS }) : ok())
  })
  marking.start('main')
  await base.advanceBy(floodS * 2_000 + 1_000)
  expect(calls).toHaveLength(3)
  expect((calls[2] ?? 0) - (calls[1] ?? 0)).toBeGreaterThanOrEqual(floodS * 1000)
  marking.close()
})

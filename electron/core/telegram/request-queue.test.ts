import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { OffsetClock } from '../../../test/support/offset-clock.ts'
import { openRequests } from '../../../test/support/open-requests.ts'
import { countAtOnce, kindsByUrgency, mostAtOnce, type RequestKind, requestKinds } from './request-kinds.ts'
import type { TdClient, TdResult } from './td-client.ts'

type Answer = TdResult<string>
const fine: Answer = { ok: true, value: 'fine' }
const wait = (seconds: number): Answer => ({
  ok: false,
  refusal: { kind: 'flood_wait', seconds, message: `FLOOD_WAIT_${seconds}` },
})
const refuse = (code: number): Answer => ({ ok: false, refusal: { kind: 'refused', code, message: 'NO' } })

function setUp(isConnected = true) {
  const base = new FakeClock({ startMs: 0 })
  const clock = new OffsetClock(base)
  const { requests, tellWait } = openRequests(clock, { isConnected })
  const begun: { readonly name: string; readonly atMs: number; readonly answer: (answer: Answer) => void }[] =
    []
  const results = new Map<string, Answer>()
  const ask = (kind: RequestKind, name: string = kind, until?: CloseSignal): void => {
    const task = (): Promise<Answer> =>
      new Promise((resolve) => {
        begun.push({ name, atMs: base.now(), answer: resolve })
      })
    void requests.run(kind, task, until).then((result) => results.set(name, result))
  }
  const pass = (ms = 0): Promise<void> => base.advanceBy(ms)
  /** Answers the n-th request that began. */
  const answer = async (index: number, result: Answer = fine): Promise<void> => {
    begun[index]?.answer(result)
    await pass()
  }
  const names = (): readonly string[] => begun.map(({ name }) => name)
  return { answer, ask, base, begun, clock, names, pass, requests, results, tellWait }
}

describe('the queue of requests', () => {
  test('lets the most urgent go first, few at once', async () => {
    const { answer, ask, names, pass } = setUp(false)
    for (const kind of [...kindsByUrgency].reverse()) ask(kind)
    await pass()
    // A request that TDLib answers by itself needs no connection.
    expect(names()).toEqual(['lists'])
    await answer(0)
    expect(names()).toHaveLength(1)
  })

  test('keeps the order of those that are asked alike', async () => {
    const { answer, ask, names, pass } = setUp()
    for (const name of ['a', 'b', 'c']) ask('team_log', name)
    await pass()
    expect(names()).toEqual(['a'])
    await answer(0)
    await answer(1)
    expect(names()).toEqual(['a', 'b', 'c'])
  })

  test('never runs more at once than a limit and all of them allow', async () => {
    const { answer, ask, names, pass } = setUp()
    for (const kind of kindsByUrgency) for (const number of [1, 2, 3]) ask(kind, `${kind} ${number}`)
    await pass()
    const unwatched = ['clock_history 1', 'clock_history 2', 'reactions 1', 'reactions 2']
    expect(names()).toEqual(['lists 1', 'mark_read 1', ...unwatched])
    await answer(2)
    expect(names().at(-1)).toBe('clock_history 3')
    await answer(4)
    expect(names().at(-1)).toBe('reactions 3')
  })

  test('lets watched requests run while other requests hang', async () => {
    const { ask, names, pass } = setUp()
    for (const kind of ['clock_history', 'clock_history', 'reactions', 'reactions'] as const) ask(kind)
    await pass()
    ask('team_log')
    ask('mark_read')
    await pass()
    expect(names().slice(4)).toEqual(['mark_read'])
  })

  test('begins requests of a kind no faster than its pace', async () => {
    const { answer, ask, begun, pass } = setUp()
    for (const name of ['a', 'b', 'c']) ask('order_history', name)
    await pass()
    await answer(0)
    await pass(1_000)
    expect(begun.map(({ atMs }) => atMs)).toEqual([0, 200, 400])
  })

  test('lets a kind with a pace rest after other requests of its limit', async () => {
    const { answer, ask, begun, pass } = setUp()
    ask('team_log')
    ask('team_past')
    await pass(700)
    await answer(0)
    await pass(1_000)
    expect(begun.map(({ atMs, name }) => [name, atMs])).toEqual([
      ['team_log', 0],
      ['team_past', 1_200],
    ])
  })

  test('asks again after a flood wait, with nothing of the same limit meanwhile', async () => {
    const { answer, ask, begun, names, pass, requests, results } = setUp()
    ask('clock_history', 'clock')
    await pass()
    await answer(0, wait(30))
    ask('order_history', 'order')
    ask('team_log', 'log')
    await pass(29_000)
    expect(names()).toEqual(['clock', 'log'])
    expect(requests.findPauseEndMs('order_history')).toBe(30_000)
    expect(requests.readWaits()).toEqual([{ limit: 'history', untilMs: 30_000 }])
    await pass(2_000)
    expect(names()).toEqual(['clock', 'log', 'clock', 'order'])
    expect(begun[2]?.atMs).toBe(30_000)
    expect(requests.readWaits()).toEqual([])
    await answer(2)
    expect(results.get('clock')).toEqual(fine)
  })

  test('tries three times after refusals that may pass, and does not report the pauses', async () => {
    const { answer, ask, begun, pass, requests, results } = setUp()
    ask('team_members')
    await pass()
    for (const index of [0, 1, 2]) {
      await answer(index, refuse(500))
      expect(requests.readWaits()).toEqual([])
      await pass(2_000)
    }
    expect(begun).toHaveLength(3)
    expect(results.get('team_members')).toEqual(refuse(500))
  })

  test('returns a final refusal to the caller', async () => {
    const { answer, ask, pass, results } = setUp()
    ask('team_members')
    await pass()
    await answer(0, refuse(400))
    expect(results.get('team_members')).toEqual(refuse(400))
  })

  test('begins nothing while Telegram does not answer, and goes on at once', async () => {
    const { ask, base, names, pass, requests } = setUp(false)
    ask('clock_history', 'clock')
    ask('team_log', 'log')
    await pass(3_600_000)
    expect(names()).toEqual([])
    // Without a connection, the queue sets no timer that would wake an idle machine.
    expect(base.pendingCount).toBe(0)
    requests.setConnection({ isOnline: true, isUpToDate: false })
    await pass()
    expect(names()).toEqual(['log'])
    requests.setConnection({ isOnline: true, isUpToDate: true })
    await pass()
    expect(names()).toEqual(['log', 'clock'])
  })

  test('answers a caller that gives up, whether its turn has come or not', async () => {
    const { answer, ask, names, pass, results } = setUp()
    const end = new CloseSignal()
    ask('team_log', 'first', end)
    ask('team_log', 'second', end)
    ask('team_log', 'third')
    await pass()
    end.fire()
    await pass()
    expect([...results.keys()]).toEqual(['first', 'second'])
    expect(results.get('second')).toMatchObject({ ok: false, refusal: { kind: 'closed' } })
    await answer(0, wait(30))
    await pass(29_000)
    expect(names()).toEqual(['first'])
    await pass(1_000)
    expect(names()).toEqual(['first', 'third'])
    ask('team_log', 'late', end)
    await pass()
    expect(results.get('late')).toMatchObject({ ok: false, refusal: { kind: 'closed' } })
  })

  test('forgets everything with the account', async () => {
    const { answer, ask, base, names, pass, requests, results } = setUp()
    for (const name of ['a', 'b']) ask('team_log', name)
    await pass()
    await answer(0, wait(30))
    requests.clear()
    await pass(60_000)
    expect(names()).toEqual(['a'])
    expect([...results.values()]).toMatchObject([
      { ok: false, refusal: { kind: 'closed' } },
      { ok: false, refusal: { kind: 'closed' } },
    ])
    expect(base.pendingCount).toBe(0)
  })

  test('a result of a client that was given up meanwhile is dropped', async () => {
    const base = new FakeClock({ startMs: 0 })
    let client: TdClient | undefined = {} as TdClient
    const { requests } = openRequests(base, { client: () => client })
    let end: (answer: Answer) => void = () => undefined
    const asked = requests.run('team_log', () => new Promise<Answer>((resolve) => (end = resolve)))
    await base.advanceBy(0)
    client = {} as TdClient
    end(fine)
    expect(await asked).toMatchObject({ ok: false, refusal: { kind: 'closed' } })
    client = undefined
    expect(await requests.run('lists', () => Promise.resolve(fine))).toMatchObject({ ok: false })
  })

  test('a clock that is set back makes no wait and no pause longer', async () => {
    const { answer, ask, begun, clock, pass } = setUp()
    ask('order_history', 'a')
    await pass()
    await answer(0, wait(30))
    await pass(10_000)
    clock.jump(-3_600_000)
    await pass(20_000)
    expect(begun.map(({ name }) => name)).toEqual(['a', 'a'])
    ask('order_history', 'b')
    clock.jump(-3_600_000)
    await pass(5_000)
    expect(begun.at(-1)?.name).toBe('b')
  })

  test('a machine that slept goes on soon after it wakes', async () => {
    const { answer, ask, begun, clock, pass } = setUp()
    ask('team_log')
    await pass()
    await answer(0, wait(3_600))
    clock.jump(3_600_000)
    await pass(5_000)
    expect(begun).toHaveLength(2)
  })

  test('a bug of a task is thrown to its caller, and blocks no other request', async () => {
    const { ask, names, pass, requests } = setUp()
    const asked = requests.run('team_log', () => Promise.reject<Answer>(new Error('a bug')))
    ask('team_log', 'next')
    await expect(asked).rejects.toThrow('a bug')
    await pass()
    expect(names()).toEqual(['next'])
  })
})

describe('what TDLib waits with by itself', () => {
  test('holds the limits of requests under way, until these are answered', async () => {
    const { answer, ask, names, pass, requests, tellWait } = setUp()
    ask('clock_history', 'clock')
    await pass()
    tellWait(30)
    ask('clock_history', 'next')
    ask('team_log', 'log')
    await pass(1_000)
    expect(names()).toEqual(['clock', 'log'])
    expect(requests.findPauseEndMs('clock_history')).toBe(30_000)
    expect(requests.findPauseEndMs('team_log')).toBeUndefined()
    await answer(0)
    expect(names()).toEqual(['clock', 'log', 'next'])
    expect(requests.readWaits()).toEqual([])
  })

  test('holds a limit whose requests it answers early, for the whole wait', async () => {
    const { answer, ask, names, pass, requests, tellWait } = setUp()
    ask('mark_read', 'a')
    await pass()
    await answer(0)
    tellWait(30)
    ask('mark_read', 'b')
    await pass(29_000)
    expect(names()).toEqual(['a'])
    expect(requests.findPauseEndMs('mark_read')).toBe(30_000)
    await pass(1_000)
    expect(names()).toEqual(['a', 'b'])
  })
})

test('whatever is asked and answered, everybody is answered once, within all bounds', async () => {
  const asking = fc.record({
    kind: fc.constantFrom(...kindsByUrgency),
    answers: fc.array(fc.constantFrom(fine, wait(1), wait(7), refuse(500), refuse(400)), { maxLength: 4 }),
    tookMs: fc.nat(3_000),
    afterMs: fc.nat(2_000),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(asking, { minLength: 1, maxLength: 12 }), async (askings) => {
      const clock = new FakeClock({ startMs: 0 })
      const { requests } = openRequests(clock)
      const running = new Map<string, number>()
      const heldUntil = new Map<string, number>()
      let answeredCount = 0
      const run = ({ answers, kind, tookMs }: (typeof askings)[number]): void => {
        const { limit } = requestKinds[kind]
        const left = [...answers]
        const task = async (): Promise<Answer> => {
          const count = (running.get(limit) ?? 0) + 1
          running.set(limit, count)
          expect(count).toBeLessThanOrEqual(countAtOnce(limit))
          const unwatched = [...running].filter(([name]) => name !== 'lists' && name !== 'reading')
          expect(unwatched.reduce((sum, [, one]) => sum + one, 0)).toBeLessThanOrEqual(mostAtOnce)
          expect(clock.now()).toBeGreaterThanOrEqual(heldUntil.get(limit) ?? 0)
          await new Promise<void>((resolve) => clock.schedule(clock.now() + tookMs, resolve))
          running.set(limit, (running.get(limit) ?? 0) - 1)
          const answer = left.shift() ?? fine
          if (!answer.ok && answer.refusal.kind === 'flood_wait') {
            const untilMs = clock.now() + answer.refusal.seconds * 1000
            heldUntil.set(limit, Math.max(untilMs, heldUntil.get(limit) ?? 0))
          }
          return answer
        }
        void requests.run(kind, task).then(() => (answeredCount += 1))
      }
      for (const one of askings) {
        run(one)
        await clock.advanceBy(one.afterMs)
      }
      await clock.advanceBy(3_600_000)
      expect(answeredCount).toBe(askings.length)
      expect(clock.pendingCount).toBe(0)
    }),
    { numRuns: 100 },
  )
})

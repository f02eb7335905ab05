import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OffsetClock } from '../../../test/support/offset-clock.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { TelegramTime } from './telegram-time.ts'

const tellTime = (time: TelegramTime, serverMs: number): void =>
  time.follow({ kind: 'time_told', atS: Math.floor(serverMs / 1000) })

test('consoles agree on how old something is, however their clocks differ', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }),
      fc.nat(100_000_000),
      (skewMs, ageS) => {
        const serverMs = 1_790_000_000_000
        const clock = new FakeClock({ startMs: serverMs + skewMs })
        const time = new TelegramTime(clock)
        tellTime(time, serverMs)
        const dateS = serverMs / 1000 - ageS
        expect(Math.abs(clock.now() - time.toLocalMs(dateS) - ageS * 1000)).toBeLessThanOrEqual(2_000)
        expect(Math.abs(time.now() - serverMs)).toBeLessThanOrEqual(2_000)
      },
    ),
  )
})

test('both clocks are equal until Telegram tells its time; rounding to seconds is no difference', () => {
  const clock = new FakeClock({ startMs: 1_790_000_000_900 })
  const time = new TelegramTime(clock)
  let changes = 0
  time.onChange(() => (changes += 1))
  expect(time.now()).toBe(clock.now())
  tellTime(time, clock.now())
  expect([time.offsetMs, changes]).toEqual([0, 0])
  tellTime(time, clock.now() + 60_000)
  expect([time.offsetMs, changes]).toEqual([59_100, 1])
})

test('asking TDLib again reveals that the machine’s clock was set', async () => {
  const clock = new OffsetClock()
  const time = new TelegramTime(clock)
  clock.jump(3_600_000)
  const answer = { _: 'optionValueInteger', value: String(Math.floor(Date.now() / 1000)) }
  await time.refresh({ invoke: () => Promise.resolve({ ok: true, value: answer as never }) })
  expect(Math.abs(time.now() - Date.now())).toBeLessThanOrEqual(2_000)
})

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { OffsetClock } from '../support/offset-clock.ts'
import { ivan, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
let harness: CoreHarness | undefined

beforeAll(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterEach(async () => {
  await harness?.dispose()
})

afterAll(async () => {
  await datacenter.stop()
})

async function open(aheadMs: number): Promise<CoreHarness> {
  const clock = new OffsetClock()
  clock.jump(aheadMs)
  harness = await openHarness({ datacenter, loginPhone: ivan.phone, options: { clock } })
  await harness.window.waitForSync()
  return harness
}

const readNotices = ({ window }: CoreHarness): readonly string[] =>
  window.session.notices.map((notice) => notice.kind)

test.each([
  ['late', -600_000],
  ['early', 600_000],
])('a clock that is %s is told of', async (_, aheadMs) => {
  const opened = await open(aheadMs)
  await opened.window.waitFor(
    () => readNotices(opened).includes('clock_wrong'),
    () => `a word about the clock, now ${JSON.stringify(opened.window.session)}`,
  )
})

test('a clock that is right enough is not', async () => {
  expect(readNotices(await open(20_000))).toEqual([])
})

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

async function readNotices(aheadMs: number): Promise<readonly string[]> {
  const clock = new OffsetClock()
  clock.jump(aheadMs)
  harness = await openHarness({ datacenter, loginPhone: ivan.phone, options: { clock } })
  await harness.window.waitForSync()
  return harness.window.session.notices.map((notice) => notice.kind)
}

test.each([
  ['late', -600_000, ['clock_wrong']],
  ['early', 600_000, ['clock_wrong']],
  ['right enough', 20_000, []],
])('a clock that is %s is told of', async (_, aheadMs, expected) => {
  expect(await readNotices(aheadMs)).toEqual(expected)
})

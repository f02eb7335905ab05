import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk } from '../support/test-window.ts'
import { guarded, ivan, maria, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeAll(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterAll(async () => {
  await datacenter.stop()
})

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
})

async function open(
  presetStaff: readonly number[] | undefined,
  profileFolder?: string,
): Promise<CoreHarness> {
  const { tdjsonPath, mtprotoPort, controlPort } = datacenter
  const joined = { tdjsonPath, mtprotoPort, controlPort, host: '127.0.0.1', loginPhone: ivan.phone }
  const harness = await openHarness({
    datacenter,
    ...(profileFolder === undefined ? {} : { profileFolder }),
    options: { datacenter: { ...joined, ...(presetStaff === undefined ? {} : { presetStaff }) } },
  })
  harnesses.push(harness)
  await harness.window.waitForSync()
  return harness
}

test('a profile without rules begins with the staff it is given, and with their names', async () => {
  const { window } = await open([ivan.id, maria.id])
  await window.waitFor(
    () => window.state.rules?.staff.every(({ name }) => name !== ''),
    () => `names of the staff, now ${JSON.stringify(window.state.rules?.staff)}`,
  )
  expect(window.state.rules).toMatchObject({
    isSetUp: true,
    staff: [
      { userId: ivan.id, name: 'Ivan Kuznetsov' },
      { userId: maria.id, name: 'Maria Sergeeva' },
    ],
  })
})

test('rules that somebody has set stay, and nothing is set up without being told', async () => {
  const first = await open(undefined)
  expect(first.window.state.rules).toMatchObject({ isSetUp: false, staff: [] })
  expectOk(
    await first.window.calls['rules.set']({
      isSetUp: true,
      staff: [{ userId: guarded.id, name: '' }],
    }),
  )
  await first.close()
  const again = await open([ivan.id, maria.id], first.profileFolder)
  expect(again.window.state.rules?.staff.map(({ userId }) => userId)).toEqual([guarded.id])
})

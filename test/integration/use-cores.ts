import { afterEach } from 'vitest'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { ivan, smallScenario } from './small.ts'

/** Data centres and cores for the tests of one file; what a test leaves open is closed after it. */
export function useCores() {
  const datacenters: DatacenterProcess[] = []
  const harnesses: CoreHarness[] = []
  afterEach(async () => {
    await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
    await Promise.all(datacenters.splice(0).map((datacenter) => datacenter.stop()))
  })
  const start = async (scenario: string = smallScenario): Promise<DatacenterProcess> => {
    const datacenter = await startDatacenterProcess(['--scenario', scenario, '--traffic', 'off'])
    datacenters.push(datacenter)
    return datacenter
  }
  const open = async (datacenter: DatacenterProcess, profileFolder?: string): Promise<CoreHarness> => {
    const harness = await openHarness({
      datacenter,
      loginPhone: ivan.phone,
      ...(profileFolder === undefined ? {} : { profileFolder }),
    })
    harnesses.push(harness)
    return harness
  }
  /** A core whose lists are complete. */
  const openSynced = async (datacenter: DatacenterProcess, profileFolder?: string): Promise<CoreHarness> => {
    const harness = await open(datacenter, profileFolder)
    await harness.window.waitForSync()
    return harness
  }
  return { start, open, openSynced }
}

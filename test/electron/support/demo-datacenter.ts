import { join } from 'node:path'
import { type DatacenterProcess, startDatacenterProcess } from '../../support/datacenter-process.ts'

/** The demo without its traffic. Its copy of TDLib is in the folder: the project's own cache may belong to another user. */
export function startDemoDatacenter(folder: string): Promise<DatacenterProcess> {
  const cache = join(folder, 'datacenter')
  return startDatacenterProcess(['--scenario', 'demo', '--traffic', 'off', '--library-cache', cache])
}

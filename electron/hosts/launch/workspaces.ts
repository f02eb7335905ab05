import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { askDatacenter, describeDatacenter, describeError, findStaff } from '../demo/datacenter-client.ts'
import type { DatacenterPreset } from '../demo/datacenter-client.ts'
import { startDatacenter, type RunningDatacenter } from '../demo/start-datacenter.ts'
import type { StartCore, Workspace } from '../process/core-messages.ts'
import { readApiCredentials, type LaunchOptions } from './launch-options.ts'

export interface Workspaces {
  /** Where the program starts: the account once somebody signed in to it, else the demo. */
  readonly first: Workspace
  /** Makes ready what a workspace needs and says how its core is started. */
  enter(workspace: Workspace): Promise<Result<StartCore, 'datacenter_unavailable' | 'profile_unwritable'>>
  /** Ends the demo's data centre and removes what the demo wrote. */
  close(): Promise<void>
}

export interface WorkspacesOptions {
  readonly launch: LaunchOptions
  readonly build: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const loopback = '127.0.0.1'
/** File of the account's folder that says that somebody is signed in there. */
const signedInMark = 'signed-in'

export function createWorkspaces({ launch, build, env }: WorkspacesOptions): Workspaces {
  const accountFolder = join(launch.profileFolder, 'account')
  const demoFolder = join(launch.profileFolder, `demo-${process.pid}`)
  const hasDemo = launch.datacenter !== undefined || launch.demo !== undefined
  let datacenter: RunningDatacenter | undefined
  let starting: ReturnType<typeof startDatacenter> | undefined

  const isAccountFirst =
    launch.datacenter === undefined &&
    (!hasDemo ||
      launch.preferAccount ||
      (!launch.preferDemo && existsSync(join(accountFolder, signedInMark))))

  const common = { profile: launch.profile, build, canSwitchWorkspace: hasDemo } as const

  const readPreset = (preset: DatacenterPreset): DatacenterPreset =>
    launch.shouldPresetStaff ? preset : { staffIds: [] }

  const enterDemo = async (): ReturnType<Workspaces['enter']> => {
    if (launch.datacenter !== undefined) {
      const { host, controlPort, loginPhone } = launch.datacenter
      const info = await askDatacenter(host, controlPort)
      if (!info.ok) return info
      const staff = await findStaff(host, controlPort)
      if (!staff.ok) return staff
      const profileFolder = join(launch.profileFolder, `datacenter-${loginPhone ?? 'any'}`)
      const prepared = prepareFolder(profileFolder)
      if (!prepared.ok) return prepared
      return ok({
        ...common,
        workspace: 'demo',
        profileFolder,
        datacenter: describeDatacenter(info.value, host, loginPhone, readPreset(staff.value)),
      })
    }
    if (launch.demo === undefined) return fail('datacenter_unavailable', 'this build has no demo')
    if (datacenter === undefined) {
      const prepared = prepareFolder(demoFolder)
      if (!prepared.ok) return prepared
      // In the profile, which is its owner's alone: the library is code that this program loads.
      const libraryFolder = join(launch.profileFolder, 'demo-library')
      starting ??= startDatacenter(launch.demo, libraryFolder)
      const started = await starting
      starting = undefined
      if (!started.ok) return started
      datacenter = started.value
      void datacenter.ended.then(() => {
        datacenter = undefined
      })
    }
    const { info } = datacenter
    const staff = await findStaff(loopback, info.controlPort)
    if (!staff.ok) return staff
    return ok({
      ...common,
      workspace: 'demo',
      profileFolder: demoFolder,
      datacenter: describeDatacenter(info, loopback, staff.value.dutyPhone, readPreset(staff.value)),
    })
  }

  return {
    first: isAccountFirst ? 'account' : 'demo',
    enter: async (workspace) => {
      if (workspace === 'demo') return enterDemo()
      const prepared = prepareFolder(accountFolder)
      if (!prepared.ok) return prepared
      const apiCredentials = readApiCredentials(env)
      return ok({
        ...common,
        workspace: 'account',
        profileFolder: accountFolder,
        ...(apiCredentials === undefined ? {} : { apiCredentials }),
      })
    },
    close: async () => {
      const late = await starting
      if (late?.ok === true) await late.value.stop()
      await datacenter?.stop()
      rmSync(demoFolder, { recursive: true, force: true })
    },
  }

  function prepareFolder(folder: string): Result<undefined, 'profile_unwritable'> {
    try {
      mkdirSync(folder, { recursive: true, mode: 0o700 })
      removeStaleDemos(launch.profileFolder)
      return ok()
    } catch (error) {
      return fail('profile_unwritable', `${folder} cannot be written: ${describeError(error)}`)
    }
  }
}

/** A demo is fresh each time; what a killed one left behind goes, what a running one uses stays. */
function removeStaleDemos(profileFolder: string): void {
  for (const name of readdirSync(profileFolder)) {
    const pid = Number(/^demo-(\d+)$/u.exec(name)?.[1] ?? Number.NaN)
    if (Number.isNaN(pid) || isAlive(pid)) continue
    rmSync(join(profileFolder, name), { recursive: true, force: true })
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is alive too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

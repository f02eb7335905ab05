import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import {
  askDatacenter,
  describeDatacenter,
  describeError,
  findStaff,
  type DatacenterInfo,
  type DatacenterPreset,
} from '../demo/datacenter-client.ts'
import { DemoDatacenter } from '../demo/demo-datacenter.ts'
import { prepareTdlibCopy } from '../demo/tdlib-copy.ts'
import type { StartCore, Workspace } from '../process/core-messages.ts'
import { readApiCredentials, type LaunchOptions } from './launch-options.ts'
import { nameDemoFolder, prepareFolder } from './profile-folders.ts'

export type EnterResult = Result<StartCore, 'datacenter_unavailable' | 'profile_unwritable'>

export interface Workspaces {
  /** The workspace to start with: the account once somebody signed in to it, else the demo. */
  readonly first: Workspace
  /** Prepares what a workspace needs, and says how to start its core. */
  enter(workspace: Workspace): Promise<EnterResult>
  /** Ends the demo's data centre and removes what the demo wrote. */
  close(): Promise<void>
}

export interface WorkspacesOptions {
  readonly launch: LaunchOptions
  readonly build: string
  readonly env: Readonly<Record<string, string | undefined>>
}

const loopback = '127.0.0.1'
/** File in the account's folder; its existence says that somebody is signed in there. */
const signedInMark = 'signed-in'

export function createWorkspaces({ launch, build, env }: WorkspacesOptions): Workspaces {
  const { datacenter: joined, demo, profile, profileFolder } = launch
  const hasDemo = joined !== undefined || demo !== undefined
  const own = demo && new DemoDatacenter(demo, nameLibraryFolder(launch))
  const common: CommonStart = { profile, build, canSwitchWorkspace: hasDemo }
  return {
    first: isAccountFirst(launch, hasDemo) ? 'account' : 'demo',
    enter: async (workspace) => {
      if (workspace === 'account') return enterAccount(launch, common, env)
      if (joined !== undefined) return enterJoined(launch, common, joined)
      if (own !== undefined) return enterDemo(launch, common, own)
      return fail('datacenter_unavailable', 'this build has no demo')
    },
    close: async () => {
      await own?.stop()
      rmSync(nameDemoFolder(profileFolder), { recursive: true, force: true })
    },
  }
}

/** The start options that are the same for every core of this program. */
type CommonStart = Pick<StartCore, 'profile' | 'build' | 'canSwitchWorkspace'>

function isAccountFirst(launch: LaunchOptions, hasDemo: boolean): boolean {
  if (launch.datacenter !== undefined) return false
  if (!hasDemo || launch.preferAccount) return true
  return !launch.preferDemo && existsSync(join(nameAccountFolder(launch), signedInMark))
}

function nameAccountFolder({ profileFolder }: LaunchOptions): string {
  return join(profileFolder, 'account')
}

/** In the profile, which only its owner can write: the library is code that this program loads. */
function nameLibraryFolder({ profileFolder }: LaunchOptions): string {
  return join(profileFolder, 'demo-library')
}

/** A copy of the shipped TDLib that trusts a data centre's key, whatever library that data centre names. */
async function prepareLibrary(
  launch: LaunchOptions,
  { publicKeyPem }: DatacenterInfo,
): Promise<Result<string, 'datacenter_unavailable'>> {
  try {
    return ok(await prepareTdlibCopy({ publicKeyPem, folder: nameLibraryFolder(launch) }))
  } catch (error) {
    return fail(
      'datacenter_unavailable',
      `TDLib cannot be prepared for the data centre: ${describeError(error)}`,
    )
  }
}

function enterAccount(
  launch: LaunchOptions,
  common: CommonStart,
  env: WorkspacesOptions['env'],
): EnterResult {
  const profileFolder = nameAccountFolder(launch)
  const prepared = prepareFolder(launch.profileFolder, profileFolder)
  if (!prepared.ok) return prepared
  const apiCredentials = readApiCredentials(env)
  return ok({
    ...common,
    workspace: 'account',
    profileFolder,
    ...(apiCredentials === undefined ? {} : { apiCredentials }),
  })
}

/** Enters a data centre that already runs. */
async function enterJoined(
  launch: LaunchOptions,
  common: CommonStart,
  { controlPort, host, loginPhone }: NonNullable<LaunchOptions['datacenter']>,
): Promise<EnterResult> {
  const info = await askDatacenter(host, controlPort)
  if (!info.ok) return info
  const staff = await findStaff(host, controlPort)
  if (!staff.ok) return staff
  const profileFolder = join(launch.profileFolder, `datacenter-${loginPhone ?? 'any'}`)
  const prepared = prepareFolder(launch.profileFolder, profileFolder)
  if (!prepared.ok) return prepared
  const preset = readPreset(launch, staff.value)
  const library = await prepareLibrary(launch, info.value)
  if (!library.ok) return library
  const datacenter = describeDatacenter(library.value, info.value, host, loginPhone, preset)
  return ok({ ...common, workspace: 'demo', profileFolder, datacenter })
}

async function enterDemo(
  launch: LaunchOptions,
  common: CommonStart,
  own: DemoDatacenter,
): Promise<EnterResult> {
  const profileFolder = nameDemoFolder(launch.profileFolder)
  const prepared = own.isRunning ? ok() : prepareFolder(launch.profileFolder, profileFolder)
  if (!prepared.ok) return prepared
  const info = await own.start()
  if (!info.ok) return info
  const staff = await findStaff(loopback, info.value.controlPort)
  if (!staff.ok) return staff
  const preset = readPreset(launch, staff.value)
  const library = await prepareLibrary(launch, info.value)
  if (!library.ok) return library
  const datacenter = describeDatacenter(library.value, info.value, loopback, staff.value.dutyPhone, preset)
  return ok({ ...common, workspace: 'demo', profileFolder, datacenter })
}

function readPreset({ shouldPresetStaff }: LaunchOptions, preset: DatacenterPreset): DatacenterPreset {
  return shouldPresetStaff ? preset : { staffIds: [] }
}

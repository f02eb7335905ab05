import { basename } from 'node:path'
import * as v from 'valibot'
import { defaultProfileFolder } from './default-profile.ts'

/** Environment variable that carries the options from the start script to a host, as JSON without secrets. */
export const launchVariable = 'WATCHFLOOR_LAUNCH'

/** How to start the demo's data centre; absent in a packaged program. */
const DemoProgram = v.object({
  /** The Node executable that runs TypeScript. */
  node: v.string(),
  entry: v.string(),
  /** Module loaded first, which ends the data centre together with its host. */
  guard: v.string(),
  /** Name or file of the scenario. */
  scenario: v.string(),
})
export type DemoProgram = v.InferOutput<typeof DemoProgram>

/** A data centre that already runs. */
const JoinedDatacenter = v.object({
  host: v.string(),
  controlPort: v.number(),
  loginPhone: v.optional(v.string()),
})
export type JoinedDatacenter = v.InferOutput<typeof JoinedDatacenter>

const LaunchVariable = v.object({
  /** Folder that the user named for the profile. */
  profileFolder: v.optional(v.string()),
  /** Open the account's workspace even if nobody signed in to it yet. */
  preferAccount: v.boolean(),
  /** Open the demo even if somebody is signed in. */
  preferDemo: v.boolean(),
  datacenter: v.optional(JoinedDatacenter),
  demo: v.optional(DemoProgram),
  /** Whether a demo begins set up with the staff of its company. */
  shouldPresetStaff: v.optional(v.boolean(), true),
  /** For the browser host only. 0: any free port. */
  port: v.number(),
  shouldOpenBrowser: v.boolean(),
})

export interface LaunchOptions extends v.InferOutput<typeof LaunchVariable> {
  /** Name of the profile as shown. */
  readonly profile: string
  /** Holds one subfolder per workspace. */
  readonly profileFolder: string
}

const defaultProfile = 'default'

/** The options of a program that is started without the start script: the account's workspace, and no demo. */
const ownLaunch: v.InferOutput<typeof LaunchVariable> = {
  preferAccount: true,
  preferDemo: false,
  shouldPresetStaff: true,
  port: 0,
  shouldOpenBrowser: false,
}

/** The options from the start script; throws when they are invalid, which only a mismatch of versions can cause. */
export function readLaunchOptions(env: Readonly<Record<string, string | undefined>>): LaunchOptions {
  const text = env[launchVariable]
  const said =
    text === undefined ? ownLaunch : v.parse(v.pipe(v.string(), v.parseJson(), LaunchVariable), text)
  return {
    ...said,
    profile: said.profileFolder === undefined ? defaultProfile : basename(said.profileFolder),
    profileFolder: said.profileFolder ?? defaultProfileFolder(defaultProfile),
  }
}

/** api_id and api_hash from the environment; undefined unless both are set and have a valid form. */
export function readApiCredentials(
  env: Readonly<Record<string, string | undefined>>,
): { readonly apiId: number; readonly apiHash: string } | undefined {
  const apiId = Number(env.TELEGRAM_API_ID)
  const apiHash = env.TELEGRAM_API_HASH?.trim().toLowerCase() ?? ''
  const isValid =
    Number.isInteger(apiId) && apiId > 0 && apiId <= 2_147_483_647 && /^[0-9a-f]{32}$/u.test(apiHash)
  return isValid ? { apiId, apiHash } : undefined
}

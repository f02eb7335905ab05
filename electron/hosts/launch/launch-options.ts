import * as v from 'valibot'

/** Environment variable that carries the options from the start script to a host, as JSON without secrets. */
export const launchVariable = 'WATCHFLOOR_LAUNCH'

/** How to start the demo's data centre; absent in a packaged program. */
const DemoProgram = v.object({
  /** Node that runs TypeScript. */
  node: v.string(),
  entry: v.string(),
  /** Module loaded first, which ends the data centre together with its host. */
  guard: v.string(),
  /** Name or file of the scenario. */
  scenario: v.string(),
})
export type DemoProgram = v.InferOutput<typeof DemoProgram>

/** A data centre that runs already. */
const JoinedDatacenter = v.object({
  host: v.string(),
  controlPort: v.number(),
  loginPhone: v.optional(v.string()),
})
export type JoinedDatacenter = v.InferOutput<typeof JoinedDatacenter>

const LaunchOptions = v.object({
  /** Name of the profile as shown; its folder holds one subfolder per workspace. */
  profile: v.string(),
  profileFolder: v.string(),
  /** Open the account's workspace even if nobody signed in to it yet. */
  preferAccount: v.boolean(),
  datacenter: v.optional(JoinedDatacenter),
  demo: v.optional(DemoProgram),
  /** Browser host alone. 0: any free port. */
  port: v.number(),
  shouldOpenBrowser: v.boolean(),
})
export type LaunchOptions = v.InferOutput<typeof LaunchOptions>

/** What the start script said, or undefined when the program was started by itself. */
export function readLaunchOptions(
  env: Readonly<Record<string, string | undefined>>,
): LaunchOptions | undefined {
  const text = env[launchVariable]
  return text === undefined ? undefined : v.parse(v.pipe(v.string(), v.parseJson(), LaunchOptions), text)
}

/** api_id and api_hash of the environment; undefined unless both are there and could be right. */
export function readApiCredentials(
  env: Readonly<Record<string, string | undefined>>,
): { readonly apiId: number; readonly apiHash: string } | undefined {
  const apiId = Number(env.TELEGRAM_API_ID)
  const apiHash = env.TELEGRAM_API_HASH?.trim().toLowerCase() ?? ''
  const isValid =
    Number.isInteger(apiId) && apiId > 0 && apiId <= 2_147_483_647 && /^[0-9a-f]{32}$/u.test(apiHash)
  return isValid ? { apiId, apiHash } : undefined
}

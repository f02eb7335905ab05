import * as v from 'valibot'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import type { DatacenterOptions } from '#core/core-options.ts'

/** What a data centre prints when it is ready, and answers at `GET /info`. */
const DatacenterInfo = v.object({
  mtprotoPort: v.number(),
  controlPort: v.number(),
  /** The key that a copy of TDLib has to trust. The copy itself is made here: whoever answers does not say what is loaded. */
  publicKeyPem: v.pipe(
    v.string(),
    v.maxLength(1_000),
    v.regex(/^-----BEGIN RSA PUBLIC KEY-----\n[\w+/=\n]+-----END RSA PUBLIC KEY-----\n?$/u),
  ),
})
export type DatacenterInfo = v.InferOutput<typeof DatacenterInfo>

/** `GET /accounts`, as far as a demo needs it: phone numbers, digits only, who works for the company, and its team channel. */
const DatacenterAccounts = v.object({
  accounts: v.array(v.object({ phone: v.string(), userId: v.number(), staff: v.optional(v.string()) })),
  teamChatId: v.optional(v.number()),
})

export function parseDatacenterInfo(text: string): DatacenterInfo | undefined {
  const parsed = parseOutside(v.pipe(v.string(), v.parseJson(), DatacenterInfo), text)
  return parsed.success ? parsed.output : undefined
}

/** How the core reaches a data centre on `host`, with a copy of TDLib that trusts it. */
export function describeDatacenter(
  tdjsonPath: string,
  { mtprotoPort, controlPort }: DatacenterInfo,
  host: string,
  loginPhone: string | undefined,
  preset: DatacenterPreset,
): DatacenterOptions {
  return {
    tdjsonPath,
    host,
    mtprotoPort,
    controlPort,
    ...(loginPhone === undefined ? {} : { loginPhone }),
    ...(preset.staffIds.length === 0 ? {} : { presetStaff: preset.staffIds }),
    ...(preset.teamChatId === undefined ? {} : { presetTeam: preset.teamChatId }),
  }
}

const answerWithinMs = 5_000
const maxAnswerBytes = 4_000_000

/** Asks a data centre that already runs how to reach it. */
export async function askDatacenter(
  host: string,
  controlPort: number,
): Promise<Result<DatacenterInfo, 'datacenter_unavailable'>> {
  const info = await get(host, controlPort, '/info', DatacenterInfo)
  return info.ok ? ok({ ...info.value, controlPort }) : info
}

/** The staff and the team channel with which a profile without rules of its own begins. */
export interface DatacenterPreset {
  /** Everybody who works for the company; empty where the scenario does not say. */
  readonly staffIds: readonly number[]
  /** The company's team channel, as TDLib shows it; absent where the scenario has none. */
  readonly teamChatId?: number
}

export interface DatacenterStaff extends DatacenterPreset {
  /** The phone number with which a demo signs in: that of the first account on duty, or else of the first account. */
  readonly dutyPhone: string | undefined
}

export async function findStaff(
  host: string,
  controlPort: number,
): Promise<Result<DatacenterStaff, 'datacenter_unavailable'>> {
  const answer = await get(host, controlPort, '/accounts', DatacenterAccounts)
  if (!answer.ok) return answer
  const { accounts, teamChatId } = answer.value
  const duty = accounts.find(({ staff }) => staff === 'duty') ?? accounts[0]
  const staffIds = accounts.filter(({ staff }) => staff !== undefined).map(({ userId }) => userId)
  return ok({ dutyPhone: duty?.phone, staffIds, ...(teamChatId === undefined ? {} : { teamChatId }) })
}

async function get<Value>(
  host: string,
  controlPort: number,
  path: string,
  schema: v.GenericSchema<unknown, Value>,
): Promise<Result<Value, 'datacenter_unavailable'>> {
  const address = `http://${host}:${controlPort}${path}`
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) })
    const parsed = parseOutside(v.pipe(v.string(), v.parseJson(), schema), await readText(response))
    if (response.ok && parsed.success) return ok(parsed.output)
    return fail(
      'datacenter_unavailable',
      `${address} does not answer like a data centre (${response.status})`,
    )
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return fail('datacenter_unavailable', `no data centre at ${address}: ${describeError(cause)}`)
  }
}

/** The body as text, as far as an answer of a data centre may be long. */
async function readText({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = []
  let leftBytes = maxAnswerBytes
  for await (const chunk of body ?? []) {
    const bytes = chunk as Uint8Array
    leftBytes -= bytes.byteLength
    if (leftBytes < 0) throw new Error(`the answer is longer than ${maxAnswerBytes} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

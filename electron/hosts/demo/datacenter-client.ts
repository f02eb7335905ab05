import * as v from 'valibot'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { DatacenterOptions } from '#core/core-options.ts'

/** What a data centre prints when it is ready, and answers at `GET /info`. */
const DatacenterInfo = v.object({
  mtprotoPort: v.number(),
  controlPort: v.number(),
  tdjsonPath: v.string(),
  /** Whom the demo logs in as, digits only. */
  loginPhone: v.optional(v.string()),
})
export type DatacenterInfo = v.InferOutput<typeof DatacenterInfo>

export function parseDatacenterInfo(text: string): DatacenterInfo | undefined {
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), DatacenterInfo), text)
  return parsed.success ? parsed.output : undefined
}

/** How the core reaches a data centre on `host`. */
export function describeDatacenter(
  info: DatacenterInfo,
  host: string,
  loginPhone: string | undefined = info.loginPhone,
): DatacenterOptions {
  const { tdjsonPath, mtprotoPort, controlPort } = info
  return { tdjsonPath, host, mtprotoPort, controlPort, ...(loginPhone === undefined ? {} : { loginPhone }) }
}

const answerWithinMs = 5_000

/** Asks a data centre that already runs how to reach it. */
export async function askDatacenter(
  host: string,
  controlPort: number,
): Promise<Result<DatacenterInfo, 'datacenter_unavailable'>> {
  const address = `http://${host}:${controlPort}/info`
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(answerWithinMs) })
    const info = response.ok ? parseDatacenterInfo(await response.text()) : undefined
    if (info !== undefined) return ok({ ...info, controlPort })
    return fail(
      'datacenter_unavailable',
      `${address} does not answer like a data centre (${response.status})`,
    )
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    return fail('datacenter_unavailable', `no data centre at ${address}: ${describeError(cause)}`)
  }
}

export function describeError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

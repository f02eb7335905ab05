import { fail, ok, type Result } from '#shared/lib/result.ts'

/** The pair of my.telegram.org, as it is pasted; or the field that is wrong. */
export function readCredentials(
  apiId: string,
  apiHash: string,
): Result<{ readonly apiId: number; readonly apiHash: string }, 'apiId' | 'apiHash'> {
  const id = /^\d{1,10}$/u.test(apiId.trim()) ? Number(apiId) : 0
  if (id < 1 || id > 2_147_483_647) return fail('apiId', 'not a number of Telegram’s range')
  const hash = apiHash.trim()
  return /^[0-9a-f]{32}$/iu.test(hash)
    ? ok({ apiId: id, apiHash: hash })
    : fail('apiHash', 'not 32 hex digits')
}

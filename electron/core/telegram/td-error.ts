import * as tdl from 'tdl'

/** What TDLib or Telegram answered instead of a result. */
export type TdFailure =
  | { readonly kind: 'flood_wait'; readonly seconds: number; readonly message: string }
  | { readonly kind: 'refused'; readonly code: number; readonly message: string }

/** Reads the error of a rejected TDLib call. Any other error is a bug and is thrown on. */
export function readTdError(error: unknown): TdFailure {
  if (!(error instanceof tdl.TDLibError)) throw error
  return classifyTdError(error.code, error.message)
}

export function classifyTdError(code: number, message: string): TdFailure {
  const wait = /(?:FLOOD_(?:PREMIUM_)?WAIT_|SLOWMODE_WAIT_|retry after )(\d+)/u.exec(message)
  if (wait !== null && (code === 420 || code === 429)) {
    return { kind: 'flood_wait', seconds: Number(wait[1]), message }
  }
  return { kind: 'refused', code, message }
}

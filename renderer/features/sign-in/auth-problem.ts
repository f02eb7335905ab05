import type { TFunction } from 'i18next'
import type { Failure } from '#shared/lib/result.ts'

/** Codes that have words of their own; anything else is a bug of ours and says so. */
const codes = [
  'phone_invalid',
  'phone_banned',
  'code_invalid',
  'code_expired',
  'password_invalid',
  'api_credentials_invalid',
  'offline',
  'wrong_step',
  'not_available',
  'disconnected',
  'timeout',
] as const

/** What went wrong while signing in, in words. */
export function describeAuthProblem(t: TFunction<'sign-in'>, error: Failure): string {
  if (error.code === 'flood_wait') {
    const waitS = Number(error.details?.['seconds'] ?? 0)
    return waitS > 0 ? t('problem.flood_waitFor', { time: formatWait(waitS) }) : t('problem.flood_wait')
  }
  if (error.code === 'rejected') return t('problem.rejected', { message: error.message })
  const known = codes.find((code) => code === error.code)
  return t(known === undefined ? 'problem.other' : `problem.${known}`)
}

/** A number as it is dialled, in one piece: TDLib leaves the plus out. */
export function formatPhone(phone: string): string {
  const trimmed = phone.trim().replaceAll(/\s+/gu, '\u00A0')
  return /^\d/u.test(trimmed) ? `+${trimmed}` : trimmed
}

/** "0:42", "12:05", "1:00:00". */
export function formatWait(waitS: number): string {
  const whole = Math.max(0, Math.ceil(waitS))
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const pad = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`
}

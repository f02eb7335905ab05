import type { Failure } from '#shared/lib/result.ts'
import type { WordArea } from '#shared/i18n/words.ts'
import { language } from '../i18n/start-i18n.ts'

/** Where the words for a code are: an area and the key that holds them. */
interface WordPlace {
  readonly ns: WordArea
  readonly under: string
}

const problemsOf = (ns: WordArea): WordPlace => ({ ns, under: 'problem' })

/**
 * For each undertaking, the places that have words for its failures; the first that knows the code is used. Codes
 * that none knows use the shared words.
 */
const places = {
  alarm: [problemsOf('alarms')],
  chat: [problemsOf('triage'), problemsOf('team')],
  demo: [{ ns: 'connection', under: 'demo' }],
  draft: [problemsOf('composer'), problemsOf('notes')],
  logOut: [problemsOf('settings')],
  message: [{ ns: 'conversation', under: 'error' }, problemsOf('notes')],
  note: [problemsOf('notes')],
  proxy: [{ ns: 'settings', under: 'proxyDialog.problem' }],
  rules: [problemsOf('clock-settings'), problemsOf('who-is-who'), problemsOf('team')],
  setting: [],
  signIn: [problemsOf('sign-in')],
  team: [problemsOf('team')],
} as const satisfies Readonly<Record<string, readonly WordPlace[]>>

/** What the user was doing when it failed. */
export type Undertaking = keyof typeof places

/** `code` and what the words may name: `message` is what Telegram said, `details.seconds` how long it asks to wait. */
export type FailureView = Pick<Failure, 'code' | 'details'> & Partial<Pick<Failure, 'message'>>

/** Why something was not done, in a sentence in the language of the window; a code without words is a bug and says so. */
export function describeFailure({ code, message, details }: FailureView, about: Undertaking): string {
  const waitS = Number(details?.['seconds'] ?? 0)
  const values = { message, time: formatWait(waitS), count: Math.ceil(waitS / 60) }
  const find = (place: WordPlace, key: string): string | undefined => {
    const options = { ns: place.ns, ...values }
    // Which keys an area has is known when it is asked; the test beside walks the contract.
    const path = `${place.under}.${key}` as 'problem.other'
    return language.exists(path, options) ? language.t(path, options) : undefined
  }
  const keys = code === 'flood_wait' && waitS > 0 ? ['flood_waitFor', code] : [code]
  const searched: readonly WordPlace[] = [...places[about], problemsOf('common')]
  for (const wanted of [...keys, 'other']) {
    for (const place of searched) {
      const found = find(place, wanted)
      if (found !== undefined) return found
    }
  }
  return code
}

/** "0:42", "12:05", "1:00:00". */
export function formatWait(waitS: number): string {
  const whole = Math.max(0, Math.ceil(waitS))
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const pad = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds)}` : `${minutes}:${pad(seconds)}`
}

import type { SettingsView } from '../../contract/entities/session.ts'
import type { ChatClass, WaitView } from '../../contract/entities/triage.ts'

export type NotificationSettings = SettingsView['notifications']

/** A new message, with only what decides whether to notify. */
export interface IncomingMessage {
  readonly isOutgoing: boolean
  readonly isService: boolean
  /** Whether the message mentions or answers the account. */
  readonly isMention: boolean
  readonly ageMs: number
}

export interface NotifiedChat {
  readonly class: ChatClass
  readonly isMuted: boolean
}

/** After an absence older messages arrive all at once: the digest and the counters tell of them instead. */
const freshMs = 60_000

/** The kind of notification for a new message; undefined: none. */
export function classifyMessage(
  message: IncomingMessage,
  chat: NotifiedChat,
  settings: NotificationSettings,
): 'message' | 'mention' | undefined {
  if (!settings.isOn || settings.messages === 'none') return undefined
  if (message.isOutgoing || message.isService || chat.isMuted || message.ageMs > freshMs) return undefined
  if (message.isMention) return 'mention'
  if (settings.messages === 'mentions') return undefined
  if (settings.messages === 'customers' && chat.class !== 'customer') return undefined
  return 'message'
}

/**
 * Whether to notify of a change of a wait: once for each mark, when it is passed. A wait that was not known before
 * (`before` is absent) and passed its mark long ago was only found now: the digest and the counters tell of it
 * instead.
 */
export function classifyWait(
  before: WaitView['status'] | undefined,
  after: Pick<WaitView, 'status' | 'redAtMs' | 'breachAtMs'>,
  chat: Pick<NotifiedChat, 'isMuted'>,
  settings: NotificationSettings,
  nowMs: number,
): 'red' | 'breach' | undefined {
  const { status } = after
  if (!settings.isOn || !settings.isRedTold || chat.isMuted) return undefined
  if (status === 'waiting' || status === before || before === 'breach') return undefined
  const passedAtMs = (status === 'red' ? after.redAtMs : after.breachAtMs) ?? 0
  return before === undefined && nowMs - passedAtMs > freshMs ? undefined : status
}

/** Whether a minute of the day is within the quiet hours, which may go over midnight; equal ends: never. */
export function isQuiet(hours: NotificationSettings['quietHours'], minuteOfDay: number): boolean {
  if (hours === undefined) return false
  const { from, to } = hours
  if (from <= to) return minuteOfDay >= from && minuteOfDay < to
  return minuteOfDay >= from || minuteOfDay < to
}

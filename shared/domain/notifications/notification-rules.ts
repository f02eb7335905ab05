import type { SettingsView } from '../../contract/entities/session.ts'
import type { ChatClass, WaitView } from '../../contract/entities/triage.ts'

export type NotificationSettings = SettingsView['notifications']

/** A new message as far as telling about it goes. */
export interface IncomingMessage {
  readonly isOutgoing: boolean
  readonly isService: boolean
  /** The account is mentioned or answered. */
  readonly isMention: boolean
  readonly ageMs: number
}

export interface NotifiedChat {
  readonly class: ChatClass
  readonly isMuted: boolean
}

/** Older messages arrive after an absence, all at once; the digest and the counters tell of them. */
const freshMs = 60_000

/** What a new message is told as; undefined: it is not told. */
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

/** Whether a change of a wait is told: each mark once, when it is passed. */
export function classifyWait(
  before: WaitView['status'] | undefined,
  after: WaitView['status'] | undefined,
  chat: Pick<NotifiedChat, 'isMuted'>,
  settings: NotificationSettings,
): 'red' | 'breach' | undefined {
  if (!settings.isOn || !settings.isRedTold || chat.isMuted) return undefined
  if (after === undefined || after === 'waiting' || after === before) return undefined
  return after === 'red' && before === 'breach' ? undefined : after
}

/** Whether a minute of the day is within the quiet hours, which may go over midnight; equal ends: never. */
export function isQuiet(hours: NotificationSettings['quietHours'], minuteOfDay: number): boolean {
  if (hours === undefined) return false
  const { from, to } = hours
  if (from <= to) return minuteOfDay >= from && minuteOfDay < to
  return minuteOfDay >= from || minuteOfDay < to
}

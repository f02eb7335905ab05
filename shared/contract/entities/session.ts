import * as v from 'valibot'
import { UserId } from './ids.ts'

/** Why Telegram's library cannot be started. */
export const StartTrouble = v.object({
  reason: v.picklist([
    'disk_full',
    /** The profile's folder cannot be read or written, or is gone. */
    'folder_unwritable',
    /** Another program has opened the library's files. */
    'in_use',
    /** The library's files are there, and the key that opens them is missing or another one. */
    'key_lost',
    /** The secrets cannot be read. */
    'secrets_damaged',
    'other',
  ]),
  /** English, for details on the screen. */
  message: v.string(),
})
export type StartTrouble = v.InferOutput<typeof StartTrouble>

/** The present step of signing in. Screens show this step and never guess one. */
export const AuthView = v.variant('kind', [
  v.object({ kind: v.picklist(['starting', 'ready', 'logging_out', 'closed']) }),
  /** TDLib needs api_id and api_hash of my.telegram.org before anything else. */
  v.object({ kind: v.literal('wait_api_credentials'), isRejected: v.boolean() }),
  /** Nothing can be done before the trouble is over; the core looks again every few seconds. */
  v.object({ kind: v.literal('blocked'), trouble: StartTrouble }),
  v.object({ kind: v.literal('wait_phone') }),
  v.object({ kind: v.literal('wait_qr'), link: v.string() }),
  v.object({
    kind: v.literal('wait_code'),
    phone: v.string(),
    via: v.picklist(['telegram', 'sms', 'call', 'flash_call', 'missed_call', 'fragment', 'other']),
    codeLength: v.optional(v.number()),
    /** Earliest moment for "send again"; ms since 1970. Absent when the code cannot be sent in another way. */
    resendAtMs: v.optional(v.number()),
  }),
  v.object({ kind: v.literal('wait_password'), hint: v.optional(v.string()) }),
  /** The phone number has no Telegram account; this console does not register new ones. */
  v.object({ kind: v.literal('registration_refused'), phone: v.string() }),
  /** A step that only an official app can do; `step` is TDLib's state. */
  v.object({ kind: v.literal('unsupported_step'), step: v.string() }),
])
export type AuthView = v.InferOutput<typeof AuthView>

export const ProxyView = v.object({
  kind: v.picklist(['socks5', 'http', 'mtproto']),
  server: v.pipe(v.string(), v.trim(), v.nonEmpty(), v.maxLength(255)),
  port: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)),
  username: v.optional(v.string()),
  /** Never sent to a window; only accepted from it. */
  password: v.optional(v.string()),
  /** For mtproto; never sent to a window. */
  secret: v.optional(v.string()),
})
export type ProxyView = v.InferOutput<typeof ProxyView>

/** Something the user is told once, in words of the window. */
export const NoticeView = v.object({
  id: v.string(),
  kind: v.picklist([
    'store_rebuilt',
    'store_rebuilt_marks_restored',
    'disk_full',
    'store_failed',
    /** This machine's clock differs from Telegram's, so waits are wrong by the difference. */
    'clock_wrong',
    /** An event of this console was refused: `type` of the event, `reason` of the refusal. */
    'team_refused',
    /** This account has lost the team channel: `state` is left, removed or deleted. */
    'team_channel_lost',
  ]),
  details: v.record(v.string(), v.string()),
})
export type NoticeView = v.InferOutput<typeof NoticeView>

/** Groups of requests that Telegram limits together. */
export const RequestLimit = v.picklist(['lists', 'reading', 'history', 'reactions', 'team_log', 'members'])
export type RequestLimit = v.InferOutput<typeof RequestLimit>

export const Me = v.object({
  id: UserId,
  name: v.string(),
  firstName: v.string(),
  phone: v.string(),
  username: v.optional(v.string()),
})

export const SessionView = v.object({
  workspace: v.picklist(['demo', 'account']),
  profile: v.string(),
  auth: AuthView,
  /** TDLib's connection state; `waiting_for_network` means that no network is seen at all. */
  connection: v.picklist(['waiting_for_network', 'connecting_to_proxy', 'connecting', 'updating', 'ready']),
  /** Loading of the chat lists from Telegram: chats known so far, and whether all are. */
  sync: v.object({ isComplete: v.boolean(), chatCount: v.number(), totalCount: v.optional(v.number()) }),
  /** Requests that are paused because Telegram asked for it, and until when (ms since 1970); absent: none. */
  waits: v.optional(v.array(v.object({ limit: RequestLimit, untilMs: v.number() }))),
  me: v.optional(Me),
  /**
   * True while nobody is signed in and the data of the last account waits for it, because its session was ended from
   * another device or by Telegram. Nothing of the data is shown.
   */
  isAccountKept: v.optional(v.boolean()),
  proxy: v.optional(ProxyView),
  notices: v.array(NoticeView),
})
export type SessionView = v.InferOutput<typeof SessionView>

const dayMinute = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439))

export const SettingsView = v.object({
  theme: v.picklist(['system', 'dark', 'light']),
  language: v.picklist(['system', 'en', 'ru']),
  /** Height of a row of the list, px. */
  rowHeight: v.picklist([24, 28, 36]),
  sendKey: v.picklist(['enter', 'ctrl_enter']),
  /** Width of the chat list, px. */
  listWidth: v.pipe(v.number(), v.integer(), v.minValue(240), v.maxValue(720)),
  listSort: v.picklist(['recent', 'longest_waiting', 'nearest_breach']),
  /** A chat rises only when it was quiet for longer than this; 0: at every message, as in Telegram. */
  dampingMin: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(60)),
  /** Whether the user's own message lifts its chat. */
  ownMessageLifts: v.boolean(),
  /** `seen`: once the last message was on screen for a second. `manual`: only on request, or by answering. */
  markRead: v.picklist(['seen', 'manual']),
  notifications: v.object({
    isOn: v.boolean(),
    /** For which chats new messages cause notifications, muted chats aside. */
    messages: v.picklist(['all', 'customers', 'mentions', 'none']),
    /** Whether to notify when a customer's chat turns red or breaches. */
    isRedTold: v.boolean(),
    hasSound: v.boolean(),
    /** Minutes since midnight on this machine; may go over midnight. Absent: never quiet. */
    quietHours: v.optional(v.object({ from: dayMinute, to: dayMinute })),
  }),
  /**
   * Keys that differ from the built-in ones, by the shortcut's name, in tinykeys' notation. An empty list: no keys.
   */
  shortcuts: v.pipe(
    v.record(
      v.pipe(v.string(), v.maxLength(64)),
      v.pipe(v.array(v.pipe(v.string(), v.maxLength(64))), v.maxLength(16)),
    ),
    v.maxEntries(200),
  ),
})
export type SettingsView = v.InferOutput<typeof SettingsView>

export const defaultSettings: SettingsView = {
  theme: 'system',
  language: 'system',
  rowHeight: 24,
  sendKey: 'enter',
  listWidth: 380,
  listSort: 'recent',
  dampingMin: 5,
  ownMessageLifts: false,
  markRead: 'seen',
  notifications: { isOn: true, messages: 'all', isRedTold: true, hasSound: true },
  shortcuts: {},
}

import type { Cancel } from '../lib/clock.ts'

/**
 * What a window knows of the program around it, besides the core.
 *
 * In Electron the preload script puts a frozen `ShellApi` at `window.watchfloor`. In the browser host there is none:
 * `window.watchfloor` is undefined and the window connects by WebSocket (see `browserHost` below).
 */

/** Why the core is not started again by itself. */
export const coreStopReasons = [
  /** The core ended too often in a short time. */
  'crash_loop',
  /** Another Watchfloor works on this profile. */
  'profile_in_use',
  'profile_unwritable',
  'disk_full',
  'store_from_newer_build',
  /** The demo's data centre could not be started or found. */
  'datacenter_unavailable',
] as const
export type CoreStopReason = (typeof coreStopReasons)[number]

/** The core's process as its supervisor sees it. */
export type CoreState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'running' }
  /** The core ended and will be started again; `attempt` counts from 1 since it last ran well. */
  | { readonly kind: 'restarting'; readonly attempt: number; readonly delayMs: number }
  /** The core stays down until `restartCore`; `message` is English, for details on the screen. */
  | { readonly kind: 'stopped'; readonly reason: CoreStopReason; readonly message: string }

/**
 * `opened`: handed to the system. `refused`: not an https, mailto or tg address.
 * `failed`: the system has no program for it.
 */
export type OpenExternalResult = 'opened' | 'refused' | 'failed'

/** One notification of the system; a later one with the same id takes its place. */
export interface ShellNotification {
  readonly id: string
  readonly title: string
  readonly body: string
  readonly isSilent: boolean
  /** Set where the platform has a text field in notifications; absent: the notification cannot be answered. */
  readonly replyPlaceholder?: string
  /** Set where the platform has buttons in notifications; absent: there is nothing to mark as read. */
  readonly markReadLabel?: string
}

export type NotificationAction =
  | { readonly kind: 'open' | 'mark_read'; readonly id: string }
  | { readonly kind: 'reply'; readonly id: string; readonly text: string }

/** The counts on the tray and the task bar, with texts in the window's language. */
export interface ShellBadge {
  readonly redCount: number
  readonly waitingCount: number
  readonly tooltip: string
  readonly openLabel: string
  readonly quitLabel: string
}

/** The API at `window.watchfloor`, in Electron only. */
export interface ShellApi {
  readonly host: 'electron'
  /**
   * Asks for a new connection to the core. The answer is a window message (see `isCorePortMessage`) with one
   * MessagePort, as soon as the core runs. Ask once at start and again whenever the port closes: the answer then
   * waits for the core's restart. Close an earlier port first; the new one takes its place.
   */
  requestCorePort(): void
  /** Calls the listener soon with the present state, and with every new state after that. */
  onCoreState(listener: (state: CoreState) => void): Cancel
  /** Starts a stopped core again; nothing happens when it is not stopped. */
  restartCore(): void
  /** Opens an address outside of Watchfloor; the only way out of the window. */
  openExternal(url: string): Promise<OpenExternalResult>
  showNotification(notification: ShellNotification): void
  closeNotification(id: string): void
  onNotificationAction(listener: (action: NotificationAction) => void): Cancel
  setBadge(badge: ShellBadge): void
}

/** `data.kind` of the window message that carries the core's port. */
export const corePortMessageKind = 'watchfloor:core-port'

/**
 * Whether a window message hands over the core's port. The caller also checks that `event.source` is the window
 * itself and `event.origin` its own origin, and takes `event.ports[0]`.
 */
export function isCorePortMessage(data: unknown): data is { readonly kind: typeof corePortMessageKind } {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === corePortMessageKind
}

/**
 * How a browser tab reaches the core.
 *
 * A session has two secrets. The cookie is out of reach of scripts, but a browser sends it to every server of the
 * same host name, whatever its port. The page key is in the storage of the origin, port included, and goes into
 * requests of the page alone. The console's files ask for the cookie, because a browser adds nothing else to a
 * navigation; everything else asks for both.
 *
 * 1. The printed address is `http://127.0.0.1:PORT/#token=…`. Without the cookie, `/` is a small page of the host,
 *    which is at `signInPath` in any case. It posts the token to `sessionPath`, receives the cookie and, as
 *    `{pageKey}`, the page key, keeps that under `pageKeyItem` of `localStorage`, and loads the console in its place;
 *    without a token it says how to get in. The console's page goes to `signInPath` when it has no page key, or a
 *    token in its address.
 * 2. The window opens a WebSocket to `corePath` on its own origin (`ws:`) with two subprotocols: `socketProtocol`, and
 *    the page key behind `pageKeyProtocolPrefix`. Text frames, one JSON message each, at most `maxMessageBytes`. Calls
 *    and patches are the same as over a MessagePort.
 * 3. When the socket closes or does not open, the window tries again with growing pauses of its own. Before a
 *    retry it may ask `GET sessionPath` with the page key in the header `pageKeyHeader`: 204 = the session holds,
 *    401 = it does not (reload: the host's page explains), no answer = the host is not there now.
 */
export const browserHost = {
  corePath: '/core',
  sessionPath: '/session',
  signInPath: '/host/sign-in',
  tokenParameter: 'token',
  pageKeyItem: 'watchfloor.page-key',
  pageKeyHeader: 'watchfloor-page-key',
  socketProtocol: 'watchfloor',
  pageKeyProtocolPrefix: 'watchfloor-key.',
  maxMessageBytes: 1_048_576,
} as const

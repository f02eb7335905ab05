import type { EpochMs } from '../../lib/clock.ts'

/** Which chat somebody looks at, and whether they write there; without a chat: none. */
export interface Presence {
  readonly chatId?: number | undefined
  readonly isWriting: boolean
}

/** Edits of a console's message are at least this far apart. */
export const presenceEveryMs = 15_000
/** A console whose user still looks at the chat says so again after this time. */
export const presenceAgainMs = 60_000
/** Older presence does not count: the console has ended, or its connection is lost. */
export const presenceLifeMs = 90_000

export const nowhere: Presence = { isWriting: false }

/**
 * What the windows of one console show together; of several windows the last to report counts. Writing takes
 * precedence over looking.
 */
export function unitePresence(windows: Iterable<Presence>): Presence {
  let united = nowhere
  for (const { chatId, isWriting } of windows) {
    if (chatId === undefined || (united.isWriting && !isWriting)) continue
    united = { chatId, isWriting }
  }
  return united
}

/**
 * When the console has to report its presence; undefined: there is nothing to say. `said` is absent before the
 * first report.
 */
export function planPresence(
  wanted: Presence,
  said: (Presence & { readonly atMs: EpochMs }) | undefined,
  nowMs: EpochMs,
): EpochMs | undefined {
  if (said === undefined) return wanted.chatId === undefined ? undefined : nowMs
  // A clock that was set back must not silence the console.
  const saidAtMs = Math.min(said.atMs, nowMs)
  if (wanted.chatId !== said.chatId || wanted.isWriting !== said.isWriting) {
    return Math.max(nowMs, saidAtMs + presenceEveryMs)
  }
  return wanted.chatId === undefined ? undefined : Math.max(nowMs, saidAtMs + presenceAgainMs)
}

/** When presence reported at `atMs` stops counting; both times by one clock. */
export function readPresenceEnd(atMs: EpochMs, nowMs: EpochMs): EpochMs {
  // A date in the future counts as now.
  return Math.min(atMs, nowMs) + presenceLifeMs
}

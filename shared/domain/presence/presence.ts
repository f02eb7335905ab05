import type { EpochMs } from '../../lib/clock.ts'

/** What somebody looks at, and whether they write there; without a chat: nothing. */
export interface Presence {
  readonly chatId?: number | undefined
  readonly isWriting: boolean
}

/** Edits of a console's message are at least so far apart. */
export const presenceEveryMs = 15_000
/** Whoever still looks says so again after this. */
export const presenceAgainMs = 60_000
/** What was said longer ago does not count: the console is gone, or its connection is. */
export const presenceLifeMs = 90_000

export const nowhere: Presence = { isWriting: false }

/** What the windows of one console show together; the last one to say something is the last. Writing goes before looking. */
export function unitePresence(windows: Iterable<Presence>): Presence {
  let united = nowhere
  for (const { chatId, isWriting } of windows) {
    if (chatId === undefined || (united.isWriting && !isWriting)) continue
    united = { chatId, isWriting }
  }
  return united
}

/** When the console is to speak; undefined: there is nothing to say. `said` is absent while nothing was said. */
export function planPresence(
  wanted: Presence,
  said: (Presence & { readonly atMs: EpochMs }) | undefined,
  nowMs: EpochMs,
): EpochMs | undefined {
  if (said === undefined) return wanted.chatId === undefined ? undefined : nowMs
  // A clock that was set back does not silence the console.
  const saidAtMs = Math.min(said.atMs, nowMs)
  if (wanted.chatId !== said.chatId || wanted.isWriting !== said.isWriting) {
    return Math.max(nowMs, saidAtMs + presenceEveryMs)
  }
  return wanted.chatId === undefined ? undefined : Math.max(nowMs, saidAtMs + presenceAgainMs)
}

/** When what was said at `atMs` stops to count; both by one clock. */
export function readPresenceEnd(atMs: EpochMs, nowMs: EpochMs): EpochMs {
  // Nobody says anything in the future.
  return Math.min(atMs, nowMs) + presenceLifeMs
}

import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** What stands on screen at a moment. */
export interface SeenScreen {
  /** The window is visible and has the focus. */
  readonly isWatched: boolean
  /** Unread messages and unread mentions that are on screen. */
  readonly unread: readonly { readonly id: MessageId; readonly isMentionOnly: boolean }[]
  /** The last message of the chat, when it is on screen. */
  readonly lastId: MessageId | undefined
}

export interface ViewTracker {
  /** Looks at the screen now; to be called whenever it may have changed. */
  check(): void
  /** Reporting these to Telegram failed: they are reported again when the screen changes. */
  forget(ids: readonly MessageId[]): void
  close(): void
}

/** What is on screen for shorter than this was not read. */
export const seenAfterMs = 1_000

/**
 * Decides what counts as read: messages that were on screen for a second without a break, once the last message of
 * the chat was, too. A mention in a message that was read before counts by itself. Each is reported once.
 */
export function createViewTracker(
  clock: Clock,
  readScreen: () => SeenScreen,
  report: (ids: readonly MessageId[]) => void,
): ViewTracker {
  const sinceMs = new Map<MessageId, number>()
  const seen = new Set<MessageId>()
  const reported = new Set<MessageId>()
  let cancelTimer: Cancel | undefined

  const check = (): void => {
    cancelTimer?.()
    cancelTimer = undefined
    const nowMs = clock.now()
    const screen = readScreen()
    const watched = screen.isWatched ? screen : { unread: [], lastId: undefined }
    const shown = new Set(watched.unread.map(({ id }) => id))
    if (watched.lastId !== undefined) shown.add(watched.lastId)
    for (const id of sinceMs.keys()) if (!shown.has(id)) sinceMs.delete(id)
    for (const id of shown) if (!sinceMs.has(id)) sinceMs.set(id, nowMs)

    const isSeen = (id: MessageId): boolean => nowMs - (sinceMs.get(id) ?? nowMs) >= seenAfterMs
    const due: MessageId[] = []
    for (const { id, isMentionOnly } of watched.unread) {
      if (reported.has(id) || !isSeen(id)) continue
      if (isMentionOnly) due.push(id)
      else seen.add(id)
    }
    if (watched.lastId !== undefined && isSeen(watched.lastId)) {
      due.push(...seen)
      seen.clear()
    }
    for (const id of due) reported.add(id)
    if (due.length > 0) report(due)

    const next = [...sinceMs.values()].map((ms) => ms + seenAfterMs).filter((ms) => ms > nowMs)
    if (next.length > 0) cancelTimer = clock.schedule(Math.min(...next), check)
  }

  return {
    check,
    forget: (ids) => {
      for (const id of ids) reported.delete(id)
    },
    close: () => {
      cancelTimer?.()
      cancelTimer = undefined
      sinceMs.clear()
    },
  }
}

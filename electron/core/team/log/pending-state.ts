import type { TeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import type { TeamState } from '#shared/domain/team-log/team-state.ts'
import { firstOwnMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'

export interface PendingAuthor {
  readonly authorId: number
  /** How far Telegram's clock is ahead of this machine's. */
  readonly offsetMs: number
}

/** The state of the team's log as it will be once it has the waiting events, if all of them count. */
export function foldPending(
  history: TeamHistory,
  entries: readonly TeamOutboxEntry[],
  { authorId, offsetMs }: PendingAuthor,
): TeamState {
  const fold = history.fork()
  entries.forEach(({ createdAtMs, event }, index) => {
    fold.apply({
      // The waiting events come after all that the team's log has.
      messageId: firstOwnMessageId + index,
      // An event keeps the time at which it was posted, however often it is folded.
      dateS: Math.floor((createdAtMs + offsetMs) / 1000),
      authorId,
      isPending: true,
      content: { kind: 'event', event: event as TeamEvent, isMarked: true },
    })
  })
  return fold.state
}

import type { EventId, RejectReason, TeamRole } from '#shared/contract/entities/team.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamChange, TeamState } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type { Result } from '#shared/lib/result.ts'

export type PostErrorCode = 'no_team' | 'no_right' | 'store_failed'

/** The team log as the rest of the core uses it. */
export interface TeamLog {
  /** The chosen channel, whatever became of it; undefined: this console works alone. */
  readonly channelId: number | undefined
  /** What the team has agreed, with what this console says and Telegram does not have yet. The same object until something changes. */
  readonly state: TeamState
  /** False until the log was read far enough to know what holds (or was known from the last run). */
  readonly isReady: boolean
  /**
   * Says something to the team. On disk and in `state` when it answers; in the channel as soon as Telegram takes it.
   * Checked against the rights of this moment; the log has the last word, and `onRefused` tells of it.
   */
  post(event: NewTeamEvent, options?: PostOptions): Result<{ readonly id: EventId }, PostErrorCode>
  /** Told synchronously, after `state` changed. */
  onChange(listener: (changes: readonly TeamChange[]) => void): Cancel
  /** An event of this console came to nothing: the log, or Telegram, refused it. */
  onRefused(listener: (id: string, type: string, reason: RejectReason | 'telegram') => void): Cancel
}

export interface PostOptions {
  /** Made here when absent; the same id is posted once. */
  readonly id?: EventId
  /** The message makes a sound in Telegram; without it everything is silent. */
  readonly isLoud?: boolean
  /** Goes before what waits. */
  readonly isUrgent?: boolean
}

/** Who is in the team now: the channel's members, with the roles of the log. */
export interface TeamPeople {
  readonly selfId: number | undefined
  /** The channel's members without bots, as far as known; from the last run until Telegram says. */
  readonly memberIds: ReadonlySet<number>
  /** The role that counts: that of a member. The channel's owner is a manager whatever the log says. */
  roleOf(userId: number): TeamRole | undefined
  readonly myRole: TeamRole | undefined
  isOnDuty(userId: number): boolean
  /** Members or roles or duty changed. */
  onChange(listener: () => void): Cancel
}

import type { EventId, RejectReason, TeamRole } from '#shared/contract/entities/team.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamChange, TeamState } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type { Result } from '#shared/lib/result.ts'

export type PostErrorCode = 'no_team' | 'no_right' | 'store_failed'

/** The team's log as the rest of the core uses it. */
export interface TeamLog {
  /** The chosen channel, even if it is lost; undefined: this console works alone. */
  readonly channelId: number | undefined
  /**
   * What the team has agreed, with the events of this console that wait to be sent. The same object until something
   * changes.
   */
  readonly state: TeamState
  /** False until the team's log was read far enough to know what holds, unless the last run knew it already. */
  readonly isReady: boolean
  /**
   * Says something to the team. The event is on disk and in `state` when this answers, and in the channel as soon
   * as Telegram takes it. It is checked against the rights of this moment; the team's log decides in the end, and
   * `onRefused` tells of a refusal.
   */
  post(event: NewTeamEvent, options?: PostOptions): Result<{ readonly id: EventId }, PostErrorCode>
  /** Told synchronously, after `state` changed. */
  onChange(listener: (changes: readonly TeamChange[]) => void): Cancel
  /** The team's log, or Telegram, refused an event of this console. */
  onRefused(listener: (id: string, type: string, reason: RejectReason | 'telegram') => void): Cancel
}

export interface PostOptions {
  /** Made here when absent; the same id is posted once. */
  readonly id?: EventId
  /** The message makes a sound in Telegram; without it everything is silent. */
  readonly isLoud?: boolean
  /** The event is sent before those that wait. */
  readonly isUrgent?: boolean
}

/** Who is in the team now: the channel's members, with the roles of the team's log. */
export interface Roster {
  readonly selfId: number | undefined
  /** The channel's members without bots, as far as known: those of the last run until Telegram tells of them. */
  readonly memberIds: ReadonlySet<number>
  /**
   * Whom the team's log calls a colleague: everybody with a role there, and the channel's owner. Members without a role
   * are in the channel and are not of the team; people with a role who left stay what the log says.
   */
  readonly colleagueIds: ReadonlySet<number>
  /** Members, bots too, to whom the log gives no role, by id; nobody before a team has begun. */
  readonly strangerIds: readonly number[]
  /** The role that counts: only a member has one. The channel's owner is a manager whatever the team's log says. */
  roleOf(userId: number): TeamRole | undefined
  readonly myRole: TeamRole | undefined
  isOnDuty(userId: number): boolean
  /** Members or roles or duty changed. */
  onChange(listener: () => void): Cancel
}

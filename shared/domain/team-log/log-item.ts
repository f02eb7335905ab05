import type { RejectReason } from '../../contract/entities/team.ts'
import type { TeamEvent } from './events.ts'
import type { TeamChange } from './team-state.ts'

/** The properties of a message, apart from its content, for which it does not count. */
export type TeamLogFlaw = Extract<RejectReason, 'edited' | 'forwarded' | 'via_bot' | 'not_a_person'>

/** The content of the block in a message of the log. */
export type TeamLogContent =
  | {
      readonly kind: 'event'
      readonly event: TeamEvent
      /** Whether the readable line ends with the hashtag by which new consoles find the events that give roles. */
      readonly isMarked: boolean
    }
  | PartContent
  /** An event of a newer build, which this build cannot read. */
  | { readonly kind: 'newer'; readonly type?: string }
  | {
      readonly kind: 'unreadable'
      readonly reason: Extract<RejectReason, 'malformed' | 'unknown_type' | 'too_large'>
      readonly type?: string
    }

/** One of several messages that carry one event; `part` counts from 1. */
export interface PartContent {
  readonly kind: 'part'
  readonly id: string
  readonly part: number
  readonly parts: number
  readonly data: string
  readonly isMarked: boolean
}

/** Who looks at which chat; presence is no part of the fold. */
export interface PresenceContent {
  readonly kind: 'presence'
  readonly chatId?: number
  readonly isWriting: boolean
  readonly atS: number
}

/** A message of the channel as the fold sees it. */
export interface TeamLogItem {
  readonly messageId: number
  readonly dateS: number
  /** Telegram's sender, never what the payload says. */
  readonly authorId: number
  readonly flaw?: TeamLogFlaw
  readonly content: TeamLogContent
  /** An event that this console posted, and that is not in the log yet. */
  readonly isPending?: true
}

/** Who has rights before the log gives any, and in addition to them. */
export interface Standing {
  /** Owner of the channel, who always is a manager. */
  readonly ownerId: number | undefined
  /** Whether somebody may write the first genesis: the owner and administrators may. */
  isPrivileged(authorId: number): boolean
  /**
   * Whether this message is a genesis that counted here before: it goes on counting, whoever owns or administers
   * the channel now. Absent: none is known.
   */
  isRoot?(messageId: number): boolean
}

export type FoldOutcome =
  | { readonly kind: 'applied'; readonly changes: readonly TeamChange[] }
  | { readonly kind: 'rejected'; readonly reason: RejectReason }
  /** An event with the same id was said before. */
  | { readonly kind: 'ignored' }
  /** Somebody of the team runs a newer build. */
  | { readonly kind: 'update_due' }

import type { RejectReason } from '../../contract/entities/team.ts'
import type { TeamEvent } from './events.ts'
import type { TeamChange } from './team-state.ts'

/** What a message is besides its content, and why it does not count then. */
export type LogFlaw = Extract<RejectReason, 'edited' | 'forwarded' | 'via_bot' | 'not_a_person'>

/** What stands in the block of a message of the log. */
export type LogContent =
  | {
      readonly kind: 'event'
      readonly event: TeamEvent
      /** The readable line ends with the hashtag by which new consoles find what gives roles. */
      readonly isMarked: boolean
    }
  | PartContent
  /** A newer build's; this one cannot read it. */
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

/** Who looks at which chat; outside the fold. */
export interface PresenceContent {
  readonly kind: 'presence'
  readonly chatId?: number
  readonly isWriting: boolean
  readonly atS: number
}

/** A message of the channel as the fold sees it. */
export interface LogItem {
  readonly messageId: number
  readonly dateS: number
  /** Telegram's sender, never what the payload says. */
  readonly authorId: number
  readonly flaw?: LogFlaw
  readonly content: LogContent
  /** Said by this console, and not in the log yet. */
  readonly isPending?: true
}

/** Who has rights before, and besides, those that the log gives. */
export interface Standing {
  /** Owner of the channel: a manager always. */
  readonly ownerId: number | undefined
  /** May write the first genesis: the owner, and administrators. */
  isPrivileged(authorId: number): boolean
  /**
   * A genesis that counted here before, by its message: it goes on counting, whoever owns or administers the channel
   * now. Absent: none is known.
   */
  isRoot?(messageId: number): boolean
}

export type FoldOutcome =
  | { readonly kind: 'applied'; readonly changes: readonly TeamChange[] }
  | { readonly kind: 'rejected'; readonly reason: RejectReason }
  /** Said before, by the same id. */
  | { readonly kind: 'ignored' }
  /** Somebody of the team runs a newer build. */
  | { readonly kind: 'update_due' }

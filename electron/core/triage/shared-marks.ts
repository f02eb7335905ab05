import type { ChatClass, ClockOverride } from '#shared/contract/entities/triage.ts'
import type { NoReplyMark } from '#shared/domain/reply-clock/read-waits.ts'
import type { Result } from '#shared/lib/result.ts'

export type MarkResult = Result<undefined, 'no_right' | 'store_failed'>

/** What "no reply needed" is said to: everything up to a message, and when that was written. */
export interface AnsweredUpTo {
  /** Negative when it is in the group that this chat was upgraded from. */
  readonly messageId: number
  readonly dateS: number
}

/** Marks that a team shares, and that a console has for itself as long as it works alone. */
export interface SharedMarks {
  readonly handClassOf: (chatId: number) => ChatClass | undefined
  readonly clockOverrideOf: (chatId: number) => ClockOverride | undefined
  /** The same objects until they say something else. */
  readonly noRepliesOf: (chatId: number) => readonly NoReplyMark[]
  /** Something of "no reply needed" stands that was not taken back. */
  readonly canTakeBackNoReply: (chatId: number) => boolean

  /** Kept when it answers, as everything that follows. Absent: the rules decide again. */
  readonly setHandClass: (chatId: number, chatClass: ChatClass | undefined) => MarkResult
  readonly setClockOverride: (chatId: number, override: ClockOverride | undefined) => MarkResult
  readonly sayNoReply: (chatId: number, upTo: AnsweredUpTo) => MarkResult
  readonly takeBackNoReply: (
    chatId: number,
  ) => Result<undefined, 'nothing_to_take_back' | 'no_right' | 'store_failed'>
}

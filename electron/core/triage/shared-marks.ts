import type { ChatClass, ClockOverride } from '#shared/contract/entities/triage.ts'
import type { NoReplyMark } from '#shared/domain/reply-clock/read-waits.ts'
import type { Result } from '#shared/lib/result.ts'

export type MarkResult = Result<undefined, 'no_right' | 'store_failed'>

/** What "no reply needed" covers: everything up to a message, and when that message was written. */
export interface AnsweredUpTo {
  /** Negative when the message is in the group that this chat was upgraded from. */
  readonly messageId: number
  readonly dateS: number
}

/** Marks that a team shares, or that a console without a team has for itself. */
export interface SharedMarks {
  readonly handClassOf: (chatId: number) => ChatClass | undefined
  readonly clockOverrideOf: (chatId: number) => ClockOverride | undefined
  /** Returns the same objects until their content changes. */
  readonly noRepliesOf: (chatId: number) => readonly NoReplyMark[]
  /** True when a "no reply needed" of the chat is in effect and can be taken back. */
  readonly canTakeBackNoReply: (chatId: number) => boolean

  /** Stored when the call returns, like all calls below. Without a class, the rules decide again. */
  readonly setHandClass: (chatId: number, chatClass: ChatClass | undefined) => MarkResult
  readonly setClockOverride: (chatId: number, override: ClockOverride | undefined) => MarkResult
  readonly sayNoReply: (chatId: number, upTo: AnsweredUpTo) => MarkResult
  readonly takeBackNoReply: (
    chatId: number,
  ) => Result<undefined, 'nothing_to_take_back' | 'no_right' | 'store_failed'>
}

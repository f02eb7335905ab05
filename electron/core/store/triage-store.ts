import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChatClass, ClockOverride, RulesView, WaitInterval } from '#shared/contract/entities/triage.ts'
import type { MessageTail } from '#shared/domain/message-tail/message-tail.ts'
import type { DurableResult } from './store.ts'

/** The marks that people set on one chat. A missing part was never set, or was taken back. */
export interface ChatMarks {
  readonly chatId: ChatId
  /** The chat's place among the pins, by the domain's pin ranks. */
  readonly pinRank?: string | undefined
  readonly star?: { readonly atMs: number; readonly note?: string | undefined } | undefined
  readonly handClass?: ChatClass | undefined
  readonly clockOverride?: ClockOverride | undefined
  /** The last "no reply needed". Ids are negative for messages of the group this chat was upgraded from. */
  readonly noReply?:
    | {
        readonly upToMessageId: number
        readonly atMs: number
        readonly byUserId: number
        /** The last message that an earlier "no reply needed" had covered. */
        readonly answeredUpToMessageId?: number | undefined
      }
    | undefined
}

/** The members of a group, as far as the group's class depends on them. */
export interface StoredGroupMembers {
  readonly memberCount: number
  /** Every human in the group, or (`isWhole` false) some humans who are known to be in the group. */
  readonly userIds: readonly number[]
  readonly isWhole: boolean
}

/**
 * What the triage keeps on disk. Tails and members of groups are cache and written behind, like messages. Marks and
 * rules are durable when a call returns. Intervals record work that was done, and Telegram does not always give them
 * again, so they are durable too, and outlive chats and messages.
 */
export interface TriageStore {
  /** Every chat's newest messages as they were last saved. Tails that are not readable are left out. */
  loadTails(): ReadonlyMap<ChatId, MessageTail>
  saveTail(chatId: ChatId, tail: MessageTail): void
  dropTail(chatId: ChatId): void

  loadGroupMembers(): ReadonlyMap<ChatId, StoredGroupMembers>
  /** Saves the members of a group; `undefined` forgets them. */
  saveGroupMembers(chatId: ChatId, members: StoredGroupMembers | undefined): void

  /** Chats with at least one mark. */
  readChatMarks(): readonly ChatMarks[]
  /** Saves all marks of each chat, in one transaction. Marks that are missing are removed. */
  saveChatMarks(...marks: readonly ChatMarks[]): DurableResult
  /**
   * A group was upgraded to another chat: its marks move to that chat. When both chats have a mark, the later one
   * stays; where no time tells which is later (rank, class, override), the mark of `to` stays. Messages of `from`
   * get the ids they have in `to`. Without marks of `from` nothing changes, so the call may be repeated.
   */
  moveChatMarks(from: ChatId, to: ChatId): DurableResult

  /** The default rules, with what was saved over them. A part that is not readable falls back to its default. */
  readRules(): RulesView
  saveRules(changes: Partial<RulesView>): DurableResult

  /** Saves all of them in one transaction. An interval with the same chat and start is replaced. */
  saveIntervals(intervals: readonly WaitInterval[]): DurableResult
  /** Drops the intervals of waits that go on because their answers were deleted, in one transaction. */
  dropIntervals(waits: readonly Pick<WaitInterval, 'chatId' | 'startMessageId'>[]): DurableResult
  /** Like {@link moveChatMarks}. Of two intervals with the same start, the one of `to` stays. */
  moveIntervals(from: ChatId, to: ChatId): DurableResult
  /** Newest first. */
  readIntervals(chatId: ChatId, limit: number): readonly WaitInterval[]
}

import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChatClass, ClockOverride, RulesView, WaitInterval } from '#shared/contract/entities/triage.ts'
import type { MessageTail } from '#shared/domain/message-tail/message-tail.ts'
import type { DurableResult } from './store.ts'

/** What people said about one chat; absent parts were never said, or were taken back. */
export interface ChatMarks {
  readonly chatId: ChatId
  /** Where it stands among the pins, by the domain's pin ranks. */
  readonly pinRank?: string | undefined
  readonly star?: { readonly atMs: number; readonly note?: string | undefined } | undefined
  readonly handClass?: ChatClass | undefined
  readonly clockOverride?: ClockOverride | undefined
  /** "No reply needed", as it was said last; ids are negative for messages of the group this chat was upgraded from. */
  readonly noReply?:
    | {
        readonly upToMessageId: number
        readonly atMs: number
        readonly byUserId: number
        /** What had been answered in the same way before. */
        readonly answeredUpToMessageId?: number | undefined
      }
    | undefined
}

/** Who is in a group, as far as its class depends on it. */
export interface StoredGroupPeople {
  readonly memberCount: number
  /** Every human, or (`isWhole` false) some that are known to be there. */
  readonly userIds: readonly number[]
  readonly isWhole: boolean
}

/**
 * What the triage keeps on disk. Tails and people of groups are cache and written behind, as the messages are. Marks and rules are
 * durable when a call returns. Intervals are work that was done: Telegram does not always give them again, so they
 * are durable too, and outlive chats and messages.
 */
export interface TriageStore {
  /** Every chat's newest messages as they were last saved; what is not readable is left out. */
  loadTails(): ReadonlyMap<ChatId, MessageTail>
  saveTail(chatId: ChatId, tail: MessageTail): void
  dropTail(chatId: ChatId): void

  loadGroupPeople(): ReadonlyMap<ChatId, StoredGroupPeople>
  /** `undefined` forgets them. */
  saveGroupPeople(chatId: ChatId, people: StoredGroupPeople | undefined): void

  /** Chats with at least one mark. */
  readChatMarks(): readonly ChatMarks[]
  /** All marks of each chat, in one transaction; those that are absent are taken away. */
  saveChatMarks(...marks: readonly ChatMarks[]): DurableResult
  /**
   * A group goes on as another chat: its marks join those of that one. Of two the one said last stays; where
   * nothing tells which (rank, class, override), that of `to`. Messages of `from` get the ids they have in `to`.
   * Without marks of `from` nothing changes, so it may be repeated.
   */
  moveChatMarks(from: ChatId, to: ChatId): DurableResult

  /** The default rules, with what was saved over them; a part that is not readable falls back to its default. */
  readRules(): RulesView
  saveRules(changes: Partial<RulesView>): DurableResult

  /** One transaction for all of them; one that is there with the same chat and start is replaced. */
  saveIntervals(intervals: readonly WaitInterval[]): DurableResult
  /** These waits go on after all: their answers were deleted. One transaction for all of them. */
  dropIntervals(waits: readonly Pick<WaitInterval, 'chatId' | 'startMessageId'>[]): DurableResult
  /** As {@link moveChatMarks}; of two with the same start that of `to` stays. */
  moveIntervals(from: ChatId, to: ChatId): DurableResult
  /** Newest first. */
  readIntervals(chatId: ChatId, limit: number): readonly WaitInterval[]
}

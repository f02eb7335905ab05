import type {
  ChatClass,
  ClockOverride,
  RulesView,
  TriageView,
  WaitInterval,
  WaitView,
} from '#shared/contract/entities/triage.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { Lift } from '#shared/domain/list-order/read-lift.ts'
import type { NoReplyMark } from '#shared/domain/reply-clock/read-waits.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type { Result } from '#shared/lib/result.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { SharedMarks } from './shared-marks.ts'

/** What the order and the clocks ask of rules, classes and marks; every answer is at hand. */
export interface ClockSources {
  rules(): RulesView
  settings(): Pick<SettingsView, 'dampingMin' | 'ownMessageLifts'>
  classOf(chatId: number): ChatClass
  overrideOf(chatId: number): ClockOverride | undefined
  noRepliesOf(chatId: number): readonly NoReplyMark[]
  /** Kept when it answers, as the next. */
  sayNoReply: SharedMarks['sayNoReply']
  takeBackNoReply: SharedMarks['takeBackNoReply']
  /** Chats that are shown, by what there is to do. */
  countShown(): Pick<TriageView['counts'], 'waiting' | 'red' | 'unread'>
  /** The group goes on as another chat: its marks move there. May be told again. */
  onMigrated(fromChatId: number, toChatId: number): void
}

/** The order of the list and the reply clocks, as the rest of the core sees them. */
export interface ReplyClocks {
  /** Absent: no message of the chat is known. */
  findLift(chatId: number): Lift | undefined
  /** Absent: nobody waits there. The same object until something changes that does not change by itself. */
  findWait(chatId: number): WaitView | undefined
  /** The last thing that ended a wait there was "no reply needed". */
  isEndedByNoReply(chatId: number): boolean
  /** When a message was written, seconds since 1970; undefined: it is not known here. */
  findDateS(chatId: number, messageId: number): number | undefined
  /** `waiting` includes the red ones, `red` those in breach. */
  countWaits(): { readonly waiting: number; readonly red: number; readonly breach: number }
  /** Told after the wait or the lift of a chat changed, never from within a call of these. */
  onChange(listener: (chatId: number) => void): Cancel
  readSummary(): Pick<TriageView, 'reading' | 'digest' | 'lastAnswerAtS'>
  onSummaryChange(listener: () => void): Cancel
  /** True after a start or a sleep, until what happened meanwhile is known: no notifications are due. */
  isCatchingUp(): boolean

  onRulesChanged(): void
  onSettingsChanged(): void
  onClassChanged(chatId: number): void
  onOverrideChanged(chatId: number): void
  /** What is said about the chat's being answered changed: its wait is read again at once. */
  onNoReplyChanged(chatId: number): void

  noReplyNeeded(
    chatId: number,
  ): Result<
    { readonly upToMessageId: MessageId },
    'chat_not_found' | 'not_waiting' | 'no_right' | 'store_failed'
  >
  takeBackNoReply(
    chatId: number,
  ): Result<undefined, 'chat_not_found' | 'nothing_to_take_back' | 'no_right' | 'store_failed'>
  readIntervals(chatId: number, limit: number): readonly WaitInterval[]
  dismissDigest(): void

  /** Takes what the store remembers; before the first update and before rows are made. */
  restore(): void
  /** Every event of Telegram, after it reached the chat model. */
  follow(event: TelegramEvent): void
  onReady(): void
  /** TDLib has told of every chat. */
  onListsLoaded(): void
  /** The chat has no row any more: Telegram does not know it. */
  onChatDropped(chatId: number): void
  /** Saves every tail again, after the store lost them. */
  saveAll(): void
  /** Forgets the account. */
  clear(): void
  close(): void
}

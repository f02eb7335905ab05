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

/** What the order and the clocks need from rules, classes and marks. Every call answers at once. */
export interface ClockSources {
  rules(): RulesView
  settings(): Pick<SettingsView, 'dampingMin' | 'ownMessageLifts'>
  classOf(chatId: number): ChatClass
  overrideOf(chatId: number): ClockOverride | undefined
  noRepliesOf(chatId: number): readonly NoReplyMark[]
  /** The mark is stored when the call returns; the same holds for the next call. */
  sayNoReply: SharedMarks['sayNoReply']
  takeBackNoReply: SharedMarks['takeBackNoReply']
  /** The numbers of chats that are shown, by what has to be done about them. */
  countShown(): Pick<TriageView['counts'], 'waiting' | 'red' | 'unread'>
  /** The group was upgraded to another chat, so its marks move there. May be called again. */
  moveMarks(fromChatId: number, toChatId: number): void
}

/** The order of the list and the reply clocks, as the rest of the core sees them. */
export interface ReplyClocks {
  /** Undefined when no message of the chat is known. */
  findLift(chatId: number): Lift | undefined
  /**
   * Undefined when nobody waits in the chat. Returns the same object until a value changes that does not change with
   * time alone.
   */
  findWait(chatId: number): WaitView | undefined
  /** True when the last wait in the chat was ended by "no reply needed". */
  isEndedByNoReply(chatId: number): boolean
  /** When a message was written, seconds since 1970; undefined when the message is not known here. */
  findDateS(chatId: number, messageId: number): number | undefined
  /** `waiting` includes the red ones, `red` those in breach. */
  countWaits(): { readonly waiting: number; readonly red: number; readonly breach: number }
  /** Called after the wait or the lift of a chat changed, never from within a call of these methods. */
  onChange(listener: (chatId: number) => void): Cancel
  readSummary(): Pick<TriageView, 'reading' | 'digest' | 'lastAnswerAtS'>
  onSummaryChange(listener: () => void): Cancel
  /** True after a start or a sleep, until what happened meanwhile is known: no notifications are due. */
  isCatchingUp(): boolean

  onRulesChanged(): void
  onSettingsChanged(): void
  onClassChanged(chatId: number): void
  onOverrideChanged(chatId: number): void
  /** A "no reply needed" mark of the chat changed: its wait is computed again at once. */
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

  /** Loads what the store remembers. Called before the first update and before rows are built. */
  restore(): void
  /** Receives every Telegram event, after the chat model. */
  follow(event: TelegramEvent): void
  onReady(): void
  /** Called when TDLib has told of every chat. */
  onListsLoaded(): void
  /** Called when the chat has no row any more, because Telegram does not know it. */
  onChatDropped(chatId: number): void
  /** Saves every tail again, after the store lost them. */
  saveAll(): void
  /** Forgets everything of the account. */
  clear(): void
  close(): void
}

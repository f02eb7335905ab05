import type { TriageView, WaitInterval, WaitView } from '#shared/contract/entities/triage.ts'
import type { Lift } from '#shared/domain/list-order/read-lift.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { CoreContext } from '../core-context.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { ChatHistories } from './chat-histories.ts'
import { type ClockBook, createClockBook } from './clock-book.ts'
import type { ClockSources, ReplyClocks } from './clock-parts.ts'
import { Digest } from './digest.ts'
import { createNoReply, type NoReply } from './no-reply.ts'
import { findFact } from './tail-joining.ts'

export interface ReplyClocksOptions extends Pick<
  CoreContext,
  'client' | 'clock' | 'gone' | 'log' | 'people' | 'requests' | 'store'
> {
  readonly sources: ClockSources
  readonly model: Pick<ChatModel, 'findRecord' | 'findView'>
  readonly upgrades: Pick<Upgrades, 'note' | 'onNote'>
}

/** Connects the parts of the order and the clocks: takes facts, gives lifts and waits, and has missing history read. */
export class LiveReplyClocks implements ReplyClocks {
  readonly #options: ReplyClocksOptions
  readonly #book: ClockBook
  readonly #histories: ChatHistories
  readonly #digest: Digest
  readonly #noReply: NoReply
  readonly #onSummary = new Emitter()
  #areListsLoaded = false
  #isReactionAnswer: boolean

  constructor(options: ReplyClocksOptions) {
    this.#options = options
    const { clock, model, sources, store, upgrades } = options
    this.#book = createClockBook(options)
    const { clocks, events, migrations, rules, upkeep } = this.#book
    this.#isReactionAnswer = rules.isReactionAnswer
    this.#histories = new ChatHistories({ ...options, book: this.#book })
    this.#digest = new Digest({
      clock,
      store,
      count: () => {
        const { red: redCount, unread: unreadCount, waiting: waitingCount } = sources.countShown()
        return { redCount, waitingCount, unreadCount }
      },
      isCaughtUp: () => this.#areListsLoaded && upkeep.isSettled && this.#histories.isRight,
      isUpToDate: () => this.#histories.isUpToDate,
      onChange: () => this.#onSummary.emit(),
    })
    this.#noReply = createNoReply({
      sources,
      findDateS: (chatId, messageId) => this.findDateS(chatId, messageId),
      clocks,
      now: () => clock.now(),
      hasChat: (chatId) => model.findView(chatId) !== undefined,
      onMarked: (chatId) => this.onNoReplyChanged(chatId),
    })
    upgrades.onNote((from, to) => migrations.move(from, to))
    events.answered.on(() => this.#onSummary.emit())
    events.settled.on(() => this.#digest.check())
    events.jumped.on((fromMs, toMs) => this.#onJump(fromMs, toMs))
    this.#histories.onProgress.on(() => {
      this.#digest.check()
      this.#onSummary.emit()
    })
  }

  findLift(chatId: number): Lift | undefined {
    this.#book.upkeep.refresh(chatId)
    return this.#book.clocks.find(chatId)?.lift
  }

  findWait(chatId: number): WaitView | undefined {
    this.#book.upkeep.refresh(chatId)
    return this.#book.clocks.find(chatId)?.wait
  }

  isEndedByNoReply(chatId: number): boolean {
    const waits = this.#book.clocks.find(chatId)?.waits
    return waits?.open === undefined && waits?.closed.at(-1)?.endedBy === 'no_reply_needed'
  }

  findDateS(chatId: number, messageId: number): number | undefined {
    const known = this.#book.tails.find(chatId)
    return known === undefined ? undefined : findFact(known.estimate ?? known.tail, messageId)?.dateS
  }

  countWaits(): { readonly waiting: number; readonly red: number; readonly breach: number } {
    return this.#book.clocks.countWaits()
  }

  onChange(listener: (chatId: number) => void): Cancel {
    return this.#book.events.changed.on(listener)
  }

  readSummary(): Pick<TriageView, 'reading' | 'digest' | 'lastAnswerAtS'> {
    return {
      reading: this.#histories.readJob(),
      digest: this.#digest.view,
      lastAnswerAtS: this.#book.clocks.lastAnswerAtS,
    }
  }

  onSummaryChange(listener: () => void): Cancel {
    return this.#onSummary.on(listener)
  }

  isCatchingUp(): boolean {
    return this.#digest.isCatchingUp
  }

  onRulesChanged(): void {
    const wasReactionAnswer = this.#isReactionAnswer
    this.#isReactionAnswer = this.#book.rules.isReactionAnswer
    this.#readAllAgain()
    // Until now, who reacted was asked only where a reaction counted as an answer.
    if (this.#isReactionAnswer && !wasReactionAnswer) this.#histories.verify()
  }

  onSettingsChanged(): void {
    this.#readAllAgain()
  }

  onClassChanged(chatId: number): void {
    this.#book.upkeep.markDirty(chatId)
  }

  onOverrideChanged(chatId: number): void {
    this.#book.upkeep.markDirty(chatId)
  }

  onNoReplyChanged(chatId: number): void {
    this.#book.upkeep.markDirty(chatId, true)
    this.#book.upkeep.refresh(chatId)
  }

  noReplyNeeded(chatId: number): ReturnType<ReplyClocks['noReplyNeeded']> {
    return this.#noReply.noReplyNeeded(chatId)
  }

  takeBackNoReply(chatId: number): ReturnType<ReplyClocks['takeBackNoReply']> {
    return this.#noReply.takeBackNoReply(chatId)
  }

  readIntervals(chatId: number, limit: number): readonly WaitInterval[] {
    return this.#book.intervals.read(chatId, limit)
  }

  dismissDigest(): void {
    this.#digest.dismiss()
  }

  restore(): void {
    const { clocks, deadlines, rules, tails } = this.#book
    rules.refresh()
    tails.restore(this.#options.store.loadTails())
    for (const chatId of tails.chatIds()) clocks.evaluate(chatId, true)
    deadlines.start()
    this.#digest.start()
  }

  follow(event: TelegramEvent): void {
    this.#histories.follow(event)
    if (event.kind === 'chat_added') this.#book.upkeep.markDirty(event.chat.id)
  }

  onReady(): void {
    this.#areListsLoaded = false
  }

  onListsLoaded(): void {
    this.#areListsLoaded = true
    this.#book.upkeep.markAllDirty()
  }

  onChatDropped(chatId: number): void {
    this.#book.tails.drop(chatId)
    this.#histories.drop(chatId)
    this.#book.upkeep.markDirty(chatId)
  }

  saveAll(): void {
    this.#book.upkeep.saveAll()
  }

  clear(): void {
    const { clocks, deadlines, intervals, migrations, tails, upkeep } = this.#book
    upkeep.clear()
    this.#histories.clear()
    clocks.clear()
    deadlines.clear()
    tails.clear()
    intervals.clear()
    migrations.clear()
    this.#digest.clear()
  }

  close(): void {
    const { deadlines, upkeep } = this.#book
    upkeep.close()
    deadlines.close()
    this.#digest.close()
    this.#histories.close()
  }

  #readAllAgain(): void {
    this.#book.rules.refresh()
    this.#book.clocks.forgetLastAnswer()
    this.#histories.readAllAgain()
  }

  #onJump(fromMs: number, toMs: number): void {
    const { clocks, upkeep } = this.#book
    this.#options.log.info({ fromMs, toMs }, 'wall time has jumped: everything that waits is looked at again')
    for (const chatId of clocks.waiting) if (clocks.tick(chatId)) upkeep.markChanged(chatId)
    if (toMs <= fromMs) return
    this.#digest.wake(fromMs)
    this.#histories.verify()
  }
}

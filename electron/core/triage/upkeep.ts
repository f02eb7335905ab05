import { readLift } from '#shared/domain/list-order/read-lift.ts'
import { trimTail } from '#shared/domain/message-tail/trim-tail.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type { Store } from '../store/store.ts'
import { asChatId } from '../telegram/ids.ts'
import type { ChatClocks } from './chat-clocks.ts'
import type { ClockRules } from './clock-rules.ts'
import type { Intervals } from './intervals.ts'
import { SavePace } from './save-pace.ts'
import type { Tails } from './tails.ts'

/** How long changes of a chat are collected before the chat is evaluated once; well below a frame. */
const gatherMs = 8
/** How long tails and intervals are collected before they are written. */
const saveMs = 100
/** The pause before the next try when the disk refused to write intervals. */
const retryMs = 2_000
/** Tails are shortened only when they have grown to this. */
const trimFrom = 32

export interface UpkeepOptions {
  readonly clock: Clock
  readonly store: Pick<Store, 'saveTail'>
  readonly tails: Tails
  readonly clocks: ChatClocks
  readonly rules: ClockRules
  readonly intervals: Intervals
  /** Called when the chat has been evaluated, so that its missing messages may be asked for. */
  readonly onRead: (chatId: number) => void
  /** Called when the chat's lift or wait changed. */
  readonly onChange: (chatId: number) => void
  readonly onAnswer: () => void
  /** Called when nothing is left to be evaluated. */
  readonly onSettled: () => void
}

/** Evaluates chats again after they changed, many changes at once, and saves what is known of them. */
export class Upkeep {
  readonly #options: UpkeepOptions
  readonly #dirty = new Set<number>()
  readonly #changed = new Set<number>()
  readonly #unsaved = new Set<number>()
  readonly #pace = new SavePace()
  #cancelGather: Cancel | undefined
  #cancelSave: Cancel | undefined
  /** A separate timer for long tails, so that their long pauses delay no other tail. */
  #cancelLateSave: Cancel | undefined
  #isClosed = false

  constructor(options: UpkeepOptions) {
    this.#options = options
  }

  get isSettled(): boolean {
    return this.#dirty.size === 0
  }

  /** The chat's messages, marks or rules changed. `isToSave`: the messages changed, so the tail has to be saved. */
  markDirty(chatId: number, isToSave = false): void {
    this.#dirty.add(chatId)
    if (isToSave) this.#unsaved.add(chatId)
    this.#gather()
  }

  markAllDirty(): void {
    for (const chatId of this.#options.tails.chatIds()) this.#dirty.add(chatId)
    this.#gather()
  }

  /** Has every tail written again. */
  saveAll(): void {
    this.#pace.clear()
    for (const chatId of this.#options.tails.chatIds()) this.#unsaved.add(chatId)
    this.#gather()
  }

  markChanged(chatId: number): void {
    this.#changed.add(chatId)
    this.#gather()
  }

  /** Evaluates the chat now if it changed. Listeners are called later, with the other changes. */
  refresh(chatId: number): void {
    if (!this.#dirty.delete(chatId)) return
    const { clocks, onAnswer } = this.#options
    const answeredAtS = clocks.lastAnswerAtS
    if (clocks.evaluate(chatId)) this.#changed.add(chatId)
    this.#touched.add(chatId)
    if (clocks.lastAnswerAtS !== answeredAtS) onAnswer()
  }

  /** Evaluates changed chats, looks for missing messages, and calls the listeners. */
  settle(): void {
    const { onChange, onRead, onSettled } = this.#options
    for (const chatId of this.#dirty) this.refresh(chatId)
    for (const chatId of this.#touched) {
      this.#dropNeedlessHole(chatId)
      onRead(chatId)
      this.#trim(chatId)
    }
    this.#touched.clear()
    if (this.#unsaved.size > 0) this.#saveIn(saveMs)
    const changed = [...this.#changed]
    this.#changed.clear()
    for (const chatId of changed) onChange(chatId)
    onSettled()
  }

  /** Writes intervals first: the interval of a wait is on disk before the messages of the wait may be forgotten. */
  save(): void {
    const { clock, intervals, store, tails } = this.#options
    if (!intervals.flush()) {
      this.#saveIn(retryMs)
      return
    }
    let nextMs = Infinity
    for (const chatId of this.#unsaved) {
      const tail = tails.findStorable(chatId)
      const untilMs = tail === undefined ? undefined : this.#pace.findPause(chatId, tail, clock.now())
      if (untilMs !== undefined && !this.#isClosed) {
        nextMs = Math.min(nextMs, untilMs)
        continue
      }
      if (tail !== undefined) store.saveTail(asChatId(chatId), tail)
      this.#unsaved.delete(chatId)
    }
    this.#saveLate(nextMs)
  }

  clear(): void {
    this.#pace.clear()
    for (const set of [this.#dirty, this.#changed, this.#unsaved, this.#touched]) set.clear()
  }

  /** Writes everything that waits. Afterwards nothing is collected or written any more. */
  close(): void {
    this.settle()
    this.#isClosed = true
    this.save()
    this.#cancelGather?.()
    this.#cancelSave?.()
    this.#cancelLateSave?.()
  }

  /** Chats that were evaluated since the last `settle`. */
  readonly #touched = new Set<number>()

  #gather(): void {
    const { clock } = this.#options
    if (this.#isClosed) return
    this.#cancelGather ??= clock.schedule(clock.now() + gatherMs, () => {
      this.#cancelGather = undefined
      this.settle()
    })
  }

  #saveIn(pauseMs: number): void {
    const { clock } = this.#options
    if (this.#isClosed) return
    this.#cancelSave ??= clock.schedule(clock.now() + pauseMs, () => {
      this.#cancelSave = undefined
      this.save()
    })
  }

  #saveLate(atMs: EpochMs): void {
    if (this.#isClosed || atMs === Infinity) return
    this.#cancelLateSave ??= this.#options.clock.schedule(atMs, () => {
      this.#cancelLateSave = undefined
      this.save()
    })
  }

  /** Gives up a hole in a chat without a clock, once the chat's place in the list is certain. */
  #dropNeedlessHole(chatId: number): void {
    const { rules, tails } = this.#options
    const known = tails.find(chatId)
    if (known?.estimate === undefined || rules.hasClock(chatId)) return
    if (readLift(known.tail, rules.lift).isComplete) tails.forgetOlder(chatId)
  }

  #trim(chatId: number): void {
    const { clocks, rules, tails } = this.#options
    if ((tails.find(chatId)?.tail.facts.length ?? 0) < trimFrom) return
    if (clocks.find(chatId)?.owedId !== undefined) return
    tails.trim(chatId, (tail) => trimTail(tail, rules.trimOf(chatId)))
  }
}

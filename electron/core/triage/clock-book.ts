import { Deadlines } from '#shared/lib/deadlines.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { CoreContext } from '../core-context.ts'
import { ChatClocks } from './chat-clocks.ts'
import type { ClockSources } from './clock-parts.ts'
import { ClockRules } from './clock-rules.ts'
import { Intervals } from './intervals.ts'
import { Migrations } from './migrations.ts'
import { Tails } from './tails.ts'
import { Upkeep } from './upkeep.ts'

/** The events of the book's parts; `reply-clocks.ts` connects them. */
export interface ClockEvents {
  /** A chat has been evaluated again, so its missing messages may be asked for. */
  readonly read: Emitter<[chatId: number]>
  /** The lift or the wait of a chat changed. */
  readonly changed: Emitter<[chatId: number]>
  /** Staff wrote in a customer chat. */
  readonly answered: Emitter
  /** Nothing is left to be read again. */
  readonly settled: Emitter
  /** Wall time has jumped. */
  readonly jumped: Emitter<[fromMs: number, toMs: number]>
  /** Everything of an upgraded group is now in its new chat. */
  readonly moved: Emitter<[fromChatId: number, toChatId: number]>
}

/** The known messages of every chat, and the waits that follow from them. */
export interface ClockBook {
  readonly events: ClockEvents
  readonly rules: ClockRules
  readonly intervals: Intervals
  readonly tails: Tails
  readonly deadlines: Deadlines
  readonly migrations: Migrations
  readonly clocks: ChatClocks
  readonly upkeep: Upkeep
}

export interface ClockBookContext extends Pick<CoreContext, 'clock' | 'log' | 'people' | 'store'> {
  readonly sources: ClockSources
}

export function createClockBook({ clock, log, people, sources, store }: ClockBookContext): ClockBook {
  const events: ClockEvents = {
    read: new Emitter(),
    changed: new Emitter(),
    answered: new Emitter(),
    settled: new Emitter(),
    jumped: new Emitter(),
    moved: new Emitter(),
  }
  const tailChanged = new Emitter<[chatId: number]>()
  const due = new Emitter<[chatId: number]>()
  const moving = new Emitter<[chatId: number]>()
  const rules = new ClockRules(sources, people)
  const intervals = new Intervals({ store, log })
  const tails = new Tails({ onChange: (chatId) => tailChanged.emit(chatId) })
  const deadlines = new Deadlines({
    clock,
    onDue: (chatId) => due.emit(chatId),
    onJump: (fromMs, toMs) => events.jumped.emit(fromMs, toMs),
  })
  const migrations = new Migrations({
    tails,
    store,
    intervals,
    sources,
    onMoving: (chatId) => moving.emit(chatId),
    onMoved: (fromChatId, toChatId) => events.moved.emit(fromChatId, toChatId),
  })
  const isLive = (chatId: number): boolean => migrations.findSuccessor(chatId) === undefined
  const clocks = new ChatClocks({ tails, rules, deadlines, intervals, now: () => clock.now(), isLive })
  const upkeep = new Upkeep({
    clock,
    store,
    tails,
    clocks,
    rules,
    intervals,
    onRead: (chatId) => events.read.emit(chatId),
    onChange: (chatId) => events.changed.emit(chatId),
    onAnswer: () => events.answered.emit(),
    onSettled: () => events.settled.emit(),
  })

  tailChanged.on((chatId) => upkeep.markDirty(chatId, true))
  due.on((chatId) => {
    if (clocks.tick(chatId)) upkeep.markChanged(chatId)
  })
  moving.on((chatId) => upkeep.refresh(chatId))
  events.moved.on((fromChatId, toChatId) => {
    upkeep.markDirty(fromChatId)
    upkeep.markDirty(toChatId, true)
  })
  return { events, rules, intervals, tails, deadlines, migrations, clocks, upkeep }
}

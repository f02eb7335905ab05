import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import type { People } from '../telegram/people.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import { ChatClocks } from './chat-clocks.ts'
import type { ClockSources, ReplyClocks } from './clock-parts.ts'
import { ClockRules } from './clock-rules.ts'
import { Deadlines } from '#shared/lib/deadlines.ts'
import { Digest } from './digest.ts'
import { FactIntake } from './fact-intake.ts'
import { HistoryReader } from './history-reader.ts'
import { Intervals } from './intervals.ts'
import { Migrations } from './migrations.ts'
import { createNoReply } from './no-reply.ts'
import { PageReader } from './page-reader.ts'
import { Reactions } from './reactions.ts'
import type { ReadNeed } from './read-queue.ts'
import { findFact } from './tail-joining.ts'
import { Tails } from './tails.ts'
import { Upkeep } from './upkeep.ts'
import { Verification } from './verification.ts'

/** So many messages of the team channel are looked through for the one that lifted it. */
const mostLogFacts = 60

export interface ReplyClocksOptions {
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  readonly people: People
  readonly sources: ClockSources
  readonly model: Pick<ChatModel, 'findRecord' | 'findView'>
  readonly client: () => TdClient | undefined
  readonly requests: RequestQueue
}

/** Puts the order's and the clocks' parts together: facts in, lifts and waits out, histories read where they lack. */
export function createReplyClocks(options: ReplyClocksOptions): ReplyClocks {
  const { client, clock, log, model, people, requests, sources, store } = options
  const now = (): number => clock.now()
  const changeListeners = new Set<(chatId: number) => void>()
  const summaryListeners = new Set<() => void>()
  /** Chats of which no more is read in this run. */
  const givenUp = new Set<number>()
  let areListsLoaded = false
  const tellSummary = (): void => {
    for (const listener of summaryListeners) listener()
  }

  const rules = new ClockRules(sources, people)
  const intervals = new Intervals({ store, log })
  const tails: Tails = new Tails({
    onChange: (chatId) => {
      upkeep.markDirty(chatId, true)
    },
  })
  const deadlines: Deadlines = new Deadlines({
    clock,
    onDue: (chatId) => {
      if (clocks.tick(chatId)) upkeep.markChanged(chatId)
    },
    onJump: (fromMs, toMs) => {
      onJump(fromMs, toMs)
    },
  })
  const migrations: Migrations = new Migrations({
    tails,
    store,
    intervals,
    sources,
    onMoving: (chatId) => {
      upkeep.refresh(chatId)
    },
    onMoved: (fromChatId, toChatId) => {
      pages.notePredecessor(toChatId, fromChatId)
      upkeep.markDirty(fromChatId)
      upkeep.markDirty(toChatId, true)
    },
  })
  const clocks: ChatClocks = new ChatClocks({
    tails,
    rules,
    deadlines,
    intervals,
    now,
    isLive: (chatId) => migrations.findSuccessor(chatId) === undefined,
  })
  const reactions = new Reactions({
    requests,
    tails,
    people,
    log,
    isAsked: (chatId) => rules.isReactionAnswer && rules.hasClock(chatId),
  })
  const pages: PageReader = new PageReader({
    client,
    tails,
    people,
    findKind: (chatId) => model.findRecord(chatId)?.kind,
    onPredecessor: (oldChatId, chatId) => {
      migrations.note(oldChatId, chatId)
    },
    onMessage: (message) => {
      const { chatId, id, reactions: told } = message
      if (told !== undefined) reactions.see(chatId, id, told)
    },
  })
  const intake = new FactIntake({
    clock,
    tails,
    people,
    migrations,
    reactions,
    findLastMessage: (chatId) => model.findRecord(chatId)?.lastMessage,
  })
  const reader: HistoryReader = new HistoryReader({
    log,
    requests,
    readPage: (chatId, count) => pages.readPage(chatId, count),
    findNeed: (chatId) => findNeed(chatId),
    findDateS: (chatId) => model.findRecord(chatId)?.lastMessage?.dateS ?? 0,
    onGivenUp: (chatId) => {
      givenUp.add(chatId)
      tails.forgetOlder(chatId)
    },
    onProgress: () => {
      digest.check()
      tellSummary()
    },
  })
  const verification = new Verification({
    clock,
    tails,
    clocks,
    onVerify: () => {
      givenUp.clear()
      upkeep.markAllDirty()
    },
  })
  const digest: Digest = new Digest({
    clock,
    store,
    count: () => {
      const { red: redCount, unread: unreadCount, waiting: waitingCount } = sources.countShown()
      return { redCount, waitingCount, unreadCount }
    },
    isCaughtUp: () =>
      areListsLoaded && verification.isDone && upkeep.isSettled && reader.readJob() === undefined,
    isUpToDate: () => verification.isUpToDate,
    onChange: tellSummary,
  })
  const upkeep: Upkeep = new Upkeep({
    clock,
    store,
    tails,
    clocks,
    rules,
    intervals,
    onRead: (chatId) => {
      reader.want(chatId)
    },
    onChange: (chatId) => {
      for (const listener of changeListeners) listener(chatId)
    },
    onAnswer: tellSummary,
    onSettled: () => {
      digest.check()
    },
  })

  /** What people write in the team channel may stand far behind what consoles wrote: its place is not worth as much. */
  const isLongLog = (chatId: number): boolean =>
    chatId === people.teamChatId && (tails.find(chatId)?.tail.facts.length ?? 0) >= mostLogFacts
  const findNeed = (chatId: number): ReadNeed | undefined => {
    if (model.findRecord(chatId) === undefined || migrations.findSuccessor(chatId) !== undefined) {
      return undefined
    }
    upkeep.refresh(chatId)
    const found = clocks.find(chatId)
    if (found === undefined) return undefined
    if (tails.isOpen(chatId)) return found.waits === undefined ? 'order' : 'clock'
    if (givenUp.has(chatId) || isLongLog(chatId)) return undefined
    if (found.waits?.isComplete === false || found.owedId !== undefined) return 'clock'
    return found.lift?.isComplete === false ? 'order' : undefined
  }

  const onJump = (fromMs: number, toMs: number): void => {
    log.info({ fromMs, toMs }, 'wall time has jumped: everything that waits is looked at again')
    for (const chatId of clocks.waiting) if (clocks.tick(chatId)) upkeep.markChanged(chatId)
    if (toMs <= fromMs) return
    digest.wake(fromMs)
    verification.verify()
  }

  let isReactionAnswer = rules.isReactionAnswer
  const readAllAgain = (): void => {
    rules.refresh()
    clocks.forgetLastAnswer()
    givenUp.clear()
    upkeep.markAllDirty()
  }

  const findDateS = (chatId: number, messageId: number): number | undefined => {
    const known = tails.find(chatId)
    return known === undefined ? undefined : findFact(known.estimate ?? known.tail, messageId)?.dateS
  }
  const onMarked = (chatId: number): void => {
    upkeep.markDirty(chatId, true)
    upkeep.refresh(chatId)
  }

  return {
    ...createNoReply({
      sources,
      findDateS,
      clocks,
      now,
      hasChat: (chatId) => model.findView(chatId) !== undefined,
      onMarked,
    }),
    findLift: (chatId) => {
      upkeep.refresh(chatId)
      return clocks.find(chatId)?.lift
    },
    findWait: (chatId) => {
      upkeep.refresh(chatId)
      return clocks.find(chatId)?.wait
    },
    isEndedByNoReply: (chatId) => {
      const waits = clocks.find(chatId)?.waits
      return waits?.open === undefined && waits?.closed.at(-1)?.endedBy === 'no_reply_needed'
    },
    findDateS,
    countWaits: () => clocks.countWaits(),
    onChange: (listener) => subscribe(changeListeners, listener),
    readSummary: () => ({
      reading: reader.readJob(),
      digest: digest.view,
      lastAnswerAtS: clocks.lastAnswerAtS,
    }),
    onSummaryChange: (listener) => subscribe(summaryListeners, listener),
    isCatchingUp: () => digest.isCatchingUp,
    onRulesChanged: () => {
      const wasReactionAnswer = isReactionAnswer
      isReactionAnswer = rules.isReactionAnswer
      readAllAgain()
      // Who reacted was asked only where it mattered.
      if (isReactionAnswer && !wasReactionAnswer) verification.verify()
    },
    onSettingsChanged: readAllAgain,
    onClassChanged: (chatId) => {
      upkeep.markDirty(chatId)
    },
    onOverrideChanged: (chatId) => {
      upkeep.markDirty(chatId)
    },
    onNoReplyChanged: onMarked,
    readIntervals: (chatId, limit) => intervals.read(chatId, limit),
    dismissDigest: () => {
      digest.dismiss()
    },
    restore: () => {
      rules.refresh()
      tails.restore(store.loadTails())
      for (const chatId of tails.chatIds()) clocks.evaluate(chatId, true)
      deadlines.start()
      digest.start()
    },
    follow: (event) => {
      if (event.kind === 'connection_changed') verification.followConnection(event.connection)
      else intake.follow(event)
      if (event.kind === 'chat_added') upkeep.markDirty(event.chat.id)
    },
    onReady: () => {
      areListsLoaded = false
    },
    onListsLoaded: () => {
      areListsLoaded = true
      upkeep.markAllDirty()
    },
    onChatDropped: (chatId) => {
      tails.drop(chatId)
      pages.drop(chatId)
      givenUp.delete(chatId)
      upkeep.markDirty(chatId)
    },
    saveAll: () => {
      upkeep.saveAll()
    },
    clear: () => {
      upkeep.clear()
      givenUp.clear()
      reader.clear()
      clocks.clear()
      deadlines.clear()
      tails.clear()
      intervals.clear()
      migrations.clear()
      pages.clear()
      reactions.clear()
      digest.clear()
      verification.clear()
    },
    close: () => {
      upkeep.close()
      deadlines.close()
      digest.close()
      reader.clear()
    },
  }
}

function subscribe<Listener>(listeners: Set<Listener>, listener: Listener): Cancel {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

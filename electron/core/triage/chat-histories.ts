import type { JobView } from '#shared/contract/entities/triage.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import type { CoreContext } from '../core-context.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { ClockBook } from './clock-book.ts'
import { FactIntake } from './fact-intake.ts'
import { HistoryReader } from './history-reader.ts'
import { PageReader } from './page-reader.ts'
import { Reactions } from './reactions.ts'
import type { ReadNeed } from './read-queue.ts'
import { Verification } from './verification.ts'

/** In the team channel, at most this many messages are read to find the one that sets the channel's place. */
const mostLogFacts = 60

export interface ChatHistoriesOptions extends Pick<
  CoreContext,
  'client' | 'clock' | 'gone' | 'log' | 'people' | 'requests'
> {
  readonly book: ClockBook
  readonly model: Pick<ChatModel, 'findRecord'>
  readonly upgrades: Pick<Upgrades, 'note'>
}

/** Brings messages into the book: messages that Telegram sends, and missing messages that it reads. */
export class ChatHistories {
  readonly #options: ChatHistoriesOptions
  /** Emitted when the progress of reading changed, or whether all clocks are right. */
  readonly onProgress = new Emitter()
  readonly #reactions: Reactions
  readonly #pages: PageReader
  readonly #intake: FactIntake
  readonly #reader: HistoryReader
  readonly #verification: Verification
  /** Chats whose history is not read any further in this run. */
  readonly #givenUp = new Set<number>()

  constructor(options: ChatHistoriesOptions) {
    this.#options = options
    const { book, client, clock, gone, log, model, people, requests } = options
    const { clocks, migrations, rules, tails } = book
    this.#reactions = new Reactions({
      requests,
      tails,
      people,
      log,
      isAsked: (chatId) => rules.isReactionAnswer && rules.hasClock(chatId),
    })
    const findLastMessage = (chatId: number) => model.findRecord(chatId)?.lastMessage
    this.#pages = new PageReader({
      client,
      tails,
      people,
      gone,
      findLastMessage,
      findKind: (chatId) => model.findRecord(chatId)?.kind,
      onPredecessor: (oldChatId, chatId) => options.upgrades.note(oldChatId, chatId),
      isMissing: (chatId) => this.#findNeed(chatId) !== undefined,
      onMessage: ({ chatId, id, reactions }) => {
        if (reactions !== undefined) this.#reactions.see(chatId, id, reactions)
      },
    })
    this.#intake = new FactIntake({
      clock,
      tails,
      people,
      migrations,
      reactions: this.#reactions,
      findLastMessage,
    })
    this.#reader = new HistoryReader({
      log,
      requests,
      readPage: (chatId, count) => this.#pages.readPage(chatId, count),
      findNeed: (chatId) => this.#findNeed(chatId),
      findDateS: (chatId) => findLastMessage(chatId)?.dateS ?? 0,
      onGivenUp: (chatId) => {
        this.#givenUp.add(chatId)
        tails.forgetOlder(chatId)
      },
      onProgress: () => this.onProgress.emit(),
    })
    this.#verification = new Verification({ clock, tails, clocks, onVerify: () => this.readAllAgain() })
    book.events.read.on((chatId) => this.#reader.want(chatId))
    book.events.moved.on((fromChatId, toChatId) => this.#pages.notePredecessor(toChatId, fromChatId))
  }

  /** Telegram has told everything that happened meanwhile. */
  get isUpToDate(): boolean {
    return this.#verification.isUpToDate
  }

  /** True when every wait matches the messages, as far as the messages can be read. */
  get isRight(): boolean {
    return this.#verification.isDone && this.readJob() === undefined
  }

  readJob(): JobView | undefined {
    return this.#reader.readJob()
  }

  follow(event: TelegramEvent): void {
    if (event.kind === 'connection_changed') this.#verification.followConnection(event.connection)
    else this.#intake.follow(event)
  }

  /** Checks all waits again: an answer or a deletion may have been missed. */
  verify(): void {
    this.#verification.verify()
  }

  /** Looks at every chat again, also at those whose reading was given up. */
  readAllAgain(): void {
    this.#givenUp.clear()
    this.#options.book.upkeep.markAllDirty()
  }

  drop(chatId: number): void {
    this.#pages.drop(chatId)
    this.#givenUp.delete(chatId)
  }

  clear(): void {
    this.#givenUp.clear()
    this.#reader.clear()
    this.#pages.clear()
    this.#reactions.clear()
    this.#verification.clear()
  }

  close(): void {
    this.#reader.clear()
  }

  #findNeed(chatId: number): ReadNeed | undefined {
    const { book, model } = this.#options
    const { clocks, migrations, tails, upkeep } = book
    if (model.findRecord(chatId) === undefined || migrations.findSuccessor(chatId) !== undefined) {
      return undefined
    }
    upkeep.refresh(chatId)
    const found = clocks.find(chatId)
    if (found === undefined) return undefined
    if (tails.isOpen(chatId)) {
      if (found.waits === undefined) return 'order'
      return tails.isBeingChecked(chatId) && found.wait === undefined ? 'check' : 'clock'
    }
    if (this.#givenUp.has(chatId) || this.#isLongTeamLog(chatId)) return undefined
    if (found.waits?.isComplete === false || found.owedId !== undefined) return 'clock'
    return found.lift?.isComplete === false ? 'order' : undefined
  }

  /**
   * In the team channel, a person's message may stand far behind many messages of consoles. The exact place of the
   * channel is not worth reading that much.
   */
  #isLongTeamLog(chatId: number): boolean {
    const { book, people } = this.#options
    return chatId === people.teamChatId && (book.tails.find(chatId)?.tail.facts.length ?? 0) >= mostLogFacts
  }
}

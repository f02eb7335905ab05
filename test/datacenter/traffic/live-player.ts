import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import { isCustomerRole, isStaffRole } from '../scenarios/dialogue.ts'
import { speakDialogue, speakPhrase, type Speaker, type SpokenLine } from '../scenarios/dialogue-player.ts'
import { createRandom, type Random } from '../scenarios/random.ts'
import { Deck } from '../scenarios/deck.ts'
import { dealRoles, type Staff } from '../scenarios/staff.ts'
import { library, type Language } from '../scenarios/texts/library.ts'
import { LiveChatState } from './live-chat-state.ts'
import { readRateShare } from './rate-curve.ts'
import type { ScheduleBook } from './schedule-book.ts'
import type { LivePlan, TrafficPlan } from './traffic-plan.ts'
import type { HeardMessage } from './traffic-port.ts'
import { TeamPlayer } from './team-player.ts'
import type { Voice } from './voice.ts'

/** What one event of the curve brings on average; measured by the engine's test. */
const messagesPerEvent = 4.1
const teamShare = 0.18
/** Some chats are talked in more than others, so that the top of the list has a thread to follow. */
const busyChats = 45
const busyShare = 0.6
/** More customers than this never wait for a person at a console at once. */
const mostLeftWaiting = 5
/** Dialogues are written at the pace of a working day; live they go faster. */
const pace = 0.3
/** So many minutes' worth of events begin in the first ones. */
const warmUpMinutes = 4
const secondMs = 1000
const minuteMs = 60_000

/** Plays conversations of customers with the colleagues of whoever sits at a console. */
export class LivePlayer {
  readonly #live: LivePlan
  readonly #plan: TrafficPlan
  readonly #clock: Clock
  readonly #book: ScheduleBook
  readonly #voice: Voice
  readonly #isDriven: (userId: number) => boolean
  readonly #random: Random
  readonly #states: readonly LiveChatState[]
  readonly #byChat: ReadonlyMap<number, LiveChatState>
  readonly #team: TeamPlayer
  readonly #decks: Readonly<Record<Language, Deck>>

  constructor(options: {
    readonly plan: TrafficPlan
    readonly live: LivePlan
    readonly clock: Clock
    readonly book: ScheduleBook
    readonly voice: Voice
    readonly isDriven: (userId: number) => boolean
  }) {
    this.#plan = options.plan
    this.#live = options.live
    this.#clock = options.clock
    this.#book = options.book
    this.#voice = options.voice
    this.#isDriven = options.isDriven
    this.#random = createRandom(options.plan.seed, 'live')
    this.#states = options.live.chats.map((chat) => new LiveChatState(chat, options.plan.seed))
    this.#byChat = new Map(this.#states.map((state) => [state.chat.chatId, state]))
    this.#team = new TeamPlayer(options)
    const shuffler = createRandom(options.plan.seed, 'live/deck')
    this.#decks = { ru: new Deck(library.ru.requests, shuffler), en: new Deck(library.en.requests, shuffler) }
  }

  start(): void {
    for (const state of this.#states) {
      if (state.waitingSinceMs !== undefined) this.#leaveWaiting(state)
    }
    this.#warmUp()
    this.#scheduleEvent(this.#clock.now())
  }

  /** Somebody outside the traffic has written: a person at a console, or a test as a customer. */
  hear(message: HeardMessage): void {
    const state = this.#byChat.get(message.chatId)
    if (state === undefined) return
    const isCustomer = state.chat.customers.some((speaker) => this.#voice.idOf(speaker) === message.fromId)
    if (isCustomer) this.#noteCustomer(state)
    else if (this.#isStaff(message.fromId)) this.#answerOperator(state)
  }

  /** Conversations take minutes: without some that begin at once, the first minutes would be as quiet as a night. */
  #warmUp(): void {
    const nowMs = this.#clock.now()
    const share = readRateShare(this.#live.hours, nowMs, this.#plan.utcOffsetMinutes)
    const perMinute = (this.#live.messagesPerHour / messagesPerEvent / 60) * share
    for (let count = Math.round(perMinute * warmUpMinutes); count > 0; count -= 1) {
      this.#book.at(nowMs + this.#random.integer(1, 80) * secondMs, () => this.#playEvent())
    }
  }

  /** Events come independently of each other; those that the hour has no room for are dropped. */
  #scheduleEvent(afterMs: EpochMs): void {
    const busiestPerMs = this.#live.messagesPerHour / messagesPerEvent / 3_600_000
    const atMs = Math.round(afterMs + this.#random.exponential(1 / busiestPerMs))
    this.#book.at(atMs, () => {
      const share = readRateShare(this.#live.hours, this.#clock.now(), this.#plan.utcOffsetMinutes)
      if (this.#random.chance(share)) this.#playEvent()
      this.#scheduleEvent(this.#clock.now())
    })
  }

  #playEvent(): void {
    if (this.#random.chance(teamShare)) return this.#team.play(this.#clock.now())
    const range = this.#random.chance(busyShare)
      ? Math.min(busyChats, this.#states.length)
      : this.#states.length
    const quiet = this.#states.slice(0, range).filter((state) => state.isQuiet)
    if (quiet.length > 0) this.#beginDialogue(this.#random.pick(quiet))
  }

  #beginDialogue(state: LiveChatState): void {
    const { random } = state
    const { language, slots, customers, manager } = state.chat
    const bot = this.#live.monitoring?.bot ?? manager
    const cast = dealRoles(
      random.chance(0.7) ? customers : [...customers].reverse(),
      manager,
      bot,
      this.#listFreeStaff(),
      random,
    )
    const { phrases } = library[language]
    const spoken = speakDialogue(this.#decks[language].draw(), cast, slots, language, random)
    const last = spoken.at(-1)
    if (last !== undefined && isCustomerRole(last.role)) {
      const text = speakPhrase(random.pick(phrases.closers), cast.s, cast, slots, language, random)
      spoken.push({
        role: 's',
        speaker: cast.s,
        text,
        delaySeconds: 240,
        replyTo: undefined,
        quote: undefined,
      })
    }
    state.begin(spoken.map((line) => this.#replaceDriven(line, random)).filter((line) => line !== undefined))
    this.#playLine(state, 3 * secondMs)
  }

  /** Nobody else speaks for a person who is logged in; another colleague does, if there is one. */
  #replaceDriven(line: SpokenLine, random: Random): SpokenLine | undefined {
    if (!isStaffRole(line.role) || !this.#isDriven(this.#voice.idOf(line.speaker))) return line
    const speaker = this.#pickColleague(random)
    return speaker && { ...line, speaker }
  }

  #playLine(state: LiveChatState, delayMs?: number): void {
    const line = state.lines[state.position]
    if (line === undefined) return state.endDialogue()
    if (state.isAnswerNext && !this.#isAnswered(state)) return this.#leaveWaiting(state)
    this.#speakLine(state, line, delayMs)
  }

  #speakLine(state: LiveChatState, line: SpokenLine, delayMs?: number): void {
    const index = state.position
    const waitMs =
      delayMs ?? Math.min(Math.max(line.delaySeconds * secondMs * pace, 7 * secondMs), 5 * minuteMs)
    const isWanted = state.keepTurn()
    const replied = line.replyTo === undefined ? undefined : state.numbers[line.replyTo]
    // Somebody may have logged in as this colleague since the dialogue was dealt.
    const speaker = this.#replaceDriven(line, state.random)?.speaker
    if (speaker === undefined) return this.#leaveWaiting(state)
    const utterance = {
      chatId: state.chat.chatId,
      speaker,
      text: line.text,
      isBot: line.role === 'bot',
      replyTo: replied === undefined ? undefined : { message: replied, quote: line.quote },
    }
    this.#voice.say(utterance, Math.round(this.#clock.now() + waitMs), {
      stillWanted: isWanted,
      done: (number) => {
        if (!isWanted()) return
        state.numbers[index] = number
        state.position = index + 1
        this.#noteSpoken(state, line)
        this.#playLine(state)
      },
    })
  }

  #noteSpoken(state: LiveChatState, line: SpokenLine): void {
    if (isStaffRole(line.role)) state.waitingSinceMs = undefined
    if (!isCustomerRole(line.role)) return
    state.waitingSinceMs ??= this.#clock.now()
    state.lastCustomer = line.speaker
  }

  #isAnswered(state: LiveChatState): boolean {
    const isBegin = state.position <= 2
    const share = isBegin ? this.#live.answeredByColleagues : 1 - (1 - this.#live.answeredByColleagues) / 3
    if (state.random.chance(share)) return true
    const left = this.#states.filter((other) => other.waitingSinceMs !== undefined).length
    return left > mostLeftWaiting
  }

  /** Left for the person at the console; the customer asks again, and at last a colleague helps out. */
  #leaveWaiting(state: LiveChatState): void {
    const isWanted = state.keepTurn()
    const { random, chat } = state
    const nowMs = this.#clock.now()
    const speaker = state.lastCustomer ?? chat.customers[0]
    const { nags } = library[chat.language].phrases
    if (speaker !== undefined && random.chance(0.65)) {
      const text = speakPhrase(random.pick(nags), speaker, undefined, chat.slots, chat.language, random)
      const nagMs = nowMs + random.integer(200, 420) * secondMs
      this.#voice.say({ chatId: chat.chatId, speaker, text }, nagMs, { stillWanted: isWanted })
    }
    const rescueMs = nowMs + random.integer(9 * 60, 16 * 60) * secondMs
    this.#book.at(rescueMs, () => {
      if (isWanted()) this.#rescue(state)
    })
  }

  #rescue(state: LiveChatState): void {
    const line = state.lines[state.position]
    if (line !== undefined) return this.#speakLine(state, line, 0)
    const { closers, acknowledgements } = library[state.chat.language].phrases
    const isThanked = state.answersToOperator > 0
    this.#sayAsColleague(state, state.random.pick(isThanked ? closers : acknowledgements), 0)
  }

  #sayAsColleague(state: LiveChatState, phrase: string, delayMs: number): void {
    const { chat, random } = state
    const speaker = this.#pickColleague(random)
    if (speaker === undefined) return
    const customer = state.lastCustomer ?? chat.customers[0] ?? speaker
    const cast = { c: customer, c2: customer, s: speaker, s2: speaker, m: chat.manager, bot: speaker }
    const text = speakPhrase(phrase, speaker, cast, chat.slots, chat.language, random)
    const isWanted = state.keepTurn()
    this.#voice.say({ chatId: chat.chatId, speaker, text }, this.#clock.now() + delayMs, {
      stillWanted: isWanted,
      done: () => {
        if (!isWanted()) return
        state.waitingSinceMs = undefined
        state.endDialogue()
      },
    })
  }

  /** A person at a console has answered: the customer thanks or asks on within a minute. */
  #answerOperator(state: LiveChatState): void {
    const { chat, random } = state
    const isWanted = state.beginTurn()
    state.waitingSinceMs = undefined
    state.endDialogue()
    const isFirst = state.answersToOperator === 0
    const speaker = state.lastCustomer ?? chat.customers[0]
    if (speaker === undefined || !(isFirst || random.chance(0.45))) return
    const { thanks, followUps } = library[chat.language].phrases
    const isThanks = random.chance(isFirst ? 0.55 : 0.8)
    const phrase = random.pick(isThanks ? thanks : followUps)
    const text = speakPhrase(phrase, speaker, undefined, chat.slots, chat.language, random)
    const atMs = this.#clock.now() + random.integer(10, 55) * secondMs
    this.#voice.say({ chatId: chat.chatId, speaker, text }, atMs, {
      stillWanted: isWanted,
      done: () => {
        if (!isWanted()) return
        state.answersToOperator += 1
        state.waitingSinceMs ??= this.#clock.now()
        if (!isThanks) return this.#leaveWaiting(state)
        const { closers } = library[chat.language].phrases
        this.#sayAsColleague(state, random.pick(closers), random.integer(150, 360) * secondMs)
      },
    })
  }

  #noteCustomer(state: LiveChatState): void {
    state.beginTurn()
    state.endDialogue()
    state.waitingSinceMs ??= this.#clock.now()
    this.#leaveWaiting(state)
  }

  #pickColleague(random: Random): Speaker | undefined {
    const { duty, task } = this.#live.staff
    const free = [...duty, ...task].filter((speaker) => !this.#isDriven(this.#voice.idOf(speaker)))
    return free.length === 0 ? undefined : random.pick(free)
  }

  /** Whoever is logged in gets no part in new dialogues; a group that is logged in as a whole is stood in for. */
  #listFreeStaff(): Staff {
    const { staff } = this.#live
    const isFree = (speaker: Speaker): boolean => !this.#isDriven(this.#voice.idOf(speaker))
    const anybody = Object.values(staff).flat().filter(isFree)
    const choose = (group: readonly Speaker[]): readonly Speaker[] => {
      const free = group.filter(isFree)
      return free.length > 0 ? free : anybody.length > 0 ? anybody : group
    }
    return { duty: choose(staff.duty), task: choose(staff.task), managers: choose(staff.managers) }
  }

  #isStaff(userId: number): boolean {
    const { duty, task, managers } = this.#live.staff
    return [...duty, ...task, ...managers].some((speaker) => this.#voice.idOf(speaker) === userId)
  }
}

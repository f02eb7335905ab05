import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { readTeamLogMessage } from '#shared/domain/team-log/read-log-message.ts'
import { TeamFold } from '#shared/domain/team-log/team-fold.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import { chooseTeamWords, writeReadableLine } from '#core/team/log/readable-line.ts'
import { RpcError } from '../rpc.ts'
import {
  composeMessages,
  isSilent,
  toTeamLogText,
  toMessageId,
  type TeamLogText,
} from '../scenarios/team-log-messages.ts'
import { createRandom, type Random } from '../scenarios/random.ts'
import { teamLogTexts } from '../scenarios/texts/team-log.ts'
import type { Language } from '../scenarios/texts/library.ts'
import type { ScheduleBook } from './schedule-book.ts'
import type { TeamLogChat, TeamLogPlan } from './traffic-plan.ts'
import type { HeardMessage, TrafficPort } from './traffic-port.ts'

const secondMs = 1000
const minuteMs = 60_000
const firstAlarmMs = 2 * minuteMs
const meanAlarmMs = 8 * minuteMs
const meanNoteMs = 6 * minuteMs
/** Now and then nobody comes in time. */
const lateShare = 0.12

/** What the consoles of colleagues write into the team's log: alarms and what becomes of them, notes, and where they look. */
export class TeamLogPlayer {
  readonly #teamLog: TeamLogPlan
  readonly #clock: Clock
  readonly #book: ScheduleBook
  readonly #port: TrafficPort
  readonly #isDriven: (userId: number) => boolean
  readonly #onRefused: (error: RpcError) => void
  readonly #random: Random
  readonly #fold: TeamFold
  /** Numbers of the messages that say where people are. */
  readonly #presence = new Map<number, number>()
  #eventCount = 0

  constructor(options: {
    readonly seed: number
    readonly teamLog: TeamLogPlan
    readonly clock: Clock
    readonly book: ScheduleBook
    readonly port: TrafficPort
    readonly isDriven: (userId: number) => boolean
    readonly onRefused: (error: RpcError) => void
  }) {
    this.#teamLog = options.teamLog
    this.#clock = options.clock
    this.#book = options.book
    this.#port = options.port
    this.#isDriven = options.isDriven
    this.#onRefused = options.onRefused
    this.#random = createRandom(options.seed, 'team-log')
    const { ownerId, items } = options.teamLog
    this.#fold = new TeamFold({ ownerId, isPrivileged: (userId) => userId === ownerId })
    for (const item of items) this.#fold.apply(item)
  }

  start(): void {
    const nowMs = this.#clock.now()
    this.#repeat(nowMs + firstAlarmMs, 2 * minuteMs, meanAlarmMs, () => this.#raise())
    this.#repeat(nowMs + minuteMs, minuteMs, meanNoteMs, () => this.#note())
    for (const userId of this.#teamLog.names.keys())
      this.#repeat(nowMs + this.#random.integer(2, 20) * secondMs, 20 * secondMs, 15 * secondMs, () =>
        this.#look(userId),
      )
  }

  /** To be told of every message of the team channel, our own as well. */
  hear({ chatId, fromId, number, date, text, code }: HeardMessage): void {
    if (chatId !== this.#teamLog.chatId || number === undefined || text === undefined) return
    const content = readTeamLogMessage({
      text,
      entities: (code ?? []).map((one) => ({ ...one, kind: 'pre' })),
    })
    // Events that come in parts are settings and marks: nothing that colleagues react to.
    if (content?.kind !== 'event') return
    const item = { messageId: toMessageId(number), dateS: date ?? 0, authorId: fromId, content }
    if (this.#fold.apply(item).kind !== 'applied') return
    const { event } = content
    if (event.type === 'alarm_raised') this.#answerAlarm(event.id, fromId)
  }

  #repeat(firstMs: number, leastMs: number, meanMs: number, act: () => void): void {
    this.#book.at(firstMs, () => {
      act()
      const nextMs = this.#clock.now() + leastMs + this.#random.exponential(meanMs)
      this.#repeat(Math.round(nextMs), leastMs, meanMs, act)
    })
  }

  #raise(): void {
    const { alarms } = this.#fold.state
    const open = new Set(
      [...alarms.values()].filter(({ done }) => done === undefined).map(({ chatId }) => chatId),
    )
    const author = this.#pickColleague()
    // One at a time is enough, and two for one chat would not count.
    if (author === undefined || open.size > 0 || this.#teamLog.chats.length === 0) return
    const chat = this.#random.pick(this.#teamLog.chats)
    const note = this.#random.pick(teamLogTexts[chat.language].alarms)
    this.#post(author, {
      type: 'alarm_raised',
      chat: chat.tdlibId as ChatId,
      title: chat.title,
      ...(note === '' ? {} : { note }),
    })
  }

  /** A colleague takes what nobody has taken, and is done after some minutes. */
  #answerAlarm(alarmId: string, raisedBy: number): void {
    const isLate = this.#random.chance(lateShare)
    const afterS = isLate ? this.#random.integer(200, 280) : this.#random.integer(25, 110)
    const doneAfterS = this.#random.integer(120, 300)
    this.#book.at(this.#clock.now() + afterS * secondMs, () => {
      const colleague = this.#pickColleague(raisedBy)
      if (colleague === undefined || this.#findAlarm(alarmId)?.taken !== undefined) return
      this.#post(colleague, { type: 'alarm_taken', alarm: alarmId })
      this.#book.at(this.#clock.now() + doneAfterS * secondMs, () => {
        const alarm = this.#findAlarm(alarmId)
        if (alarm?.taken?.byUserId !== colleague || alarm.done !== undefined || this.#isDriven(colleague))
          return
        this.#post(colleague, { type: 'alarm_done', alarm: alarmId })
      })
    })
  }

  #findAlarm(alarmId: string): Alarm | undefined {
    return this.#fold.state.alarms.get(alarmId)
  }

  #note(): void {
    const author = this.#pickColleague()
    if (author === undefined || this.#teamLog.chats.length === 0) return
    const chat = this.#random.pick(this.#teamLog.chats)
    const text = this.#random.pick(teamLogTexts[chat.language].notes)
    this.#post(author, { type: 'note', chat: chat.tdlibId as ChatId, text, mentions: [] })
  }

  /** The one message by which this person's console says what it shows. */
  #look(userId: number): void {
    if (!this.#isFree(userId) || this.#teamLog.chats.length === 0) return
    const nowS = Math.floor(this.#clock.now() / secondMs)
    const chat = this.#random.pick(this.#teamLog.chats.slice(0, 12))
    const line = chooseTeamWords(this.#languageOf(userId)).presence
    const isWriting = this.#random.chance(0.3)
    const message = toTeamLogText(writePresenceMessage(line, { chatId: chat.tdlibId, isWriting, atS: nowS }))
    const known = this.#presence.get(userId)
    this.#attempt(() => {
      if (known === undefined) this.#presence.set(userId, this.#send(userId, message, true))
      else this.#port.editMessage(this.#teamLog.chatId, known, message.text, message.entities)
    })
  }

  #post(authorId: number, event: NewTeamEvent): void {
    this.#eventCount += 1
    const id = `live-${String(this.#eventCount).padStart(6, '0')}`
    const line = writeReadableLine(event, {
      language: this.#languageOf(authorId),
      nameUser: (userId) => this.#teamLog.names.get(userId) ?? '',
      findChat: (chatId) => this.#findChat(chatId),
      state: this.#fold.state,
    })
    this.#attempt(() => {
      for (const message of composeMessages(line, event, id)) this.#send(authorId, message, isSilent(event))
    })
  }

  #findChat(chatId: number): { readonly title: string; readonly lastMessageId: undefined } | undefined {
    const chat: TeamLogChat | undefined = this.#teamLog.chats.find(({ tdlibId }) => tdlibId === chatId)
    return chat && { title: chat.title, lastMessageId: undefined }
  }

  #send(fromId: number, { text, entities }: TeamLogText, isMessageSilent: boolean): number {
    const { chatId } = this.#teamLog
    return this.#port.sendMessage({ chatId, fromId, text, entities, isSilent: isMessageSilent }).number
  }

  /** Somebody has been removed from the channel meanwhile: the world refuses, and the others go on. */
  #attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      this.#onRefused(error)
    }
  }

  #pickColleague(except?: number): number | undefined {
    const free = [...this.#teamLog.names.keys()].filter((userId) => userId !== except && this.#isFree(userId))
    return free.length === 0 ? undefined : this.#random.pick(free)
  }

  /** On duty, and nobody sits at the own console. */
  #isFree(userId: number): boolean {
    const { roles, duty } = this.#fold.state
    return roles.get(userId) === 'duty' && duty.get(userId)?.isOn === true && !this.#isDriven(userId)
  }

  #languageOf(userId: number): Language {
    return this.#teamLog.languages.get(userId) ?? 'en'
  }
}

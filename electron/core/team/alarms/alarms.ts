import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { AlarmView, EventId } from '#shared/contract/entities/team.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Deadlines } from '#shared/lib/deadlines.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { Result } from '#shared/lib/result.ts'
import { isUpToDate } from '../../session/connection.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { PostErrorCode, TeamLog, Roster } from '../team-ports.ts'
import type { VisibilityGate } from '../visibility/visibility-gate.ts'
import { actOnAlarm, raiseAlarm, type RaiseResult } from './alarm-actions.ts'
import { AlarmReader, type ShownAlarms } from './alarm-reader.ts'

/**
 * How long after a jump of the clock TDLib is asked for Telegram's time: after a sleep TDLib first has to hear it
 * itself.
 */
const askAgainMs = 60_000

export interface AlarmsParts {
  readonly context: Pick<TeamContext, 'client' | 'clock' | 'people' | 'publish'> & {
    readonly chats: Pick<TeamContext['chats'], 'findView' | 'flushRow' | 'touch'>
  }
  readonly teamLog: TeamLog
  readonly roster: Roster
  readonly time: TelegramTime
  readonly upgrades: Pick<Upgrades, 'findSuccessor' | 'onNote'>
  readonly gate: Pick<VisibilityGate, 'isVisible' | 'onChange'>
}

/** The team's alarms: raising and ending them, and what of them this console shows and lets sound. */
export class Alarms {
  readonly #parts: AlarmsParts
  readonly #reader: AlarmReader
  readonly #changed = new Emitter<[alarms: readonly AlarmView[]]>()
  readonly #deadlines: Deadlines
  #openByChat: ReadonlyMap<number, Alarm> = new Map()
  /** The views that windows have: open alarms, the oldest first, then those that ended in the last day. */
  #views: readonly AlarmView[] = []
  #shownText = '[]'
  #cancelExpiry: Cancel | undefined
  #cancelAsking: Cancel | undefined
  #isClosed = false

  constructor(parts: AlarmsParts) {
    const { context, gate, teamLog, roster, time, upgrades } = parts
    this.#parts = parts
    this.#reader = new AlarmReader(parts)
    this.#deadlines = new Deadlines({
      clock: context.clock,
      onDue: this.refresh,
      onJump: () => this.#onJump(),
    })
    teamLog.onChange((changes) => {
      const isOurs = changes.some(({ kind }) => kind !== 'chat' && kind !== 'notes' && kind !== 'settings')
      if (isOurs) this.refresh()
    })
    roster.onChange(this.refresh)
    time.onChange(() => this.#refreshRows())
    upgrades.onNote(this.refresh)
    gate.onChange(this.refresh)
  }

  /** The listener is told after the views changed: sound, screen and system notifications follow them. */
  onChange(listener: (alarms: readonly AlarmView[]) => void): Cancel {
    return this.#changed.on(listener)
  }

  /** The open alarm of a chat of this account. */
  findOpen(chatId: number): Alarm | undefined {
    return this.#openByChat.get(chatId)
  }

  readRow(chatId: number): ChatView['alarm'] {
    const alarm = this.#openByChat.get(chatId)
    return alarm === undefined ? undefined : this.#reader.readRow(alarm)
  }

  raise(chatId: number, note: string | undefined): RaiseResult {
    return raiseAlarm(this.#parts, this.#reader.readOpen(), chatId, note)
  }

  take(alarmId: EventId): Result<undefined, PostErrorCode | 'alarm_not_found'> {
    return actOnAlarm(this.#parts.teamLog, alarmId, 'alarm_taken')
  }

  done(alarmId: EventId): Result<undefined, PostErrorCode | 'alarm_not_found'> {
    return actOnAlarm(this.#parts.teamLog, alarmId, 'alarm_done')
  }

  /** Alarms that are over, newest first, of chats that this account may see. */
  readHistory(limit: number): readonly AlarmView[] {
    return this.#reader.readHistory(limit)
  }

  /** The alarms that windows show: open ones, and those that ended in the last day. */
  readShown(): AlarmView[] {
    return [...this.#reader.readShown().views]
  }

  /**
   * Makes rows, places and alarms again, because names or what may be shown changed. All of it leaves in one batch.
   */
  readonly refresh = (): void => {
    const { chats, publish } = this.#parts.context
    const before = this.#openByChat
    this.#openByChat = this.#reader.hearOpen()
    for (const chatId of listChangedChats(before, this.#openByChat)) chats.flushRow(chatId)
    const shown = this.#reader.readShown()
    this.#views = shown.views
    this.#arm(shown)
    const text = JSON.stringify(this.#views)
    if (text === this.#shownText) return
    this.#shownText = text
    publish([{ op: 'alarms', value: [...this.#views] }])
    this.#changed.emit(this.#views)
  }

  /** Takes what the team's log knows from the last run. Is called before the first event. */
  restore(): void {
    this.#reader.hold()
    this.#deadlines.start()
    this.refresh()
  }

  /** The team's log has been read on: alarms that are open now are still open. */
  onCaughtUp(): void {
    if (this.#reader.release()) this.refresh()
  }

  /** Takes every event of Telegram, after people, groups and rows did. */
  follow(event: TelegramEvent): void {
    if (event.kind === 'connection_changed' && isUpToDate(event.connection)) this.#askTime()
    if (isAboutAlarm(event, this.#views)) this.#refreshRows()
  }

  clear(): void {
    this.#reader.clear()
    this.refresh()
  }

  close(): void {
    this.#isClosed = true
    this.#deadlines.close()
    this.#cancelExpiry?.()
    this.#cancelAsking?.()
  }

  /** Names or times on rows changed. */
  #refreshRows(): void {
    for (const chatId of this.#openByChat.keys()) this.#parts.context.chats.touch(chatId)
    this.refresh()
  }

  #arm({ expiresMs, soundsMs }: ShownAlarms): void {
    if (this.#isClosed) return
    const { clock } = this.#parts.context
    this.#deadlines.set(0, soundsMs)
    this.#cancelExpiry?.()
    this.#cancelExpiry = expiresMs === undefined ? undefined : clock.schedule(expiresMs, this.refresh)
  }

  #onJump(): void {
    const { clock } = this.#parts.context
    this.refresh()
    this.#cancelAsking?.()
    this.#cancelAsking = clock.schedule(clock.now() + askAgainMs, () => this.#askTime())
  }

  #askTime(): void {
    const { context, time } = this.#parts
    const client = context.client()
    if (client !== undefined) void time.refresh(client)
  }
}

/** Chats whose rows have another alarm now, or whose alarm changed. */
function listChangedChats(
  before: ReadonlyMap<number, Alarm>,
  now: ReadonlyMap<number, Alarm>,
): ReadonlySet<number> {
  const changed = new Set<number>()
  for (const [chatId, alarm] of now) if (before.get(chatId) !== alarm) changed.add(chatId)
  for (const chatId of before.keys()) if (!now.has(chatId)) changed.add(chatId)
  return changed
}

/** Whether the event changes a name or a chat of an alarm: Telegram may tell of those after the team's log did. */
function isAboutAlarm(event: TelegramEvent, alarms: readonly AlarmView[]): boolean {
  switch (event.kind) {
    case 'user_changed': {
      const { id } = event.user
      return alarms.some((alarm) =>
        [alarm.raisedBy, alarm.taken?.by, alarm.done?.by].some((one) => one?.userId === id),
      )
    }
    case 'chat_added':
      return alarms.some(({ chatId }) => chatId === event.chat.id)
    default:
      return false
  }
}

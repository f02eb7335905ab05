import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import { readAlarmSound, type AlarmSound } from '#shared/domain/alarms/alarm-sound.ts'
import { overShownMs, selectPastAlarms, selectShownAlarms } from '#shared/domain/alarms/select-alarms.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamLog, Roster } from '../team-ports.ts'
import type { VisibilityGate } from '../visibility/visibility-gate.ts'
import { findAlarmChat } from './alarm-chats.ts'
import { makeAlarmView, makeRowAlarm } from './alarm-views.ts'

/**
 * An alarm that was open when the program ended may be over by now: it stays silent until the team's log has been
 * read on.
 */
const holdMs = 15_000

export interface AlarmReaderParts {
  readonly context: Pick<TeamContext, 'clock' | 'people'> & {
    readonly chats: Pick<TeamContext['chats'], 'findView'>
  }
  readonly teamLog: Pick<TeamLog, 'state'>
  readonly roster: Roster
  readonly time: Pick<TelegramTime, 'now' | 'toLocalMs'>
  readonly upgrades: Pick<Upgrades, 'findSuccessor'>
  readonly gate: Pick<VisibilityGate, 'isVisible'>
}

/**
 * What windows show now, and when that changes by itself: because a sound changes, or because an alarm ended a day
 * ago.
 */
export interface ShownAlarms {
  readonly views: readonly AlarmView[]
  readonly soundsMs: EpochMs | undefined
  readonly expiresMs: EpochMs | undefined
}

/**
 * What the alarms of the team's log are on this console: which chat each is about, how old it is, how it looks and
 * sounds.
 */
export class AlarmReader {
  readonly #parts: AlarmReaderParts
  /** When this console first heard of each alarm: no alarm counts as younger than that, whatever the clocks say. */
  readonly #seenAtMs = new Map<string, EpochMs>()
  /** Alarms that were open in the last run, and are silent; undefined before they are known. */
  #held: ReadonlySet<string> | undefined
  #heldUntilMs: EpochMs = Infinity

  constructor(parts: AlarmReaderParts) {
    this.#parts = parts
  }

  /** Silences the alarms that are open at the start, for a while. */
  hold(): void {
    const { context, teamLog } = this.#parts
    this.#held = new Set(teamLog.state.openAlarms.values())
    this.#heldUntilMs = context.clock.now() + holdMs
  }

  /** Lets the held alarms sound. True when that makes a difference. */
  release(): boolean {
    if (this.#held === undefined || this.#held.size === 0) return false
    this.#held = new Set()
    return true
  }

  clear(): void {
    this.#seenAtMs.clear()
    this.#held = new Set()
  }

  readOpen(): readonly Alarm[] {
    const { alarms, openAlarms } = this.#parts.teamLog.state
    return [...openAlarms.values()].flatMap((id) => alarms.get(id) ?? [])
  }

  /**
   * The open alarms, by their chats of this account. Notes the present moment for those that this console hears of
   * first.
   */
  hearOpen(): ReadonlyMap<number, Alarm> {
    const nowMs = this.#parts.context.clock.now()
    const open = this.readOpen()
    const openIds = new Set(open.map(({ id }) => id))
    for (const id of this.#seenAtMs.keys()) if (!openIds.has(id)) this.#seenAtMs.delete(id)
    for (const id of openIds) if (!this.#seenAtMs.has(id)) this.#seenAtMs.set(id, nowMs)
    return new Map(
      open.flatMap((alarm) => {
        const chatId = this.#findChat(alarm)
        return chatId === undefined ? [] : [[chatId, alarm] as const]
      }),
    )
  }

  readShown(): ShownAlarms {
    const { gate, teamLog, time } = this.#parts
    const sinceS = (time.now() - overShownMs) / 1000
    let soundsMs = Infinity
    const shown = selectShownAlarms(teamLog.state.alarms.values(), sinceS).filter(
      // A user who may not see the chat is told of its alarm while the alarm is open, and no longer.
      (alarm) => alarm.done === undefined || gate.isVisible(this.#followUpgrade(alarm.chatId)),
    )
    const views = shown.map((alarm) => {
      const sound = this.#readSound(alarm)
      soundsMs = Math.min(soundsMs, sound.changesAtMs ?? Infinity)
      return this.#makeView(alarm, sound)
    })
    const oldestEndS = shown.at(-1)?.done?.atS
    return {
      views,
      soundsMs: soundsMs === Infinity ? undefined : soundsMs,
      expiresMs: oldestEndS === undefined ? undefined : time.toLocalMs(oldestEndS + 1) + overShownMs,
    }
  }

  /** Alarms that are over, newest first, of chats that this account may see. */
  readHistory(limit: number): readonly AlarmView[] {
    const { gate, teamLog } = this.#parts
    return selectPastAlarms(teamLog.state.alarms.values())
      .filter((alarm) => gate.isVisible(this.#followUpgrade(alarm.chatId)))
      .slice(0, limit)
      .map((alarm) => this.#makeView(alarm, this.#readSound(alarm)))
  }

  /** What the alarm adds to the row of its chat. */
  readRow(alarm: Alarm): NonNullable<ChatView['alarm']> {
    const { people } = this.#parts.context
    return makeRowAlarm(alarm, { people, raisedAtMs: this.#readRaisedAtMs(alarm) })
  }

  #followUpgrade(chatId: number): number {
    return this.#parts.upgrades.findSuccessor(chatId) ?? chatId
  }

  #findChat(alarm: Alarm): number | undefined {
    const { context, roster } = this.#parts
    return findAlarmChat(alarm, {
      followUpgrade: (chatId) => this.#followUpgrade(chatId),
      selfId: () => roster.selfId,
      findView: (chatId) => context.chats.findView(chatId),
    })
  }

  #readRaisedAtMs({ id, raised }: Alarm): EpochMs {
    return Math.min(this.#parts.time.toLocalMs(raised.atS), this.#seenAtMs.get(id) ?? Infinity)
  }

  #readSound(alarm: Alarm): AlarmSound {
    const { context, roster } = this.#parts
    const { myRole: role, selfId: userId } = roster
    const nowMs = context.clock.now()
    const sound = readAlarmSound(
      alarm,
      { userId, role, isOnDuty: userId !== undefined && roster.isOnDuty(userId) },
      {
        nowMs,
        raisedAtMs: this.#readRaisedAtMs(alarm),
        isAnybodyOnDuty: this.#isAnybodyOnDuty(alarm.raised.byUserId),
      },
    )
    const isHeld = this.#held === undefined || (this.#held.has(alarm.id) && nowMs < this.#heldUntilMs)
    if (!isHeld) return sound
    const changesAtMs = Math.min(sound.changesAtMs ?? Infinity, this.#heldUntilMs)
    return { ...sound, isSounding: false, changesAtMs }
  }

  #isAnybodyOnDuty(besidesUserId: number): boolean {
    const { teamLog, roster } = this.#parts
    return [...teamLog.state.duty.keys()].some(
      (userId) => userId !== besidesUserId && roster.isOnDuty(userId),
    )
  }

  #makeView(alarm: Alarm, sound: AlarmSound): AlarmView {
    const { context, time } = this.#parts
    return makeAlarmView(alarm, {
      people: context.people,
      toLocalMs: (dateS) => time.toLocalMs(dateS),
      raisedAtMs: this.#readRaisedAtMs(alarm),
      chatId: this.#findChat(alarm),
      sound,
    })
  }
}

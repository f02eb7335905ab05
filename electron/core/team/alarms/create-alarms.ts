import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { AlarmView, EventId } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { readAlarmSound, type AlarmSound } from '#shared/domain/alarms/alarm-sound.ts'
import { overShownMs, selectPastAlarms, selectShownAlarms } from '#shared/domain/alarms/select-alarms.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type * as Td from 'tdlib-types'
import { isUpToDate } from '../../session/connection.ts'
import { readConnection } from '../../telegram/translate-update.ts'
import { cutText } from '../../telegram/cut-text.ts'
import { Deadlines } from '#shared/lib/deadlines.ts'
import type { TeamContext } from '../team-context.ts'
import type { Upgrades } from '../marks/upgrades.ts'
import type { PostErrorCode, TeamLog, TeamPeople } from '../team-ports.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { VisibilityGate } from '../visibility/visibility-gate.ts'
import { findAlarmChat } from './alarm-chats.ts'
import { makeAlarmView, makeRowAlarm } from './alarm-views.ts'

/** An alarm that was open when the program ended may be over by now: it is silent until the log has been read on. */
const holdMs = 15_000
/** After the machine's clock was set, TDLib is asked for Telegram's; after a sleep it first has to hear it itself. */
const askAgainMs = 60_000
/** Longest title in an event, UTF-16 units. */
const longestTitle = 256

export interface AlarmsParts {
  readonly context: Pick<TeamContext, 'client' | 'clock' | 'log' | 'people' | 'publish' | 'onBug'> & {
    readonly chats: Pick<TeamContext['chats'], 'findView' | 'flushRow' | 'touch'>
  }
  readonly log: TeamLog
  readonly people: TeamPeople
  readonly time: TelegramTime
  readonly upgrades: Pick<Upgrades, 'findSuccessor' | 'onNote'>
  readonly gate: Pick<VisibilityGate, 'isVisible' | 'onChange'>
}

export type Alarms = ReturnType<typeof createAlarms>

/** The team's alarms: raising and ending them, and what of them this console shows and lets sound. */
export function createAlarms({ context, gate, log, people, time, upgrades }: AlarmsParts) {
  const { clock, publish } = context
  const listeners = new Set<(alarms: readonly AlarmView[]) => void>()
  /** When this console heard of an alarm first: none is younger, whatever the clocks say. */
  const seenAtMs = new Map<string, EpochMs>()
  let openByChat: ReadonlyMap<number, Alarm> = new Map()
  let views: readonly AlarmView[] = []
  let shownText = '[]'
  /** Alarms of the last run; undefined before it is known which. */
  let held: ReadonlySet<string> | undefined
  let heldUntilMs: EpochMs = Infinity
  let cancelExpiry: Cancel | undefined
  let cancelAsking: Cancel | undefined
  let isClosed = false

  const followUpgrade = (chatId: number): number => upgrades.findSuccessor(chatId) ?? chatId
  const toLocalMs = (dateS: number): EpochMs => time.toLocalMs(dateS)
  const readRaisedAtMs = ({ id, raised }: Alarm): EpochMs =>
    Math.min(toLocalMs(raised.atS), seenAtMs.get(id) ?? Infinity)
  const findChat = (alarm: Alarm): number | undefined =>
    findAlarmChat(alarm, {
      followUpgrade,
      selfId: () => people.selfId,
      findView: (chatId) => context.chats.findView(chatId),
    })
  const isAnybodyOnDuty = (besidesUserId: number): boolean =>
    [...log.state.duty.keys()].some((userId) => userId !== besidesUserId && people.isOnDuty(userId))

  const readSound = (alarm: Alarm): AlarmSound => {
    const { myRole: role, selfId: userId } = people
    const nowMs = clock.now()
    const sound = readAlarmSound(
      alarm,
      { userId, role, isOnDuty: userId !== undefined && people.isOnDuty(userId) },
      {
        nowMs,
        raisedAtMs: readRaisedAtMs(alarm),
        isAnybodyOnDuty: isAnybodyOnDuty(alarm.raised.byUserId),
      },
    )
    const isHeld = held === undefined || (held.has(alarm.id) && nowMs < heldUntilMs)
    if (!isHeld) return sound
    return { ...sound, isSounding: false, changesAtMs: Math.min(sound.changesAtMs ?? Infinity, heldUntilMs) }
  }
  const makeView = (alarm: Alarm, sound = readSound(alarm)): AlarmView =>
    makeAlarmView(alarm, {
      people: context.people,
      toLocalMs,
      raisedAtMs: readRaisedAtMs(alarm),
      chatId: findChat(alarm),
      sound,
    })

  /** What windows show now, and when that changes by itself: another sound, or an end that is a day ago. */
  const readViews = () => {
    const alarms = log.state.alarms.values()
    const sinceS = (time.now() - overShownMs) / 1000
    let soundsMs = Infinity
    const shown = selectShownAlarms(alarms, sinceS).filter(
      // Whoever may not see the chat learns of it while the alarm is open, and no longer.
      (alarm) => alarm.done === undefined || gate.isVisible(followUpgrade(alarm.chatId)),
    )
    const made = shown.map((alarm) => {
      const sound = readSound(alarm)
      soundsMs = Math.min(soundsMs, sound.changesAtMs ?? Infinity)
      return makeView(alarm, sound)
    })
    const oldestEndS = shown.at(-1)?.done?.atS
    return {
      made,
      soundsMs: soundsMs === Infinity ? undefined : soundsMs,
      expiresMs: oldestEndS === undefined ? undefined : toLocalMs(oldestEndS + 1) + overShownMs,
    }
  }
  const arm = ({ expiresMs, soundsMs }: Omit<ReturnType<typeof readViews>, 'made'>): void => {
    if (isClosed) return
    deadlines.set(0, soundsMs)
    cancelExpiry?.()
    cancelExpiry = expiresMs === undefined ? undefined : clock.schedule(expiresMs, () => refresh())
  }

  const deadlines = new Deadlines({
    clock,
    onDue: () => refresh(),
    onJump: () => {
      refresh()
      cancelAsking?.()
      cancelAsking = clock.schedule(clock.now() + askAgainMs, askTime)
    },
  })
  const askTime = (): void => {
    const td = context.client()
    if (td !== undefined) time.refresh(td).catch(context.onBug)
  }

  const readOpen = (): readonly Alarm[] =>
    [...log.state.openAlarms.values()].flatMap((id) => log.state.alarms.get(id) ?? [])

  /** Rows whose alarm is another one now, or a changed one. */
  const listChangedChats = (before: ReadonlyMap<number, Alarm>): ReadonlySet<number> => {
    const changed = new Set<number>()
    for (const [chatId, alarm] of openByChat) if (before.get(chatId) !== alarm) changed.add(chatId)
    for (const chatId of before.keys()) if (!openByChat.has(chatId)) changed.add(chatId)
    return changed
  }

  /** All at once, in the tick of the change: row, place and alarm leave in one batch. */
  const refresh = (): void => {
    const before = openByChat
    const nowMs = clock.now()
    const open = readOpen()
    const openIds = new Set(open.map(({ id }) => id))
    for (const id of seenAtMs.keys()) if (!openIds.has(id)) seenAtMs.delete(id)
    for (const id of openIds) if (!seenAtMs.has(id)) seenAtMs.set(id, nowMs)
    openByChat = new Map(
      open.flatMap((alarm) => {
        const chatId = findChat(alarm)
        return chatId === undefined ? [] : [[chatId, alarm] as const]
      }),
    )
    const model = context.chats
    for (const chatId of listChangedChats(before)) model.flushRow(chatId)
    const read = readViews()
    views = read.made
    arm(read)
    const text = JSON.stringify(views)
    if (text === shownText) return
    shownText = text
    publish([{ op: 'alarms', value: [...views] }])
    for (const listener of listeners) listener(views)
  }

  /** Names or times on rows are others now. */
  const refreshRows = (): void => {
    for (const chatId of openByChat.keys()) context.chats.touch(chatId)
    refresh()
  }

  const act = (
    alarmId: EventId,
    type: 'alarm_taken' | 'alarm_done',
  ): Result<undefined, PostErrorCode | 'alarm_not_found'> => {
    if (log.channelId === undefined) return fail('no_team', 'no team channel is chosen')
    const alarm = log.state.alarms.get(alarmId)
    if (alarm === undefined || alarm.done !== undefined) {
      return fail('alarm_not_found', 'there is no such open alarm')
    }
    const posted = log.post({ type, alarm: alarmId }, { isUrgent: true })
    return posted.ok ? ok() : posted
  }

  log.onChange((changes) => {
    const isOurs = changes.some(({ kind }) => kind !== 'chat' && kind !== 'notes' && kind !== 'settings')
    if (isOurs) refresh()
  })
  people.onChange(refresh)
  time.onChange(refreshRows)
  upgrades.onNote(refresh)
  gate.onChange(refresh)

  return {
    /** Sound, screen and system say what the views say; told after they changed. */
    onChange(listener: (alarms: readonly AlarmView[]) => void): Cancel {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    /** Open ones, the oldest first, then those that were over in the last day. */
    get views(): readonly AlarmView[] {
      return views
    },

    /** The open alarm of a chat of this account. */
    findOpen: (chatId: number): Alarm | undefined => openByChat.get(chatId),
    readRow(chatId: number): ChatView['alarm'] {
      const alarm = openByChat.get(chatId)
      if (alarm === undefined) return undefined
      return makeRowAlarm(alarm, { people: context.people, raisedAtMs: readRaisedAtMs(alarm) })
    },

    raise(
      chatId: number,
      note: string | undefined,
    ): Result<{ readonly alarmId: EventId }, PostErrorCode | 'chat_not_found' | 'already_raised'> {
      if (log.channelId === undefined) return fail('no_team', 'no team channel is chosen')
      const view = context.chats.findView(chatId)
      if (view === undefined) return fail('chat_not_found', 'no such chat')
      const isRaised = readOpen().some((alarm) => followUpgrade(alarm.chatId) === chatId)
      if (isRaised) return fail('already_raised', 'the chat has an open alarm')
      const title = cutText(view.title, longestTitle)
      const event = { type: 'alarm_raised', chat: view.id, title } as const
      const posted = log.post(note === undefined || note === '' ? event : { ...event, note }, {
        isLoud: true,
        isUrgent: true,
      })
      return posted.ok ? ok({ alarmId: posted.value.id }) : posted
    },
    take: (alarmId: EventId) => act(alarmId, 'alarm_taken'),
    done: (alarmId: EventId) => act(alarmId, 'alarm_done'),
    /** Alarms that are over, newest first, of chats that this account may see. */
    readHistory: (limit: number): readonly AlarmView[] =>
      selectPastAlarms(log.state.alarms.values())
        .filter((alarm) => gate.isVisible(followUpgrade(alarm.chatId)))
        .slice(0, limit)
        .map((alarm) => makeView(alarm)),

    *readBase(): Iterable<PatchOp> {
      yield { op: 'alarms', value: [...readViews().made] }
    },
    /** What may be shown, or who is called what, has changed. */
    refresh,
    /** Takes what the log knows from the last run; before the first update. */
    restore: (): void => {
      held = new Set(log.state.openAlarms.values())
      heldUntilMs = clock.now() + holdMs
      deadlines.start()
      refresh()
    },
    /** The log has been read on: what is open now is open. */
    onCaughtUp: (): void => {
      if (held === undefined || held.size === 0) return
      held = new Set()
      refresh()
    },
    /** Every update of TDLib, after it reached people, groups and rows. */
    follow: (update: Td.Update): void => {
      if (update._ === 'updateConnectionState' && isUpToDate(readConnection(update.state))) askTime()
      if (isAboutAlarm(update, views)) refreshRows()
    },
    clear: (): void => {
      seenAtMs.clear()
      held = new Set()
      refresh()
    },
    close: (): void => {
      isClosed = true
      deadlines.close()
      cancelExpiry?.()
      cancelAsking?.()
    },
  }
}

/** TDLib tells of names and chats later than the log. */
function isAboutAlarm(update: Td.Update, alarms: readonly AlarmView[]): boolean {
  switch (update._) {
    case 'updateUser': {
      const { id } = update.user
      return alarms.some((alarm) =>
        [alarm.raisedBy, alarm.taken?.by, alarm.done?.by].some((one) => one?.userId === id),
      )
    }
    case 'updateNewChat':
      return alarms.some(({ chatId }) => chatId === update.chat.id)
    default:
      return false
  }
}

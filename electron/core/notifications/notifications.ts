import type { NotificationView, Retraction, WaitView } from '#shared/contract/entities/triage.ts'
import { notifyEvent, retractEvent } from '#shared/contract/entities/triage.ts'
import {
  classifyMessage,
  classifyWait,
  isQuiet,
  type NotificationSettings,
} from '#shared/domain/notifications/notification-rules.ts'
import type { AlarmView } from '#shared/contract/entities/team.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { asChatId } from '../telegram/ids.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { type Message, previewMessage } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import { isLogEntry } from '../triage/message-facts.ts'
import { AlarmNotifications } from './alarm-notifications.ts'

/** A message that is read on another device within this time is not told of. */
const holdMs = 1_000
/** Notifications leave in batches this far apart, so that a burst can be one of them. */
const gatherMs = 500
/** Working hours begin for many chats in the same moment; a mark is told a moment after it is passed. */
const gatherWaitsMs = 200
/** A window that has just come needs so long until it can show anything. */
const settleMs = 1_000
/** More chats than these at once are told of in one notification. */
const mostAtOnce = 4

export type SendEvent = (name: string, payload: NotificationView | Retraction) => void

export interface NotificationsOptions {
  readonly clock: Clock
  readonly people: People
  readonly model: ChatModel
  readonly readSettings: () => NotificationSettings
  /** True while an absence is made up for: waits that are found meanwhile are told of by the digest. */
  readonly isCatchingUp: () => boolean
  /** Nothing is told of hidden chats. */
  readonly isVisible: (chatId: number) => boolean
}

interface Pending {
  readonly kind: 'message' | 'mention'
  readonly newest: Message
  readonly dueAtMs: EpochMs
}

export type Notifications = ReturnType<typeof createNotifications>

/** Decides what windows tell the system, and takes it back when it is read elsewhere or no longer true. */
export function createNotifications(options: NotificationsOptions) {
  const { clock, isCatchingUp, isVisible, model, people, readSettings } = options
  const windows = new Set<SendEvent>()
  const pending = new Map<number, Pending>()
  const statuses = new Map<number, WaitView['status']>()
  /** Waits that passed a mark and are not told yet. */
  const passed = new Map<number, { readonly kind: 'red' | 'breach'; readonly wait: WaitView }>()
  /** What stands on screens: the newest message of it, or that it is about a wait. */
  const shown = new Map<number, { readonly newestId: number; readonly isWait: boolean }>()
  let cancelTimer: Cancel | undefined
  let cancelWaits: Cancel | undefined
  let toldAtMs: EpochMs = 0
  let isClosed = false

  const isQuietNow = (): boolean => {
    const now = new Date(clock.now())
    return isQuiet(readSettings().quietHours, now.getHours() * 60 + now.getMinutes())
  }
  const isSilent = (): boolean => isClosed || windows.size === 0 || isCatchingUp() || isQuietNow()
  const send: SendEvent = (name, payload) => {
    // Whatever is told of: an alarm alone is everybody's.
    const isTold = !('kind' in payload) || payload.kind === 'alarm' || isVisible(payload.chatId)
    if (isTold) for (const window of windows) window(name, payload)
  }
  const alarms = new AlarmNotifications({
    notify: (view) => send(notifyEvent, view),
    retract: (retraction) => send(retractEvent, retraction),
  })
  const retract = (chatId: number): void => {
    if (shown.delete(chatId)) send(retractEvent, { chatId: asChatId(chatId) })
  }
  const isRead = (chatId: number, messageId: number): boolean =>
    messageId <= (model.findRecord(chatId)?.lastReadInboxId ?? 0)

  const arm = (): void => {
    if (cancelTimer !== undefined || pending.size === 0) return
    // In the order they came, so the first is the first one due.
    const [first] = pending.values()
    const dueAtMs = Math.max(first?.dueAtMs ?? 0, toldAtMs + gatherMs)
    cancelTimer = clock.schedule(dueAtMs, () => {
      cancelTimer = undefined
      tellDue()
      arm()
    })
  }

  const tellDue = (): void => {
    toldAtMs = clock.now()
    const due: (readonly [chatId: number, entry: Pending])[] = []
    for (const [chatId, entry] of pending) {
      if (entry.dueAtMs > toldAtMs) break
      pending.delete(chatId)
      if (!isRead(chatId, entry.newest.id)) due.push([chatId, entry])
    }
    for (const [chatId, { newest }] of due) shown.set(chatId, { newestId: newest.id, isWait: false })
    const last = due.at(-1)
    if (due.length > mostAtOnce && last !== undefined) {
      const [chatId, entry] = last
      send(notifyEvent, { ...describe(chatId, entry), kind: 'digest', count: due.length })
      return
    }
    for (const [chatId, entry] of due) send(notifyEvent, describe(chatId, entry))
  }

  const describe = (chatId: number, { kind, newest }: Pending): NotificationView => {
    const view = model.findView(chatId)
    const author = view?.lastMessage?.author
    return {
      chatId: asChatId(chatId),
      kind,
      title: view?.title ?? '',
      ...(author === undefined ? {} : { author: people.nameShort(newest.sender) }),
      preview: previewMessage(newest, people),
      count: Math.max(model.findRecord(chatId)?.unreadCount ?? 0, 1),
      isSilent: !readSettings().hasSound,
      canReply: view?.kind !== 'channel',
    }
  }

  const onNewMessage = (message: Message): void => {
    const { chatId } = message
    const record = model.findRecord(chatId)
    if (record === undefined || windows.size === 0 || isQuietNow() || !isVisible(chatId)) return
    const view = model.findView(chatId)
    const kind = classifyMessage(
      {
        isOutgoing: message.isOutgoing,
        isService: message.isService || isLogEntry(message, people),
        isMention: message.isMention,
        ageMs: clock.now() - message.dateS * 1000,
      },
      { class: view?.class ?? 'other', isMuted: view?.isMuted ?? false },
      readSettings(),
    )
    if (kind === undefined || isRead(chatId, message.id)) return
    const before = pending.get(chatId)
    pending.set(chatId, {
      kind: before?.kind === 'mention' ? 'mention' : kind,
      newest: message,
      dueAtMs: before?.dueAtMs ?? clock.now() + holdMs,
    })
    arm()
  }

  const onReadInbox = (chatId: number): void => {
    const told = shown.get(chatId)
    if (told !== undefined && !told.isWait && isRead(chatId, told.newestId)) retract(chatId)
  }

  const tellPassed = (): void => {
    // A chat that was answered meanwhile is told of no more.
    const due = [...passed].filter(([chatId, { kind }]) => statuses.get(chatId) === kind)
    passed.clear()
    const last = due.at(-1)
    if (last === undefined || isSilent()) return
    for (const [chatId] of due) shown.set(chatId, { newestId: 0, isWait: true })
    if (due.length > mostAtOnce) {
      const [chatId, { kind, wait }] = last
      send(notifyEvent, { ...describeWait(chatId, kind, wait), kind: 'red_digest', count: due.length })
      return
    }
    for (const [chatId, { kind, wait }] of due) send(notifyEvent, describeWait(chatId, kind, wait))
  }

  const describeWait = (chatId: number, kind: 'red' | 'breach', wait: WaitView): NotificationView => {
    const view = model.findView(chatId)
    const { author, preview } = view?.lastMessage ?? {}
    return {
      chatId: asChatId(chatId),
      kind,
      title: view?.title ?? '',
      ...(author === undefined ? {} : { author }),
      ...(preview === undefined ? {} : { preview }),
      count: wait.messageCount,
      waitedMin: Math.floor((wait.elapsedMs + (wait.isRunning ? clock.now() - wait.asOfMs : 0)) / 60_000),
      isSilent: !readSettings().hasSound,
      canReply: true,
    }
  }

  const clear = (): void => {
    cancelTimer?.()
    cancelTimer = undefined
    cancelWaits?.()
    cancelWaits = undefined
    pending.clear()
    passed.clear()
    statuses.clear()
    for (const chatId of shown.keys()) retract(chatId)
    alarms.follow([])
  }

  return {
    /** Every window hears of what is told; they decide whether it is on screen already. */
    connect(window: SendEvent): Cancel {
      windows.add(window)
      const cancelAlarms = clock.schedule(clock.now() + settleMs, () => {
        for (const view of alarms.readSounding()) window(notifyEvent, view)
      })
      return () => {
        cancelAlarms()
        windows.delete(window)
      }
    },

    /** After every change of the team's alarms. */
    onAlarms: (views: readonly AlarmView[]): void => {
      if (!isClosed) alarms.follow(views)
    },

    /** No notifications are wanted now: quiet hours, or they are off. */
    isQuiet: (): boolean => isQuietNow() || !readSettings().isOn,

    /** Tells of something at once that was decided elsewhere. */
    tell: (view: NotificationView): void => {
      if (!isClosed) send(notifyEvent, view)
    },

    /** Every event of Telegram, after it reached the rows and the clocks. */
    follow(event: TelegramEvent): void {
      if (event.kind === 'message_arrived') onNewMessage(event.message)
      else if (event.kind === 'read_moved') onReadInbox(event.chatId)
    },

    /** After each change of the chat's wait. */
    onWaitChanged(chatId: number, wait: WaitView | undefined): void {
      const before = statuses.get(chatId)
      if (wait === undefined) statuses.delete(chatId)
      else statuses.set(chatId, wait.status)
      if (wait === undefined) {
        if (shown.get(chatId)?.isWait === true) retract(chatId)
        return
      }
      const view = model.findView(chatId)
      const kind = classifyWait(
        before,
        wait,
        { isMuted: view?.isMuted ?? false },
        readSettings(),
        clock.now(),
      )
      if (kind === undefined || isSilent() || !isVisible(chatId)) return
      passed.set(chatId, { kind, wait })
      cancelWaits ??= clock.schedule(clock.now() + gatherWaitsMs, () => {
        cancelWaits = undefined
        tellPassed()
      })
    },

    /** Chats are shown or hidden: of those that are hidden nothing stays on screens, and nothing comes. */
    onVisibility(chatIds: readonly number[]): void {
      for (const chatId of chatIds) {
        if (isVisible(chatId)) continue
        pending.delete(chatId)
        passed.delete(chatId)
        retract(chatId)
      }
    },

    /** Forgets the account, and takes back what is told of it. */
    clear,

    /** Nothing is told any more. */
    close(): void {
      clear()
      isClosed = true
    },
  }
}

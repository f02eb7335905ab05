import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { classifyMessage } from '#shared/domain/notifications/notification-rules.ts'
import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { nameAuthor } from '../rows/chat-record.ts'
import { asChatId } from '../telegram/ids.ts'
import { type Message, previewMessage } from '../telegram/message.ts'
import { isTeamLogEntry } from '../triage/message-facts.ts'
import type { NotificationContext } from './notification-context.ts'
import type { NotificationWindows } from './notification-windows.ts'
import { isQuietNow } from './quiet-hours.ts'
import type { DueNotification, ShownNotifications } from './shown-notifications.ts'

/** A message that is read on another device within this time is not told of. */
const holdMs = 1_000
/** Notifications leave in batches this far apart, so that a burst can be one of them. */
const gatherMs = 500

export interface MessageNotificationsOptions extends Omit<NotificationContext, 'isCatchingUp'> {
  readonly windows: Pick<NotificationWindows, 'isEmpty'>
  readonly shown: Pick<ShownNotifications, 'tell'>
}

interface Pending {
  readonly kind: 'message' | 'mention'
  readonly newest: Message
  readonly dueAtMs: EpochMs
}

/** Holds new messages for a moment, and tells of those that nobody has read until then. */
export class MessageNotifications {
  readonly #options: MessageNotificationsOptions
  /** By chat, in the order in which messages came: the first entry is the first one due. */
  readonly #pending = new Map<number, Pending>()
  #cancelTimer: Cancel | undefined
  #toldAtMs: EpochMs = 0

  constructor(options: MessageNotificationsOptions) {
    this.#options = options
  }

  follow(message: Message): void {
    const { clock, isVisible, model, windows } = this.#options
    const { chatId, id } = message
    if (model.findRecord(chatId) === undefined) return
    if (windows.isEmpty || isQuietNow(this.#options) || !isVisible(chatId)) return
    const kind = this.#classify(message)
    if (kind === undefined || this.#isRead(chatId, id)) return
    const before = this.#pending.get(chatId)
    this.#pending.set(chatId, {
      kind: before?.kind === 'mention' ? 'mention' : kind,
      newest: message,
      dueAtMs: before?.dueAtMs ?? clock.now() + holdMs,
    })
    this.#arm()
  }

  /** The group goes on as another chat, which is told of instead. */
  move(fromChatId: number, toChatId: number): void {
    const pending = this.#pending.get(fromChatId)
    if (pending === undefined) return
    this.#pending.delete(fromChatId)
    if (!this.#pending.has(toChatId)) this.#pending.set(toChatId, pending)
  }

  /** Drops the pending notification of the chat. */
  drop(chatId: number): void {
    this.#pending.delete(chatId)
  }

  clear(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#pending.clear()
  }

  #classify(message: Message): 'message' | 'mention' | undefined {
    const { clock, model, people, readSettings } = this.#options
    const view = model.findView(message.chatId)
    return classifyMessage(
      {
        isOutgoing: message.isOutgoing,
        isService: message.isService || isTeamLogEntry(message, people),
        isMention: message.isMention,
        ageMs: clock.now() - message.dateS * 1000,
      },
      { class: view?.class ?? 'other', isMuted: view?.isMuted ?? false },
      readSettings(),
    )
  }

  #isRead(chatId: number, messageId: number): boolean {
    return messageId <= (this.#options.model.findRecord(chatId)?.lastReadInboxId ?? 0)
  }

  #arm(): void {
    if (this.#cancelTimer !== undefined || this.#pending.size === 0) return
    const [first] = this.#pending.values()
    const dueAtMs = Math.max(first?.dueAtMs ?? 0, this.#toldAtMs + gatherMs)
    this.#cancelTimer = this.#options.clock.schedule(dueAtMs, () => {
      this.#cancelTimer = undefined
      this.#tellDue()
      this.#arm()
    })
  }

  #tellDue(): void {
    this.#toldAtMs = this.#options.clock.now()
    const due: DueNotification[] = []
    for (const [chatId, pending] of this.#pending) {
      if (pending.dueAtMs > this.#toldAtMs) break
      this.#pending.delete(chatId)
      // The message may have come in the group that the chat was upgraded from, whose messages are read there.
      const { chatId: readIn, id } = pending.newest
      if (this.#isRead(readIn, id)) continue
      const newestId = readIn === chatId ? id : toPredecessorId(id)
      due.push({ chatId, newestId, describe: () => this.#describe(chatId, pending) })
    }
    this.#options.shown.tell(due, 'digest')
  }

  #describe(chatId: number, { kind, newest }: Pending): NotificationView {
    const { model, people, readSettings } = this.#options
    const view = model.findView(chatId)
    const author = view === undefined ? '' : nameAuthor(newest, view.kind, people)
    return {
      chatId: asChatId(chatId),
      kind,
      title: view?.title ?? '',
      ...(author === '' ? {} : { author }),
      preview: previewMessage(newest, people),
      count: Math.max(model.findRecord(chatId)?.unreadCount ?? 0, 1),
      isSilent: !readSettings().hasSound,
      canReply: view?.kind !== 'channel',
    }
  }
}

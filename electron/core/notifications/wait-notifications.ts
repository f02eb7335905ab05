import type { NotificationView, WaitView } from '#shared/contract/entities/triage.ts'
import { classifyWait } from '#shared/domain/notifications/notification-rules.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { asChatId } from '../telegram/ids.ts'
import type { NotificationContext } from './notification-context.ts'
import type { NotificationWindows } from './notification-windows.ts'
import { isQuietNow } from './quiet-hours.ts'
import type { ShownNotifications } from './shown-notifications.ts'

/**
 * Working hours begin for many chats in the same moment, so a passed mark is told a moment later, together with
 * others.
 */
const gatherMs = 200

export interface WaitNotificationsOptions extends Omit<NotificationContext, 'people'> {
  readonly windows: Pick<NotificationWindows, 'isEmpty'>
  readonly shown: Pick<ShownNotifications, 'tell' | 'retractWait'>
}

/** A wait that passed a mark. */
interface PassedMark {
  readonly kind: 'red' | 'breach'
  readonly wait: WaitView
}

/** Tells of waits that turn red or breach, each mark once. */
export class WaitNotifications {
  readonly #options: WaitNotificationsOptions
  readonly #statuses = new Map<number, WaitView['status']>()
  /** Passed marks that were not told yet, by chat. */
  readonly #passed = new Map<number, PassedMark>()
  #cancelTimer: Cancel | undefined

  constructor(options: WaitNotificationsOptions) {
    this.#options = options
  }

  /** Is called after each change of the chat's wait. */
  follow(chatId: number, wait: WaitView | undefined): void {
    const { clock, isVisible, model, readSettings, shown } = this.#options
    if (wait === undefined) {
      this.#statuses.delete(chatId)
      shown.retractWait(chatId)
      return
    }
    const before = this.#statuses.get(chatId)
    this.#statuses.set(chatId, wait.status)
    const chat = { isMuted: model.findView(chatId)?.isMuted ?? false }
    const kind = classifyWait(before, wait, chat, readSettings(), clock.now())
    if (kind === undefined || this.#isSilent() || !isVisible(chatId)) return
    this.#passed.set(chatId, { kind, wait })
    this.#cancelTimer ??= clock.schedule(clock.now() + gatherMs, () => {
      this.#cancelTimer = undefined
      this.#tellPassed()
    })
  }

  /** The group goes on as another chat, and so does its wait: a mark that was told is not told again. */
  move(fromChatId: number, toChatId: number): void {
    const status = this.#statuses.get(fromChatId)
    if (status !== undefined && !this.#statuses.has(toChatId)) this.#statuses.set(toChatId, status)
    const passed = this.#passed.get(fromChatId)
    if (passed !== undefined) this.#passed.set(toChatId, passed)
    this.#statuses.delete(fromChatId)
    this.#passed.delete(fromChatId)
  }

  /** Drops the pending notification of the chat. */
  drop(chatId: number): void {
    this.#passed.delete(chatId)
  }

  clear(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#passed.clear()
    this.#statuses.clear()
  }

  #isSilent(): boolean {
    const { isCatchingUp, windows } = this.#options
    return windows.isEmpty || isCatchingUp() || isQuietNow(this.#options)
  }

  #tellPassed(): void {
    // A chat that was answered meanwhile is left out.
    const due = [...this.#passed].filter(([chatId, { kind }]) => this.#statuses.get(chatId) === kind)
    this.#passed.clear()
    if (this.#isSilent()) return
    this.#options.shown.tell(
      due.map(([chatId, mark]) => ({
        chatId,
        newestId: undefined,
        describe: () => this.#describe(chatId, mark),
      })),
      'red_digest',
    )
  }

  #describe(chatId: number, { kind, wait }: PassedMark): NotificationView {
    const { clock, model, readSettings } = this.#options
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
}

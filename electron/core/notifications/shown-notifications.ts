import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import { asChatId } from '../telegram/ids.ts'
import type { NotificationWindows } from './notification-windows.ts'

/** If more chats than this are due at once, one notification tells of all of them. */
const mostAtOnce = 4

/** One chat whose notification is due. */
export interface DueNotification {
  readonly chatId: number
  /** The newest message that it tells of; undefined when it is about a wait. */
  readonly newestId: number | undefined
  /** Is called only when the chat gets a notification of its own, or stands for the others. */
  readonly describe: () => NotificationView
}

interface ShownNotification {
  /** The newest message that it tells of; undefined: it is about a wait. */
  readonly newestId: number | undefined
  /** The chat under which windows have it: the group that the chat was upgraded from, if it came before that. */
  readonly shownAs: number
}

/**
 * The notifications about messages and waits that are on screens, one for each chat, so that they can be taken
 * back.
 */
export class ShownNotifications {
  readonly #windows: Pick<NotificationWindows, 'notify' | 'retract'>
  readonly #shown = new Map<number, ShownNotification>()

  constructor(windows: Pick<NotificationWindows, 'notify' | 'retract'>) {
    this.#windows = windows
  }

  /** Shows due notifications; many chats become one, named after the last of them and with their number. */
  tell(due: readonly DueNotification[], digestKind: 'digest' | 'red_digest'): void {
    for (const { chatId, newestId } of due) this.#shown.set(chatId, { newestId, shownAs: chatId })
    const last = due.at(-1)
    if (due.length > mostAtOnce && last !== undefined) {
      this.#windows.notify({ ...last.describe(), kind: digestKind, count: due.length })
      return
    }
    for (const { describe } of due) this.#windows.notify(describe())
  }

  retract(chatId: number): void {
    const shown = this.#shown.get(chatId)
    if (shown === undefined) return
    this.#shown.delete(chatId)
    this.#windows.retract({ chatId: asChatId(shown.shownAs) })
  }

  /** The group goes on as another chat: its notification stays until that chat is read. */
  move(fromChatId: number, toChatId: number): void {
    const shown = this.#shown.get(fromChatId)
    if (shown === undefined) return
    this.retract(toChatId)
    this.#shown.delete(fromChatId)
    const { newestId } = shown
    this.#shown.set(toChatId, {
      ...shown,
      newestId: newestId === undefined ? undefined : toPredecessorId(newestId),
    })
  }

  /** The chat is read up to this message. */
  retractRead(chatId: number, lastReadId: number): void {
    const newestId = this.#shown.get(chatId)?.newestId
    if (newestId !== undefined && newestId <= lastReadId) this.retract(chatId)
  }

  /** Nobody waits in the chat any more. */
  retractWait(chatId: number): void {
    const shown = this.#shown.get(chatId)
    if (shown !== undefined && shown.newestId === undefined) this.retract(chatId)
  }

  clear(): void {
    for (const chatId of this.#shown.keys()) this.retract(chatId)
  }
}

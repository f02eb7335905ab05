import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { asChatId } from '../telegram/ids.ts'
import type { NotificationWindows } from './notification-windows.ts'

/** More chats than these at once are told of in one notification. */
const mostAtOnce = 4

/** One chat that is to be told of. */
export interface DueNotification {
  readonly chatId: number
  /** The newest message that it tells of; undefined when it is about a wait. */
  readonly newestId: number | undefined
  /** Called only when the chat gets a notification of its own, or stands for the others. */
  readonly describe: () => NotificationView
}

/** What stands on screens about messages and waits, one notification a chat, so that it can be taken back. */
export class ShownNotifications {
  readonly #windows: Pick<NotificationWindows, 'notify' | 'retract'>
  /** The newest message of each; undefined: it is about a wait. */
  readonly #shown = new Map<number, number | undefined>()

  constructor(windows: Pick<NotificationWindows, 'notify' | 'retract'>) {
    this.#windows = windows
  }

  /** Many chats become one notification, of the last of them and with their number. */
  tell(due: readonly DueNotification[], digestKind: 'digest' | 'red_digest'): void {
    for (const { chatId, newestId } of due) this.#shown.set(chatId, newestId)
    const last = due.at(-1)
    if (due.length > mostAtOnce && last !== undefined) {
      this.#windows.notify({ ...last.describe(), kind: digestKind, count: due.length })
      return
    }
    for (const { describe } of due) this.#windows.notify(describe())
  }

  retract(chatId: number): void {
    if (this.#shown.delete(chatId)) this.#windows.retract({ chatId: asChatId(chatId) })
  }

  /** The chat is read up to this message. */
  retractRead(chatId: number, lastReadId: number): void {
    const newestId = this.#shown.get(chatId)
    if (newestId !== undefined && newestId <= lastReadId) this.retract(chatId)
  }

  /** Nobody waits in the chat any more. */
  retractWait(chatId: number): void {
    if (this.#shown.has(chatId) && this.#shown.get(chatId) === undefined) this.retract(chatId)
  }

  clear(): void {
    for (const chatId of this.#shown.keys()) this.retract(chatId)
  }
}

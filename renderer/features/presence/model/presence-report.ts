import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** What the window reports about its user. */
export interface OwnPresence {
  /** Absent: nobody is looking at a chat in this window. */
  readonly chatId: ChatId | undefined
  readonly isWriting: boolean
}

export interface PresenceReport {
  /** This chat is open; undefined: none is. */
  look(chatId: ChatId | undefined): void
  /** Somebody is at the window: it got the focus, a key, the pointer. */
  attend(): void
  /** The window is hidden, and nobody looks at it. */
  hide(): void
  /** An answer grew or changed. */
  write(chatId: ChatId): void
  /** It was sent, or cleared. */
  stopWriting(chatId: ChatId): void
  /** Reports again: the core may have lost the last report. */
  repeat(): void
}

/** After this long without a key or a movement, nobody is at the window. */
export const attendedForMs = 3 * 60_000
/** After a pause of this length the user no longer counts as writing. */
export const writingForMs = 20_000
/** A chat that is open for less than this does not count as looked at. */
export const settlesAfterMs = 500

/** Decides what colleagues see of this window's user, and reports every change. */
export function createPresenceReport(clock: Clock, send: (presence: OwnPresence) => void): PresenceReport {
  let openChatId: ChatId | undefined
  let attendedUntilMs = 0
  let writing: { readonly chatId: ChatId; readonly untilMs: number } | undefined
  let told: OwnPresence = { chatId: undefined, isWriting: false }
  let cancelTimer: Cancel | undefined
  let cancelSettling: Cancel | undefined

  const read = (): OwnPresence => {
    const nowMs = clock.now()
    const chatId = nowMs < attendedUntilMs ? openChatId : undefined
    const isWriting = chatId !== undefined && writing?.chatId === chatId && nowMs < writing.untilMs
    return { chatId, isWriting }
  }
  const tell = (): void => {
    cancelSettling = undefined
    const presence = read()
    plan()
    if (presence.chatId === told.chatId && presence.isWriting === told.isWriting) return
    told = presence
    send(presence)
  }
  const settle = (): void => {
    cancelSettling ??= clock.schedule(clock.now() + settlesAfterMs, tell)
  }
  /** Wakes up when the present state expires. */
  const plan = (): void => {
    cancelTimer?.()
    const nowMs = clock.now()
    const ends = [attendedUntilMs, writing?.untilMs ?? 0].filter((atMs) => atMs > nowMs)
    cancelTimer = ends.length === 0 ? undefined : clock.schedule(Math.min(...ends), tell)
  }

  return {
    look: (chatId) => {
      openChatId = chatId
      settle()
    },
    attend: () => {
      const wasAttended = clock.now() < attendedUntilMs
      attendedUntilMs = clock.now() + attendedForMs
      if (!wasAttended) settle()
    },
    hide: () => {
      attendedUntilMs = 0
      settle()
    },
    write: (chatId) => {
      attendedUntilMs = clock.now() + attendedForMs
      writing = { chatId, untilMs: clock.now() + writingForMs }
      settle()
    },
    stopWriting: (chatId) => {
      if (writing?.chatId !== chatId) return
      writing = undefined
      settle()
    },
    repeat: () => {
      told = { chatId: undefined, isWriting: false }
      settle()
    },
  }
}

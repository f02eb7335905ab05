import type { Presence } from '#shared/domain/presence/presence.ts'
import { readPresenceEnd } from '#shared/domain/presence/presence.ts'
import { readTeamLogMessage } from '#shared/domain/team-log/read-log-message.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { type Message, readText } from '../../telegram/message.ts'

interface Entry {
  readonly userId: number
  readonly presence: Presence
  /** Telegram's date of the message or of its last edit. */
  readonly atMs: EpochMs
}

export interface PresentPerson {
  readonly userId: number
  readonly chatId: number
  readonly isWriting: boolean
}

/** What a message of the channel says about its author's presence; undefined: the message is of another kind. */
export function readPresence(message: Message): Presence | undefined {
  const text = readText(message)
  const read = text === undefined ? undefined : readTeamLogMessage(text)
  if (read?.kind !== 'presence') return undefined
  return { chatId: read.chatId, isWriting: read.isWriting }
}

/** What the other consoles last said, each in its own message. */
export class OthersPresence {
  readonly #entries = new Map<number, Entry>()

  /** Takes a new or edited message of the channel. True when it changed something. */
  take(message: Message): boolean {
    const { dateS, editedS, id, isForwarded, isOutgoing, isViaBot, sender } = message
    const presence = readPresence(message)
    const isForeign = isForwarded || isViaBot || isOutgoing
    if (presence?.chatId === undefined || isForeign || sender.kind !== 'user') {
      return this.#entries.delete(id)
    }
    this.#entries.set(id, { userId: sender.id, presence, atMs: Math.max(dateS, editedS) * 1000 })
    return true
  }

  drop(ids: readonly number[]): boolean {
    return ids.filter((id) => this.#entries.delete(id)).length > 0
  }

  /**
   * Who looks where at this moment of Telegram's time, one entry for each person and chat, and when the next entry
   * ends.
   */
  read(nowMs: EpochMs): {
    readonly present: readonly PresentPerson[]
    readonly endsAtMs: EpochMs | undefined
  } {
    const present = new Map<string, PresentPerson>()
    let endsAtMs: EpochMs | undefined
    for (const [id, { atMs, presence, userId }] of this.#entries) {
      const endMs = readPresenceEnd(atMs, nowMs)
      const { chatId, isWriting } = presence
      if (endMs <= nowMs || chatId === undefined) {
        this.#entries.delete(id)
        continue
      }
      endsAtMs = Math.min(endsAtMs ?? endMs, endMs)
      const key = `${userId} ${chatId}`
      present.set(key, { userId, chatId, isWriting: isWriting || present.get(key)?.isWriting === true })
    }
    return { present: [...present.values()], endsAtMs }
  }

  clear(): void {
    this.#entries.clear()
  }
}

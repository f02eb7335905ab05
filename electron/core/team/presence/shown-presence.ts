import type { PresenceEntry } from '#shared/contract/entities/team.ts'
import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { asChatId, asUserId } from '../../telegram/ids.ts'
import type { Message } from '../../telegram/message.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { Roster } from '../team-ports.ts'
import { OthersPresence } from './others-presence.ts'

export interface ShownPresenceParts {
  readonly context: Pick<TeamContext, 'clock' | 'people' | 'publish'> & {
    readonly chats: Pick<TeamContext['chats'], 'findView'>
  }
  readonly roster: Pick<Roster, 'memberIds' | 'selfId'>
  readonly time: Pick<TelegramTime, 'now' | 'offsetMs'>
  readonly upgrades: Pick<Upgrades, 'findSuccessor'>
  readonly isVisible: (chatId: number) => boolean
}

/** What windows are shown of the others: which colleague looks at a chat that may be seen here, or writes in it. */
export class ShownPresence {
  readonly #parts: ShownPresenceParts
  readonly #others = new OthersPresence()
  #shownText = '[]'
  #cancelEnd: Cancel | undefined

  constructor(parts: ShownPresenceParts) {
    this.#parts = parts
  }

  /** Takes a new or edited message of the channel. */
  take(message: Message): void {
    if (this.#others.take(message)) this.refresh()
  }

  /** Drops messages of the channel that were deleted for good. */
  drop(ids: readonly number[]): void {
    if (this.#others.drop(ids)) this.refresh()
  }

  /** Forgets everything, because it belonged to another channel or another account. */
  forget(): void {
    this.#others.clear()
  }

  /** Makes the entries again, because what they are made of may have changed. */
  readonly refresh = (): void => {
    const { endsAtMs, value } = this.#read()
    const { clock } = this.#parts.context
    this.#cancelEnd?.()
    this.#cancelEnd =
      endsAtMs === undefined ? undefined : clock.schedule(endsAtMs - this.#parts.time.offsetMs, this.refresh)
    const text = JSON.stringify(value)
    if (text === this.#shownText) return
    this.#shownText = text
    this.#parts.context.publish([{ op: 'presence', value }])
  }

  /** The entries of this moment, for a window that has none yet. The other windows are told by `refresh`. */
  readShown(): PresenceEntry[] {
    return this.#read().value
  }

  close(): void {
    this.#cancelEnd?.()
  }

  /** The entries, and when the first of them ends. */
  #read(): { readonly value: PresenceEntry[]; readonly endsAtMs: EpochMs | undefined } {
    const { context, isVisible, roster, time, upgrades } = this.#parts
    const { endsAtMs, present } = this.#others.read(time.now())
    const value = present.flatMap(({ chatId: saidId, isWriting, userId }) => {
      const chatId = upgrades.findSuccessor(saidId) ?? saidId
      const isSeen = context.chats.findView(chatId) !== undefined && isVisible(chatId)
      if (!isSeen || userId === roster.selfId || !roster.memberIds.has(userId)) return []
      const name = context.people.nameUser(userId)
      return [{ userId: asUserId(userId), name, chatId: asChatId(chatId), isWriting }]
    })
    return { value, endsAtMs }
  }
}

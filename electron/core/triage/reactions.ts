import type { Logger } from 'pino'
import type { MessageReactions } from '../telegram/message.ts'
import { askWhoReacted } from '../telegram/requests.ts'
import type { People } from '../telegram/people.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import { hasUnnamedReactors, readReactors } from './message-facts.ts'
import type { Tails } from './tails.ts'

export interface ReactionsOptions {
  readonly requests: Pick<RequestQueue, 'run'>
  readonly tails: Tails
  readonly people: People
  readonly log: Logger
  /** True where somebody's reaction answers. */
  readonly isAsked: (chatId: number) => boolean
}

/** Who reacts to what; Telegram is asked for the names it leaves out, where they matter. */
export class Reactions {
  readonly #options: ReactionsOptions
  /** Messages that are being asked for; `isOutdated`: somebody reacted since. */
  readonly #asking = new Map<string, { isOutdated: boolean }>()

  constructor(options: ReactionsOptions) {
    this.#options = options
  }

  /** The reactions to a message as TDLib tells them now. */
  see(chatId: number, messageId: number, reactions: MessageReactions | undefined): void {
    const { isAsked, people, tails } = this.#options
    const key = nameMessage(chatId, messageId)
    const asking = this.#asking.get(key)
    if (!hasUnnamedReactors(reactions) || !isAsked(chatId)) {
      this.#asking.delete(key)
      tails.react(chatId, messageId, readReactors(reactions, people.selfId))
    } else if (asking === undefined) void this.#ask(chatId, messageId)
    else asking.isOutdated = true
  }

  /** The account is gone: answers that are on their way are dropped. */
  clear(): void {
    this.#asking.clear()
  }

  async #ask(chatId: number, messageId: number): Promise<void> {
    const { log, people, requests, tails } = this.#options
    const key = nameMessage(chatId, messageId)
    const asking = { isOutdated: false }
    this.#asking.set(key, asking)
    const answer = await requests.run('reactions', (client) => askWhoReacted(client, chatId, messageId))
    // What TDLib told meanwhile names everybody, and is newer.
    if (this.#asking.get(key) !== asking) return
    this.#asking.delete(key)
    if (!answer.ok) {
      log.debug({ chatId, refusal: answer.refusal.message }, 'Telegram does not say who reacted')
      return
    }
    if (asking.isOutdated) {
      await this.#ask(chatId, messageId)
      return
    }
    const ids = new Set(answer.value.userIds)
    if (answer.value.isOwn && people.selfId !== undefined) ids.add(people.selfId)
    tails.react(chatId, messageId, [...ids])
  }
}

function nameMessage(chatId: number, messageId: number): string {
  return `${chatId}:${messageId}`
}

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
  /** True for chats where a reaction counts as an answer. */
  readonly isAsked: (chatId: number) => boolean
}

/** Who reacted to which message. Where the names matter, Telegram is asked for those that it leaves out. */
export class Reactions {
  readonly #options: ReactionsOptions
  /** Messages whose reactions are being asked for; `isOutdated`: the reactions changed since. */
  readonly #asking = new Map<string, { isOutdated: boolean }>()

  constructor(options: ReactionsOptions) {
    this.#options = options
  }

  /** Takes the current reactions to a message from TDLib. */
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

  /** The account is gone: answers to requests under way are dropped. */
  clear(): void {
    this.#asking.clear()
  }

  async #ask(chatId: number, messageId: number): Promise<void> {
    const { log, people, requests, tails } = this.#options
    const key = nameMessage(chatId, messageId)
    const asking = { isOutdated: false }
    this.#asking.set(key, asking)
    const answer = await requests.run('reactions', (client) => askWhoReacted(client, chatId, messageId))
    // TDLib has named everybody meanwhile, which is newer than this answer.
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

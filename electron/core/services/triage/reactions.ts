import type { Logger } from 'pino'
import type * as Td from 'tdlib-types'
import type { People } from '../../telegram/people.ts'
import type { TdClient } from '../../telegram/td-client.ts'
import { hasUnnamedReactors, readReactors } from './message-facts.ts'
import type { Tails } from './tails.ts'

/** Telegram gives at most so many reactions at once; more than that on one message of a customer are not looked at. */
const maxReactions = 100

export interface ReactionsOptions {
  readonly client: () => TdClient | undefined
  readonly tails: Tails
  readonly people: People
  readonly log: Logger
  /** True where somebody's reaction answers. */
  readonly isAsked: (chatId: number) => boolean
  readonly onBug: (error: unknown) => void
}

/** Who reacts to what; Telegram is asked for the names it leaves out, where they matter. */
export class Reactions {
  readonly #options: ReactionsOptions
  readonly #asking = new Set<string>()

  constructor(options: ReactionsOptions) {
    this.#options = options
  }

  /** The reactions to a message as TDLib tells them now. */
  see(chatId: number, messageId: number, reactions: Td.messageReactions | undefined): void {
    const { isAsked, onBug, people, tails } = this.#options
    if (hasUnnamedReactors(reactions) && isAsked(chatId)) this.#ask(chatId, messageId).catch(onBug)
    else tails.react(chatId, messageId, readReactors(reactions, people.selfId))
  }

  async #ask(chatId: number, messageId: number): Promise<void> {
    const { client, log, people, tails } = this.#options
    const key = `${chatId}:${messageId}`
    const current = client()
    if (current === undefined || this.#asking.has(key)) return
    this.#asking.add(key)
    const answer = await current.invoke({
      _: 'getMessageAddedReactions',
      chat_id: chatId,
      message_id: messageId,
      offset: '',
      limit: maxReactions,
    })
    this.#asking.delete(key)
    if (!answer.ok) {
      log.debug({ chatId, refusal: answer.refusal.message }, 'who reacted is not to be learnt')
      return
    }
    const ids = new Set<number>()
    for (const { is_outgoing: isOwn, sender_id: sender } of answer.value.reactions) {
      if (isOwn && people.selfId !== undefined) ids.add(people.selfId)
      if (sender._ === 'messageSenderUser') ids.add(sender.user_id)
    }
    tails.react(chatId, messageId, [...ids])
  }
}

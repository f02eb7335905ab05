import type { Clock } from '#shared/lib/clock.ts'
import type { Speaker } from '../scenarios/dialogue-player.ts'
import { parseMarkup } from '../scenarios/markup.ts'
import { RpcError } from '../rpc.ts'
import type { ScheduleBook } from './schedule-book.ts'
import type { TrafficPort } from './traffic-port.ts'

const typingMsPerCharacter = 45
const shortestTypingMs = 1500
const longestTypingMs = 9000

export interface Utterance {
  readonly chatId: number
  readonly speaker: Speaker
  /** With markup. */
  readonly text: string
  readonly replyTo?: { readonly message: number; readonly quote?: string | undefined } | undefined
  readonly isBot?: boolean
}

/** Lets people say things as people do: they come online, read, type for a while and send. */
export class Voice {
  readonly #port: TrafficPort
  readonly #clock: Clock
  readonly #userIds: ReadonlyMap<string, number>
  readonly #book: ScheduleBook
  readonly #onRefused: (error: RpcError, utterance: Utterance) => void

  constructor(options: {
    readonly port: TrafficPort
    readonly clock: Clock
    readonly userIds: ReadonlyMap<string, number>
    readonly book: ScheduleBook
    readonly onRefused: (error: RpcError, utterance: Utterance) => void
  }) {
    this.#port = options.port
    this.#clock = options.clock
    this.#userIds = options.userIds
    this.#book = options.book
    this.#onRefused = options.onRefused
  }

  idOf(speaker: Speaker): number {
    const id = this.#userIds.get(speaker.key)
    if (id === undefined) throw new Error(`nobody has the key "${speaker.key}"`)
    return id
  }

  /**
   * Sends at `atMs`, after typing as long as the text takes. `stillWanted` is asked when the typing begins and before
   * it is sent; `done` gets the message's number, or undefined when nothing was sent.
   */
  say(
    utterance: Utterance,
    atMs: number,
    options: {
      readonly stillWanted?: () => boolean
      readonly done?: (number: number | undefined) => void
    } = {},
  ): void {
    const { stillWanted = () => true, done = () => undefined } = options
    const typingMs =
      utterance.isBot === true
        ? 0
        : Math.min(Math.max(utterance.text.length * typingMsPerCharacter, shortestTypingMs), longestTypingMs)
    const startMs = Math.max(this.#clock.now(), atMs - typingMs)
    this.#book.at(startMs, () => {
      if (!stillWanted()) return done(undefined)
      if (typingMs > 0) this.#beginTyping(utterance)
      this.#book.at(startMs + typingMs, () => {
        if (stillWanted()) return done(this.#send(utterance))
        this.#attempt(utterance, (userId) => this.#port.setTyping(utterance.chatId, userId, false))
        done(undefined)
      })
    })
  }

  #beginTyping(utterance: Utterance): void {
    this.#attempt(utterance, (userId) => {
      this.#port.setOnline(userId, true)
      this.#port.readChat(utterance.chatId, userId)
      this.#port.setTyping(utterance.chatId, userId, true)
    })
  }

  #send(utterance: Utterance): number | undefined {
    const { chatId, replyTo } = utterance
    const styled = parseMarkup(utterance.text, (key) => this.#userIds.get(key))
    return this.#attempt(utterance, (fromId) => {
      return this.#port.sendMessage({ chatId, fromId, text: styled.text, entities: styled.entities, replyTo })
        .number
    })
  }

  /** A person may have been removed from a chat meanwhile; the world then refuses, and the others talk on. */
  #attempt<Value>(utterance: Utterance, act: (userId: number) => Value): Value | undefined {
    try {
      return act(this.idOf(utterance.speaker))
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      this.#onRefused(error, utterance)
      return undefined
    }
  }
}

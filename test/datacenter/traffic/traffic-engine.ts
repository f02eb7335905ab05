import type { Clock } from '#shared/lib/clock.ts'
import type { RpcError } from '../rpc.ts'
import { LivePlayer } from './live-player.ts'
import { TeamLogPlayer } from './team-log-player.ts'
import { RulePlayer } from './rule-player.ts'
import { ScheduleBook } from './schedule-book.ts'
import type { TrafficPlan } from './traffic-plan.ts'
import type { HeardMessage, TrafficPort } from './traffic-port.ts'
import { Voice } from './voice.ts'

export interface TrafficOptions {
  readonly plan: TrafficPlan
  readonly port: TrafficPort
  readonly clock: Clock
  /** True for a user who is logged in: nothing is said in that person's name. */
  readonly isDriven?: (userId: number) => boolean
  /** The world refused something, for example because a test removed a person from a chat. */
  readonly onRefused?: (error: RpcError) => void
}

/** Makes a world live: the plan's rules and conversations, always the same for the same plan and clock. */
export class TrafficEngine {
  readonly #book: ScheduleBook
  readonly #rules: RulePlayer
  readonly #live: LivePlayer | undefined
  readonly #teamLog: TeamLogPlayer | undefined
  #isStarted = false
  /** Our own messages come back through `hear` as well. */
  #isSending = false

  constructor(options: TrafficOptions) {
    const { plan, clock, isDriven = () => false, onRefused = () => undefined } = options
    const port = this.#watchSending(options.port)
    const book = new ScheduleBook(clock)
    this.#book = book
    this.#rules = new RulePlayer({ plan, port, clock, book, onRefused })
    const voice = new Voice({ port, clock, userIds: plan.userIds, book, onRefused })
    this.#live = plan.live && new LivePlayer({ plan, live: plan.live, clock, book, voice, isDriven })
    const { teamLog, seed } = plan
    this.#teamLog = teamLog && new TeamLogPlayer({ seed, teamLog, clock, book, port, isDriven, onRefused })
  }

  start(): void {
    if (this.#isStarted) return
    this.#isStarted = true
    this.#rules.start()
    this.#live?.start()
    this.#teamLog?.start()
  }

  /** Nothing happens after this; an engine is not started twice. */
  stop(): void {
    this.#book.clear()
  }

  /** To be told of every message of the world at once when it is sent; what the engine sent itself is recognised. */
  hear(message: HeardMessage): void {
    if (this.#isStarted && message.isService !== true) this.#teamLog?.hear(message)
    if (!this.#isSending && this.#isStarted && message.isService !== true) this.#live?.hear(message)
  }

  #watchSending(port: TrafficPort): TrafficPort {
    return {
      sendMessage: (input) => {
        this.#isSending = true
        try {
          return port.sendMessage(input)
        } finally {
          this.#isSending = false
        }
      },
      editMessage: (chatId, number, text, entities, date) =>
        port.editMessage(chatId, number, text, entities, date),
      setTyping: (chatId, userId, isTyping) => port.setTyping(chatId, userId, isTyping),
      setOnline: (userId, isOnline) => port.setOnline(userId, isOnline),
      readChat: (chatId, userId, upToNumber) => port.readChat(chatId, userId, upToNumber),
    }
  }
}

import type { Clock } from '#shared/lib/clock.ts'
import { parseMarkup } from '../scenarios/markup.ts'
import { createRandom } from '../scenarios/random.ts'
import { RpcError } from '../rpc.ts'
import type { ScheduleBook } from './schedule-book.ts'
import type { TrafficPlan, TrafficRule } from './traffic-plan.ts'
import type { TrafficPort } from './traffic-port.ts'

const typingMs = 1000
const mostLateMs = 5000

/** Plays the plain rules of a plan: this person writes to this chat every so often. */
export class RulePlayer {
  readonly #plan: TrafficPlan
  readonly #port: TrafficPort
  readonly #clock: Clock
  readonly #book: ScheduleBook
  readonly #onRefused: (error: RpcError, rule: TrafficRule) => void

  constructor(options: {
    readonly plan: TrafficPlan
    readonly port: TrafficPort
    readonly clock: Clock
    readonly book: ScheduleBook
    readonly onRefused: (error: RpcError, rule: TrafficRule) => void
  }) {
    this.#plan = options.plan
    this.#port = options.port
    this.#clock = options.clock
    this.#book = options.book
    this.#onRefused = options.onRefused
  }

  start(): void {
    this.#plan.rules.forEach((rule, index) => this.#play(rule, index))
  }

  #play(rule: TrafficRule, index: number): void {
    const random = createRandom(this.#plan.seed, `rule/${index}`)
    const drawGapMs = (): number =>
      Math.max(1, Math.round(rule.everyMs * (1 + (random.next() * 2 - 1) * rule.jitter)))
    const scheduleNext = (sent: number, lastAtMs: number): void => {
      if (rule.count !== undefined && sent >= rule.count) return
      const atMs = lastAtMs + drawGapMs()
      if (rule.hasTyping) {
        this.#book.at(atMs - typingMs, () => {
          this.#attempt(rule, () => this.#port.setTyping(rule.chatId, rule.fromId, true))
        })
      }
      this.#book.at(atMs, () => {
        this.#send(rule, sent)
        // After a sleep of the machine the rule goes on from now instead of making up for what it missed.
        const nowMs = this.#clock.now()
        scheduleNext(sent + 1, nowMs - atMs > mostLateMs ? nowMs : atMs)
      })
    }
    scheduleNext(0, this.#clock.now())
  }

  #send(rule: TrafficRule, sent: number): void {
    const styled = parseMarkup(rule.texts[sent % rule.texts.length] ?? '', (key) =>
      this.#plan.userIds.get(key),
    )
    this.#attempt(rule, () => {
      const { chatId, fromId } = rule
      this.#port.sendMessage({ chatId, fromId, text: styled.text, entities: styled.entities })
    })
  }

  #attempt(rule: TrafficRule, act: () => void): void {
    try {
      act()
    } catch (error) {
      if (!(error instanceof RpcError)) throw error
      this.#onRefused(error, rule)
    }
  }
}

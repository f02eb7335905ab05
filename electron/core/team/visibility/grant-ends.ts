import type { TeamChange } from '#shared/domain/team-log/team-state.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type { TeamLog } from '../team-ports.ts'
import { findNextEndS } from './grants.ts'

/** While a grant has an end, the time is checked this often: timers stand still while a machine sleeps. */
const lookMs = 1_000

export interface GrantEndsOptions {
  readonly clock: Clock
  /** Telegram's time, in which the ends are given. */
  readonly now: () => EpochMs
  readonly teamLog: TeamLog
  /** Is told of the chats, by their ids in the team's log, in the second in which grants of theirs end. */
  readonly onEnd: (chatIds: readonly number[]) => void
}

/** Reports when grants come to their end, because no event of the team's log says so. */
export class GrantEnds {
  readonly #options: GrantEndsOptions
  /** The end of the next grant of each chat to end, in seconds. */
  readonly #ends = new Map<number, number>()
  #cancel: Cancel | undefined

  constructor(options: GrantEndsOptions) {
    this.#options = options
  }

  follow(changes: readonly TeamChange[]): void {
    const isAll = changes.some(({ kind }) => kind === 'everything')
    if (isAll) {
      this.#ends.clear()
      for (const chatId of this.#options.teamLog.state.chats.keys()) this.#note(chatId)
    } else for (const change of changes) if (change.kind === 'chat') this.#note(change.chatId)
    this.#arm()
  }

  close(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#ends.clear()
  }

  #note(chatId: number): void {
    const { teamLog, now } = this.#options
    const grants = teamLog.state.chats.get(chatId)?.grants.values() ?? []
    const endS = findNextEndS(grants, now() / 1000)
    if (endS === undefined) this.#ends.delete(chatId)
    else this.#ends.set(chatId, endS)
  }

  #arm(): void {
    this.#cancel?.()
    this.#cancel = undefined
    if (this.#ends.size === 0) return
    const { clock, now } = this.#options
    const inMs = Math.min(...this.#ends.values()) * 1000 - now()
    this.#cancel = clock.schedule(clock.now() + Math.min(Math.max(inMs, 0), lookMs), () => {
      this.#cancel = undefined
      this.#look()
    })
  }

  #look(): void {
    const nowS = this.#options.now() / 1000
    const ended = [...this.#ends].filter(([, endS]) => endS <= nowS).map(([chatId]) => chatId)
    for (const chatId of ended) this.#note(chatId)
    if (ended.length > 0) this.#options.onEnd(ended)
    this.#arm()
  }
}

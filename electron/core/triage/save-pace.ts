import type { MessageTail } from '#shared/domain/message-tail/message-tail.ts'
import type { EpochMs } from '#shared/lib/clock.ts'

/** Shorter tails are written after every change. */
const longFrom = 500
/** The pause between two writes of a long tail, per message in the tail, so that longer tails do not cost more time. */
const pausePerFactMs = 1

/**
 * When a tail is written. A long tail that only grows is written later, because new messages can be read back from
 * Telegram if the process is killed. A change that Telegram does not tell again (a deletion) is written at once.
 */
export class SavePace {
  readonly #written = new Map<number, { readonly tail: MessageTail; readonly atMs: EpochMs }>()

  /**
   * The time until which the tail need not be written. Undefined: the tail has to be written now, and counts as
   * written.
   */
  findPause(chatId: number, tail: MessageTail, nowMs: EpochMs): EpochMs | undefined {
    const last = this.#written.get(chatId)
    if (last !== undefined && isGrown(last.tail, tail)) {
      const untilMs = last.atMs + tail.facts.length * pausePerFactMs
      if (nowMs >= last.atMs && nowMs < untilMs) return untilMs
    }
    if (tail.facts.length < longFrom) this.#written.delete(chatId)
    else this.#written.set(chatId, { tail, atMs: nowMs })
    return undefined
  }

  /** Forgets the pace, so that every tail is written again. */
  clear(): void {
    this.#written.clear()
  }
}

function isGrown(before: MessageTail, after: MessageTail): boolean {
  return (
    before.reachesStart === after.reachesStart &&
    before.facts.length <= after.facts.length &&
    before.facts.every((fact, index) => fact === after.facts[index])
  )
}

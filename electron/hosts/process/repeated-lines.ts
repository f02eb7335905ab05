import type { Clock } from '#shared/lib/clock.ts'

const windowMs = 60_000
/** Lines with the same words that are written out within one window. */
const writtenLines = 50
/** Kinds of lines that are counted apart; the rest is one kind. */
const maxKinds = 100
const levels = { info: 30, fatal: 60 }

/** The parts of a line by which it is judged. */
export interface LineHead {
  /** pino's number. */
  readonly level: number
  readonly msg: string
}

export interface RepeatedLinesOptions {
  readonly clock: Clock
  /** Is told at the end of a minute how many lines of one kind were left out. */
  readonly summarise: (head: LineHead, leftOut: number) => void
}

/**
 * The one rule for lines that repeat: of each kind (level and words) the first fifty in a minute are written, and one
 * line at its end says how many more there were. The last line before an end is always written, and so is what is only
 * logged when somebody asked for it (debug and below).
 */
export class RepeatedLines {
  readonly #options: RepeatedLinesOptions
  readonly #kinds = new Map<string, { head: LineHead; count: number }>()

  constructor(options: RepeatedLinesOptions) {
    this.#options = options
  }

  /** Whether a line is to be written. */
  admit(head: LineHead): boolean {
    if (head.level < levels.info || head.level >= levels.fatal) return true
    const kind = this.#findKind(head)
    kind.count += 1
    return kind.count <= writtenLines
  }

  /** Says what was left out so far, before the process ends. */
  flush(): void {
    for (const key of this.#kinds.keys()) this.#endWindow(key)
  }

  #findKind(head: LineHead): { count: number } {
    const own = `${head.level} ${head.msg}`
    const isKnown = this.#kinds.has(own) || this.#kinds.size < maxKinds
    const key = isKnown ? own : 'others'
    const known = this.#kinds.get(key)
    if (known !== undefined) return known
    const kind = { head: isKnown ? head : { level: levels.info, msg: 'lines of many kinds' }, count: 0 }
    this.#kinds.set(key, kind)
    const { clock } = this.#options
    clock.schedule(clock.now() + windowMs, () => {
      this.#endWindow(key)
    })
    return kind
  }

  #endWindow(key: string): void {
    const kind = this.#kinds.get(key)
    if (kind === undefined) return
    this.#kinds.delete(key)
    if (kind.count > writtenLines) this.#options.summarise(kind.head, kind.count - writtenLines)
  }
}

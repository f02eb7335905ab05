import type { TriageView } from '#shared/contract/entities/triage.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type { Store } from '../store/store.ts'

/** Shorter absences need no summing up. */
const shortestAbsenceMs = 300_000
const noteEveryMs = 60_000
/** Without a connection nothing more is learnt about the absence; what happens then is told as it happens. */
const longestCatchUpMs = 60_000
/** What was found last still makes its way into the rows, which tell of what is red. */
const calmMs = 250
const aliveFact = 'triage.alive'

export interface DigestOptions {
  readonly clock: Clock
  readonly store: Pick<Store, 'readFact' | 'saveFact'>
  /** What there is to tell now. */
  readonly count: () => {
    readonly redCount: number
    readonly waitingCount: number
    readonly unreadCount: number
  }
  /** True once everything that happened meanwhile is known. */
  readonly isCaughtUp: () => boolean
  readonly isUpToDate: () => boolean
  readonly onChange: () => void
}

/** What is told after an absence, once instead of all at once. */
export class Digest {
  readonly #options: DigestOptions
  #isCatchingUp = true
  #absence: { readonly sinceMs: EpochMs; readonly untilMs: EpochMs } | undefined
  #view: TriageView['digest']
  #cancelNote: Cancel | undefined
  #cancelCatchUp: Cancel | undefined
  #cancelEnd: Cancel | undefined

  constructor(options: DigestOptions) {
    this.#options = options
  }

  get view(): TriageView['digest'] {
    return this.#view
  }

  get isCatchingUp(): boolean {
    return this.#isCatchingUp
  }

  /** At the start: since when nobody looked is on disk. */
  start(): void {
    const aliveMs = this.#options.store.readFact(aliveFact)
    this.#noteAlive()
    if (typeof aliveMs === 'number') this.#noteAbsence(aliveMs)
    this.#limitCatchUp()
  }

  /** Time went on without us: the machine slept. */
  wake(sinceMs: EpochMs): void {
    this.#noteAbsence(sinceMs)
    this.#isCatchingUp = true
    this.#limitCatchUp()
  }

  /** Something of the catching up has come to its end. */
  check(): void {
    if (!this.#isToEnd() || this.#cancelEnd !== undefined) return
    const { clock } = this.#options
    this.#cancelEnd = clock.schedule(clock.now() + calmMs, () => {
      this.#cancelEnd = undefined
      if (this.#isToEnd()) this.#end()
    })
  }

  /** Without a connection the silence ends before everything is known; the digest comes all the same. */
  #isToEnd(): boolean {
    return (this.#isCatchingUp || this.#absence !== undefined) && this.#options.isCaughtUp()
  }

  #end(): void {
    this.#isCatchingUp = false
    this.#cancelCatchUp?.()
    const absence = this.#absence
    this.#absence = undefined
    if (absence !== undefined) {
      const counts = this.#options.count()
      const isEmpty = counts.redCount === 0 && counts.waitingCount === 0 && counts.unreadCount === 0
      this.#view = isEmpty ? undefined : { ...absence, ...counts }
    }
    this.#options.onChange()
  }

  dismiss(): void {
    if (this.#view === undefined) return
    this.#view = undefined
    this.#options.onChange()
  }

  /** Another account comes, of which nothing is known: it is caught up with like at a start. */
  clear(): void {
    this.#absence = undefined
    this.dismiss()
    this.#cancelEnd?.()
    this.#cancelEnd = undefined
    this.#isCatchingUp = true
    this.#limitCatchUp()
  }

  close(): void {
    this.#cancelNote?.()
    this.#cancelCatchUp?.()
    this.#cancelEnd?.()
    this.#saveAlive()
  }

  #noteAbsence(sinceMs: EpochMs): void {
    const untilMs = this.#options.clock.now()
    if (untilMs - sinceMs < shortestAbsenceMs) return
    this.#absence = { sinceMs: Math.min(sinceMs, this.#absence?.sinceMs ?? sinceMs), untilMs }
  }

  #limitCatchUp(): void {
    const { clock, isUpToDate, onChange } = this.#options
    this.#cancelCatchUp?.()
    this.#cancelCatchUp = clock.schedule(clock.now() + longestCatchUpMs, () => {
      if (!this.#isCatchingUp) return
      if (isUpToDate()) {
        this.#limitCatchUp()
        return
      }
      this.#isCatchingUp = false
      onChange()
    })
  }

  #noteAlive(): void {
    const { clock } = this.#options
    this.#cancelNote = clock.schedule(clock.now() + noteEveryMs, () => {
      this.#saveAlive()
      this.#noteAlive()
    })
  }

  #saveAlive(): void {
    this.#options.store.saveFact(aliveFact, this.#options.clock.now())
  }
}

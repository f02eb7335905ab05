import type { TriageView } from '#shared/contract/entities/triage.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type { Store } from '../store/store.ts'

/** Shorter absences need no digest. */
const shortestAbsenceMs = 300_000
const noteEveryMs = 60_000
/**
 * Without a connection nothing more is learned about the absence, so catching up ends after this time. Later changes
 * are told as they happen.
 */
const longestCatchUpMs = 60_000
/** A last pause, so that the newest findings reach the rows that the digest counts. */
const calmMs = 250
const aliveFact = 'triage.alive'

export interface DigestOptions {
  readonly clock: Clock
  readonly store: Pick<Store, 'readFact' | 'saveFact'>
  /** The numbers that the digest shows. */
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

/** The summary after an absence, shown once instead of one notification per change. */
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

  /** Called at the start: the store knows since when nobody has looked. */
  start(): void {
    const aliveMs = this.#options.store.readFact(aliveFact)
    this.#noteAlive()
    if (typeof aliveMs === 'number') this.#noteAbsence(aliveMs)
    this.#limitCatchUp()
  }

  /** The machine slept, so time passed without this console. */
  wake(sinceMs: EpochMs): void {
    this.#noteAbsence(sinceMs)
    this.#isCatchingUp = true
    this.#limitCatchUp()
  }

  /** Checks whether everything is known now, after a part of catching up has ended. */
  check(): void {
    if (!this.#isToEnd() || this.#cancelEnd !== undefined) return
    const { clock } = this.#options
    this.#cancelEnd = clock.schedule(clock.now() + calmMs, () => {
      this.#cancelEnd = undefined
      if (this.#isToEnd()) this.#end()
    })
  }

  /**
   * True when catching up, or a pending digest, can end. Without a connection catching up ends earlier, but the
   * digest still comes once everything is known.
   */
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

  /** Another account may come, of which nothing is known: catching up begins as at a start. */
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
    this.#cancelNote?.()
    this.#cancelNote = clock.schedule(clock.now() + noteEveryMs, () => {
      this.#saveAlive()
      this.#noteAlive()
    })
  }

  #saveAlive(): void {
    this.#options.store.saveFact(aliveFact, this.#options.clock.now())
  }
}

import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

interface Task {
  readonly atMs: EpochMs
  readonly run: () => void
}

/** A clock that is moved by hand and runs what is due within the call, so that nothing but work is measured. */
export class ManualClock implements Clock {
  readonly #tasks = new Set<Task>()
  #nowMs: EpochMs

  constructor(startMs: EpochMs) {
    this.#nowMs = startMs
  }

  now(): EpochMs {
    return this.#nowMs
  }

  schedule(atMs: EpochMs, run: () => void): Cancel {
    const task = { atMs, run }
    this.#tasks.add(task)
    return () => {
      this.#tasks.delete(task)
    }
  }

  advanceBy(durationMs: number): void {
    const untilMs = this.#nowMs + durationMs
    for (;;) {
      let next: Task | undefined
      for (const task of this.#tasks) if (next === undefined || task.atMs < next.atMs) next = task
      if (next === undefined || next.atMs > untilMs) break
      this.#tasks.delete(next)
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.run()
    }
    this.#nowMs = untilMs
  }
}

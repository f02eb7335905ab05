import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'

interface Task {
  readonly id: number
  readonly atMs: EpochMs
  readonly run: () => void
}

const historyLength = 20

/**
 * A clock that stands still until the test moves it.
 *
 * 1. Tasks run in the order of (time, id): what is due first, then what was scheduled first.
 * 2. `now()` never goes back. While a task runs it is the task's own time; a task for the past runs at the current time.
 * 3. Before each task, and after the last one, everything that promises and ready I/O had to do has run.
 * 4. `schedule` never runs anything by itself, not even what is already due.
 * 5. A move that would run more than `maxTasks` tasks fails and names the last ones: something reschedules itself for ever.
 * 6. One move at a time.
 */
export class FakeClock implements Clock {
  readonly #maxTasks: number
  #nowMs: EpochMs
  #nextId = 1
  #isMoving = false
  readonly #tasks = new Map<number, Task>()

  constructor(options: { readonly startMs?: EpochMs; readonly maxTasks?: number } = {}) {
    this.#nowMs = options.startMs ?? 1_750_000_000_000
    this.#maxTasks = options.maxTasks ?? 10_000
  }

  now(): EpochMs {
    return this.#nowMs
  }

  schedule(atMs: EpochMs, run: () => void): Cancel {
    const id = this.#nextId
    this.#nextId += 1
    this.#tasks.set(id, { id, atMs, run })
    return () => {
      this.#tasks.delete(id)
    }
  }

  /** How many tasks wait, whenever they are due. */
  get pendingCount(): number {
    return this.#tasks.size
  }

  /** When the next task is due; undefined when nothing waits. */
  get nextAtMs(): EpochMs | undefined {
    return this.#findNext()?.atMs
  }

  advanceBy(durationMs: number): Promise<void> {
    return this.advanceTo(this.#nowMs + durationMs)
  }

  /** Runs everything that is due until `atMs`, what the tasks themselves schedule included, and stops there. */
  async advanceTo(atMs: EpochMs): Promise<void> {
    if (this.#isMoving) throw new Error('the clock is already being moved')
    if (atMs < this.#nowMs) throw new Error(`the clock cannot go back from ${this.#nowMs} to ${atMs}`)
    this.#isMoving = true
    try {
      await this.#runUntil(atMs)
    } finally {
      this.#isMoving = false
    }
  }

  async #runUntil(atMs: EpochMs): Promise<void> {
    const history: string[] = []
    for (let count = 0; ; count += 1) {
      await drainReadyWork()
      const task = this.#findNext()
      if (task === undefined || task.atMs > atMs) break
      if (count >= this.#maxTasks) {
        throw new Error(
          `more than ${this.#maxTasks} tasks until ${atMs}; the last ones: ${history.join(', ')}`,
        )
      }
      this.#tasks.delete(task.id)
      this.#nowMs = Math.max(this.#nowMs, task.atMs)
      history.push(`#${task.id} at ${task.atMs}`)
      if (history.length > historyLength) history.shift()
      task.run()
    }
    this.#nowMs = atMs
  }

  #findNext(): Task | undefined {
    let next: Task | undefined
    for (const task of this.#tasks.values()) {
      if (next === undefined || task.atMs < next.atMs) next = task
    }
    return next
  }
}

/** One turn of the event loop: promise callbacks and I/O that is ready run before it ends. */
function drainReadyWork(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve)
  })
}

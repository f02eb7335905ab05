/** How often a method was called by whom; `userId` is undefined before login. */
export interface CallCount {
  readonly method: string
  readonly userId: number | undefined
  readonly count: number
}

/** Counts calls by method and user, those without a handler apart. */
export class CallLog {
  readonly #counts = new Map<string, Map<number | undefined, number>>()
  readonly #unserved = new Map<string, number>()
  readonly #layers = new Set<number>()

  record(method: string, userId: number | undefined): void {
    const byUser = this.#counts.get(method) ?? new Map<number | undefined, number>()
    byUser.set(userId, (byUser.get(userId) ?? 0) + 1)
    this.#counts.set(method, byUser)
  }

  recordUnserved(method: string): void {
    this.#unserved.set(method, (this.#unserved.get(method) ?? 0) + 1)
  }

  recordLayer(layer: number): void {
    this.#layers.add(layer)
  }

  /** Calls of a method, of one user when given. */
  countOf(method: string, userId?: number): number {
    const byUser = this.#counts.get(method)
    if (byUser === undefined) return 0
    if (userId !== undefined) return byUser.get(userId) ?? 0
    return [...byUser.values()].reduce((sum, count) => sum + count, 0)
  }

  list(): readonly CallCount[] {
    return [...this.#counts].flatMap(([method, byUser]) =>
      [...byUser].map(([userId, count]) => ({ method, userId, count })),
    )
  }

  /** Methods that were called without being served, with how often. */
  unserved(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#unserved].sort(([a], [b]) => a.localeCompare(b)))
  }

  /** The API layers clients named in invokeWithLayer. */
  layers(): readonly number[] {
    return [...this.#layers]
  }
}

/** A stretch of a log as a client asks for it. */
export type LogSlice<Event> =
  | {
      readonly kind: 'events'
      readonly events: readonly Event[]
      readonly pts: number
      readonly isFinal: boolean
    }
  /** The client's pts is older than what is kept: it must load anew. */
  | { readonly kind: 'tooLong'; readonly pts: number }

interface Entry<Event> {
  /** The pts after this event. */
  readonly pts: number
  readonly event: Event
}

/**
 * Events of one box or channel, each moving `pts` on by the number of messages it touches. Old events are forgotten, so
 * the log's size is bounded whatever happens.
 */
export class PtsLog<Event> {
  #pts: number
  #entries: Entry<Event>[] = []
  /** The pts before the oldest event that is kept. */
  #basePts: number
  readonly #keep: number

  constructor(pts: number, keep: number) {
    this.#pts = pts
    this.#basePts = pts
    this.#keep = keep
  }

  get pts(): number {
    return this.#pts
  }

  /** Adds an event and returns the pts after it. */
  append(event: Event, ptsCount = 1): number {
    this.#pts += ptsCount
    this.#entries.push({ pts: this.#pts, event })
    if (this.#entries.length >= this.#keep * 2) {
      const forgotten = this.#entries.length - this.#keep
      this.#basePts = this.#entries[forgotten - 1]?.pts ?? this.#basePts
      this.#entries = this.#entries.slice(forgotten)
    }
    return this.#pts
  }

  /** Moves on over what no client has to be told, such as a history that was there from the start. */
  skip(ptsCount: number): void {
    this.#pts += ptsCount
    this.#basePts = this.#pts
    this.#entries = []
  }

  /** Events after `pts`, at most `limit` of them. A pts from the future counts as up to date. */
  since(pts: number, limit: number): LogSlice<Event> {
    if (pts >= this.#pts) return { kind: 'events', events: [], pts: this.#pts, isFinal: true }
    if (pts < this.#basePts) return { kind: 'tooLong', pts: this.#pts }
    const from = this.#findFirstAfter(pts)
    const slice = this.#entries.slice(from, from + limit)
    const isFinal = from + slice.length >= this.#entries.length
    return {
      kind: 'events',
      events: slice.map((entry) => entry.event),
      pts: slice.at(-1)?.pts ?? this.#pts,
      isFinal,
    }
  }

  #findFirstAfter(pts: number): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#entries[middle]?.pts ?? 0) > pts) high = middle
      else low = middle + 1
    }
    return low
  }
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type EpochMs = number

/** Cancels what was scheduled or subscribed; calling it again does nothing. */
export type Cancel = () => void

/** The only source of time for rules, services and deadlines, so that a test can control it. */
export interface Clock {
  now(): EpochMs
  /** Runs once at `atMs` or as soon after as the host allows; at once (but never synchronously) when it has passed. */
  schedule(atMs: EpochMs, run: () => void): Cancel
}

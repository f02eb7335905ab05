import type { Cancel } from '../lib/clock.ts'

/**
 * One end of a two-way pipe of structured-cloneable messages, delivered in order.
 * MessagePort, worker port and WebSocket become one by a small adapter in the process that owns them.
 */
export interface MessageEndpoint {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): Cancel
  /** Called once when the other side is gone; a listener added after that is called too. */
  onClose(listener: () => void): Cancel
  close(): void
}

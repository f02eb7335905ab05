import type { SessionView } from '#shared/contract/entities/session.ts'

type Connection = SessionView['connection']

/** Telegram answers calls, even if it has not told yet everything that happened meanwhile. Enough to ask or to send. */
export function isOnline(connection: Connection): boolean {
  return connection === 'ready' || connection === 'updating'
}

/** Telegram has told everything that happened meanwhile. Needed to draw conclusions from what is known. */
export function isUpToDate(connection: Connection): boolean {
  return connection === 'ready'
}

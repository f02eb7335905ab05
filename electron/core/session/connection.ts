import type { SessionView } from '#shared/contract/entities/session.ts'

type Connection = SessionView['connection']

/** Telegram answers calls, whether or not it has told everything that happened meanwhile: for what is asked or said. */
export function isOnline(connection: Connection): boolean {
  return connection === 'ready' || connection === 'updating'
}

/** Telegram has told everything that happened meanwhile: for what is concluded from what is known. */
export function isUpToDate(connection: Connection): boolean {
  return connection === 'ready'
}

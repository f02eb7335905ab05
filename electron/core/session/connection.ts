import type { SessionView } from '#shared/contract/entities/session.ts'
import type * as Td from 'tdlib-types'

type Connection = SessionView['connection']

const connections = {
  connectionStateWaitingForNetwork: 'waiting_for_network',
  connectionStateConnectingToProxy: 'connecting_to_proxy',
  connectionStateConnecting: 'connecting',
  connectionStateUpdating: 'updating',
  connectionStateReady: 'ready',
} as const satisfies Record<Td.ConnectionState['_'], Connection>

export function readConnection(state: Td.ConnectionState): Connection {
  return connections[state._]
}

/** Telegram answers calls, whether or not it has told everything that happened meanwhile: for what is asked or said. */
export function isOnline(connection: Connection): boolean {
  return connection === 'ready' || connection === 'updating'
}

/** Telegram has told everything that happened meanwhile: for what is concluded from what is known. */
export function isUpToDate(connection: Connection): boolean {
  return connection === 'ready'
}

import type { SessionView } from '#shared/contract/entities/session.ts'
import type { CoreState } from '#shared/contract/shell-contract.ts'
import type { LinkState } from '../../lib/core-link/connect-core.ts'

/** What the bar says: the nearest broken link, because nothing behind it can be known. */
export type ConnectionTrouble =
  | { readonly kind: 'core'; readonly state: Exclude<CoreState, { kind: 'running' }> }
  | { readonly kind: 'link'; readonly state: Exclude<LinkState, { kind: 'connected' }> }
  | {
      readonly kind: 'telegram'
      readonly state: Exclude<SessionView['connection'], 'ready'>
      /** Somebody is signed in: saved chats can be read, and messages wait in the outbox. */
      readonly hasChats: boolean
    }

/** Undefined when everything is connected. */
export function describeConnection(
  core: CoreState | undefined,
  link: LinkState,
  session: SessionView | undefined,
): ConnectionTrouble | undefined {
  if (core !== undefined && core.kind !== 'running') return { kind: 'core', state: core }
  if (link.kind !== 'connected') return { kind: 'link', state: link }
  if (session === undefined || session.connection === 'ready') return undefined
  const { kind } = session.auth
  // Without a key, or without its files, TDLib does not even try to connect.
  if (kind === 'wait_api_credentials' || kind === 'blocked') return undefined
  return {
    kind: 'telegram',
    state: session.connection,
    hasChats: kind === 'ready' || session.me !== undefined,
  }
}

import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { Store } from './store/store.ts'
import type { GoneMessages } from './telegram/gone-messages.ts'
import type { Groups } from './telegram/groups.ts'
import type { People } from './telegram/people.ts'
import type { RequestQueue } from './telegram/request-queue.ts'
import type { TdClient } from './telegram/td-client.ts'

/** Every part of the core is given this context. What else a part needs, the part declares as ports of its own. */
export interface CoreContext {
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  /** Users, and chats that can be senders, as Telegram last described them. */
  readonly people: People
  readonly groups: Groups
  /** Messages that TDLib gives and the server does not have. */
  readonly gone: GoneMessages
  /** The TDLib client. Undefined before the credentials are known and between two clients. */
  readonly client: () => TdClient | undefined
  /** Every background request to Telegram goes through this queue. */
  readonly requests: RequestQueue
  /** True while Telegram answers calls. */
  readonly isOnline: () => boolean
  /** Sends patches to every window that may see them. */
  readonly publish: (ops: readonly PatchOp[]) => void
}

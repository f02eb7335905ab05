import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { Store } from './store/store.ts'
import type { Groups } from './telegram/groups.ts'
import type { People } from './telegram/people.ts'
import type { RequestQueue } from './telegram/request-queue.ts'
import type { TdClient } from './telegram/td-client.ts'

/** What every part of the core is given. What a part needs besides are ports that it names itself. */
export interface CoreContext {
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  /** Users and chats that speak, as Telegram last described them. */
  readonly people: People
  readonly groups: Groups
  /** TDLib; undefined before the credentials are known and between two clients. */
  readonly client: () => TdClient | undefined
  /** The way of everything that is asked in the background. */
  readonly requests: RequestQueue
  /** Telegram answers calls. */
  readonly isOnline: () => boolean
  /** To every window that may see it. */
  readonly publish: (ops: readonly PatchOp[]) => void
}

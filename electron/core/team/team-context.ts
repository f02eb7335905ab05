import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Groups } from '../telegram/groups.ts'
import type { Notices } from '../session/notices.ts'

/** What every part of the team is given. */
export interface TeamContext {
  readonly client: () => TdClient | undefined
  readonly clock: Clock
  readonly log: Logger
  readonly store: Store
  readonly people: People
  readonly groups: Groups
  readonly notices: Notices
  /** The rows; they are made after the team, so they are asked for when they are needed. */
  readonly chats: () => ChatModel
  readonly readSettings: () => SettingsView
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly isOnline: () => boolean
  /** Chat id of the channel that a profile of a demo begins with. */
  readonly presetTeam: number | undefined
  readonly onBug: (error: unknown) => void
}

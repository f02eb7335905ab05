import type { EpochMs } from '#shared/lib/clock.ts'
import type { DurableResult } from './store.ts'

/** A message of the team channel that looks like an event. */
export interface StoredTeamLogMessage {
  readonly messageId: number
  readonly dateS: number
  /** The id of the user who wrote the message, or (below zero) of the chat in whose name it was written. */
  readonly authorId: number
  /** Why the message does not count, whatever it says. */
  readonly flaw?: string | undefined
  /** The readable part. */
  readonly line: string
  /** The block as it was written; absent where a message has several. */
  readonly block?: string | undefined
  /** True when the message bears the mark of events that decide about rights. */
  readonly isMarked: boolean
}

/** How far a channel was read: everything between the two messages, both included. Both are 0 when nothing was read. */
export interface TeamLogReach {
  readonly fromId: number
  readonly toId: number
  /** True when the range starts at the beginning of the channel, as far as Telegram shows it to this account. */
  readonly isWhole: boolean
  /** True when a search has found all older events that decide about rights. */
  readonly hasAuthority: boolean
}

export interface TeamLogChange {
  readonly saved?: readonly StoredTeamLogMessage[]
  readonly droppedIds?: readonly number[]
  readonly reach?: TeamLogReach
}

/** An event of this console that Telegram may not have received yet. */
export interface TeamOutboxEntry {
  readonly eventId: string
  readonly channelId: number
  /** The event `{v, id, type, …}`, in the form in which it is written. */
  readonly event: { readonly v: number; readonly id: string; readonly type: string }
  readonly isLoud: boolean
  readonly isUrgent: boolean
  readonly createdAtMs: EpochMs
}

/**
 * What the team keeps on disk. The log can be read again from Telegram: a power cut may lose its changes, but only
 * as a whole. What this console said is a mark: it is on disk when a call returns.
 */
export interface TeamStore {
  /** Oldest first. Messages that are not readable are left out. */
  loadTeamLog(channelId: number): {
    readonly messages: readonly StoredTeamLogMessage[]
    readonly reach: TeamLogReach | undefined
  }
  /** Writes the change in one transaction. False when the disk refused. */
  changeTeamLog(channelId: number, change: TeamLogChange): boolean
  /** Forgets the logs of all channels but this one. */
  keepTeamLog(channelId: number | undefined): void
  /** Oldest first. */
  readTeamOutbox(): readonly TeamOutboxEntry[]
  /** Saves the event once per event id. */
  putTeamOutbox(entry: TeamOutboxEntry): DurableResult
  dropTeamOutbox(eventIds: readonly string[]): DurableResult
}

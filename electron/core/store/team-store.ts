import type { EpochMs } from '#shared/lib/clock.ts'
import type { DurableResult } from './store.ts'

/** A message of the team channel that looks like an event. */
export interface StoredLogMessage {
  readonly messageId: number
  readonly dateS: number
  /** Of the user, or (below zero) of the chat in whose name it was written. */
  readonly authorId: number
  /** Why it does not count, whatever it says. */
  readonly flaw?: string | undefined
  /** The readable part. */
  readonly line: string
  /** The block as it was written; absent where a message has several. */
  readonly block?: string | undefined
  /** It bears the mark of events that decide about rights. */
  readonly isMarked: boolean
}

/** How far a channel was read: everything between the two messages, both included; 0 and 0: nothing. */
export interface LogReach {
  readonly fromId: number
  readonly toId: number
  /** It begins where the channel begins, as far as Telegram shows it to this account. */
  readonly isWhole: boolean
  /** Older events that decide about rights were all found by search. */
  readonly hasAuthority: boolean
}

export interface LogChange {
  readonly saved?: readonly StoredLogMessage[]
  readonly droppedIds?: readonly number[]
  readonly reach?: LogReach
}

/** An event of this console that Telegram may not have yet. */
export interface TeamOutboxEntry {
  readonly eventId: string
  readonly channelId: number
  /** `{v, id, type, …}`, as it is written. */
  readonly event: { readonly v: number; readonly id: string; readonly type: string }
  readonly isLoud: boolean
  readonly isUrgent: boolean
  readonly createdAtMs: EpochMs
}

/**
 * What the team keeps on disk. The log can be had again from Telegram; its changes are whole, and may be lost by a power
 * cut. What this console said is a mark: on disk when a call returns.
 */
export interface TeamStore {
  /** Oldest first; what is not readable is left out. */
  loadTeamLog(channelId: number): {
    readonly messages: readonly StoredLogMessage[]
    readonly reach: LogReach | undefined
  }
  /** One transaction; false when the disk refused. */
  changeTeamLog(channelId: number, change: LogChange): boolean
  /** Forgets the logs of all channels but this one. */
  keepTeamLog(channelId: number | undefined): void
  /** Oldest first. */
  readTeamOutbox(): readonly TeamOutboxEntry[]
  /** Once per event id. */
  putTeamOutbox(entry: TeamOutboxEntry): DurableResult
  dropTeamOutbox(eventIds: readonly string[]): DurableResult
}

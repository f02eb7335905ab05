import type { ProjectMapping, TeamRole } from '../../contract/entities/team.ts'
import type { ChatClass, ClockOverride, RulesView } from '../../contract/entities/triage.ts'

/**
 * What the team has agreed: the fold of its log. Users, chats and messages are TDLib's ids; moments are Telegram's,
 * in seconds since 1970.
 */
export interface TeamState {
  /** Message of the genesis that holds; undefined: nobody has named the first managers yet. */
  readonly rootId: number | undefined
  readonly roles: ReadonlyMap<number, TeamRole>
  readonly duty: ReadonlyMap<number, DutyState>
  readonly settings: TeamSettings
  /** Chats about which something is agreed. A group that became a supergroup may still be listed under its old id. */
  readonly chats: ReadonlyMap<number, SharedChat>
  /** Alarms by id, in the order of raising: open ones, and the past ones that are known here. */
  readonly alarms: ReadonlyMap<string, Alarm>
  /** Ids of alarms that are not done, by chat: each chat has one at most. */
  readonly openAlarms: ReadonlyMap<number, string>
  /** Notes by chat, then by id, in the order of the log. */
  readonly notes: ReadonlyMap<number, ReadonlyMap<string, Note>>
}

export interface DutyState {
  readonly isOn: boolean
  readonly atS: number
  readonly backAtS?: number
}

export interface SharedRules {
  readonly anonymousAdmins: RulesView['anonymousAdmins']
  readonly customers: RulesView['customers']
  readonly clock: RulesView['clock']
}

export interface TeamSettings {
  readonly dutySeesAll: boolean
  /** Absent: every console has its own rules. */
  readonly rules?: SharedRules
  readonly rulesBy?: { readonly userId: number; readonly atS: number }
}

export interface SharedChat {
  readonly handClass?: ChatClass
  readonly clockOverride?: ClockOverride
  readonly project?: ProjectMapping
  readonly noReply?: NoReplyMark
  readonly grants: ReadonlyMap<number, Grant>
}

/**
 * "No reply needed": messages up to this one count as answered. Message ids are the same for everybody in
 * supergroups only; in other chats the moment decides.
 */
export interface NoReplyMark {
  readonly upToMessageId: number
  readonly upToS: number
  readonly atS: number
  readonly byUserId: number
  /** The part that an earlier mark answered: it stays answered when this mark is taken back. */
  readonly before?: { readonly upToMessageId: number; readonly upToS: number }
}

export interface Grant {
  readonly byUserId: number
  readonly atS: number
  readonly task?: string
  /** When the grant ends; the reader has to compare this with the present time. */
  readonly untilS?: number
}

export interface Deed {
  readonly byUserId: number
  readonly atS: number
  /** Posted by this console, and not in the log yet. */
  readonly isPending?: true
}

export interface Alarm {
  readonly id: string
  readonly chatId: number
  readonly title: string
  readonly note?: string
  readonly raised: Deed
  readonly taken?: Deed
  readonly done?: Deed
}

export interface Note {
  readonly id: string
  readonly chatId: number
  readonly messageId?: number
  readonly text: string
  readonly mentionIds: readonly number[]
  readonly written: Deed
}

/** Which parts of the state an event changed. */
export type TeamChange =
  | { readonly kind: 'roles' | 'settings' | 'everything' }
  | { readonly kind: 'duty'; readonly userId: number }
  | { readonly kind: 'chat' | 'notes'; readonly chatId: number }
  | { readonly kind: 'alarm'; readonly alarmId: string }

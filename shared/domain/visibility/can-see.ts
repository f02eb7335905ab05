import type { TeamRole } from '../../contract/entities/team.ts'
import type { ChatClass } from '../../contract/entities/triage.ts'

/** The person who looks. Without a role a person sees what everybody sees. */
export interface Viewer {
  readonly role: TeamRole | undefined
  /** The team's setting: duty administrators see every chat of a customer. */
  readonly dutySeesAll: boolean
}

/** The facts about a chat that decide whether somebody sees it. */
export interface ChatStanding {
  /** Undefined while the class is not known: the chat may be a customer's. */
  readonly class: ChatClass | undefined
  readonly hasOpenAlarm: boolean
  /** The viewer's grant. `untilS` is the first second in which it does not hold any more. */
  readonly grant: { readonly untilS?: number | undefined } | undefined
}

/** Whether a member of the team sees a chat: every surface asks this. */
export function canSee(viewer: Viewer, chat: ChatStanding, nowS: number): boolean {
  if (viewer.role === 'manager') return true
  if (chat.class === 'team' || chat.class === 'other') return true
  if (chat.hasOpenAlarm) return true
  if (chat.grant !== undefined && isGrantOpen(chat.grant, nowS)) return true
  return viewer.role === 'duty' && viewer.dutySeesAll
}

/** Whether a grant has not ended yet. */
export function isGrantOpen(grant: { readonly untilS?: number | undefined }, nowS: number): boolean {
  return grant.untilS === undefined || nowS < grant.untilS
}

import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { GrantView } from '#shared/contract/entities/team.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import { fail } from '#shared/lib/result.ts'
import type { RulesOptions } from './rules.ts'
import type { SharedMarks } from './shared-marks.ts'

/** What a team adds to the order, the clocks and the rows. */
export interface TeamPort {
  /** The marks that the team agreed on; undefined when this console's own marks are used. */
  marks(): SharedMarks | undefined
  /** The marks used for "no reply needed", which stays the account's own in a chat that no other account has. */
  noReplyMarks(chatId: number): SharedMarks | undefined
  readonly readRules: NonNullable<RulesOptions['readTeam']>
  readonly shareRules: NonNullable<RulesOptions['share']>
  /** The grants of the chat, for its row. */
  readGrants(chatId: number): readonly GrantView[]
  /** The open alarm of the chat. */
  findAlarm(chatId: number): Alarm | undefined
  /** The open alarm in the form that the row shows. */
  readRowAlarm(chatId: number): ChatView['alarm']
  /** Whether strangers are in the team's own channel; undefined for other chats, and before a team has begun. */
  readChannelMembers(chatId: number): 'only_staff' | 'has_customer' | undefined
}

/** The port of a console without a team. */
export const noTeam: TeamPort = {
  marks: () => undefined,
  noReplyMarks: () => undefined,
  readRules: () => undefined,
  shareRules: () => fail('no_team', 'there is no team to share them with'),
  readGrants: () => [],
  findAlarm: () => undefined,
  readRowAlarm: () => undefined,
  readChannelMembers: () => undefined,
}

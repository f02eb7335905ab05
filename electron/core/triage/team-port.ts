import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { GrantView } from '#shared/contract/entities/team.ts'
import type { Alarm } from '#shared/domain/team-log/team-state.ts'
import { fail } from '#shared/lib/result.ts'
import type { RulesOptions } from './rules.ts'
import type { SharedMarks } from './shared-marks.ts'

/** What a team adds to the order, the clocks and the rows. */
export interface TeamPort {
  /** The marks that the team agreed on; undefined: those of this console hold. */
  marks(): SharedMarks | undefined
  /** The same for "no reply needed", which is the account's own in a chat that nobody else has. */
  noReplyMarks(chatId: number): SharedMarks | undefined
  readonly readRules: NonNullable<RulesOptions['readTeam']>
  readonly shareRules: NonNullable<RulesOptions['share']>
  /** Who was granted the chat, for its row. */
  readGrants(chatId: number): readonly GrantView[]
  /** The open alarm of the chat. */
  findAlarm(chatId: number): Alarm | undefined
  /** The same as its row shows it. */
  readRowAlarm(chatId: number): ChatView['alarm']
  /** The team's own channel. */
  isChannel(chatId: number): boolean
}

/** A console that works alone. */
export const noTeam: TeamPort = {
  marks: () => undefined,
  noReplyMarks: () => undefined,
  readRules: () => undefined,
  shareRules: () => fail('no_team', 'there is no team to share them with'),
  readGrants: () => [],
  findAlarm: () => undefined,
  readRowAlarm: () => undefined,
  isChannel: () => false,
}

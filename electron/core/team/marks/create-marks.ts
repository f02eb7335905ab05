import type { ProjectMapping } from '#shared/contract/entities/team.ts'
import type { SharedChat, TeamChange as StateChange } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { TeamChange } from '../../triage/create-triage.ts'
import type { TeamRules } from '../../triage/rules.ts'
import type { SharedMarks } from '../../triage/shared-marks.ts'
import type { TeamLog, Roster } from '../team-ports.ts'
import { hasTeam } from './has-team.ts'
import { isPersonalChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { createTeamMarks } from './team-marks.ts'
import type { Upgrades } from '../../rows/upgrades.ts'

export interface MarksOptions {
  readonly upgrades: Upgrades
  readonly teamLog: TeamLog
  /** The members of the channel. */
  readonly roster: Roster
}

/** Marks and rules: the team's where there is one, otherwise those of this console, which are kept meanwhile. */
export interface TeamMarksPart {
  readonly upgrades: Upgrades
  /** The team's marks of chats; undefined: there is no team. */
  readonly marks: () => SharedMarks | undefined
  /** The same for "no reply needed", which the team does not share in a chat that nobody else has. */
  readonly noReplyMarks: (chatId: number) => SharedMarks | undefined
  /** Undefined: this console works alone. */
  readonly readRules: () => TeamRules | undefined
  readonly shareRules: (rules: NonNullable<TeamRules['shared']>) => ShareResult
  projectOf(chatId: number): ProjectMapping | undefined
  setProject(chatId: number, project: ProjectMapping | undefined): ShareResult
  /** What is agreed about the chat, that under a group's newer id first; nothing without a team. */
  find(chatId: number): readonly SharedChat[]
  /** The listener is told after marks, staff or rules changed. */
  onChange(listener: (change: TeamChange) => void): Cancel
}

type ShareResult = Result<undefined, 'no_team' | 'no_right' | 'store_failed'>

export function createMarks({ teamLog, roster, upgrades }: MarksOptions): TeamMarksPart {
  const team = createTeamMarks({ teamLog, upgrades })
  const told = new Emitter<[change: TeamChange]>()
  teamLog.onChange((changes) => {
    for (const change of readTold(changes, upgrades)) told.emit(change)
  })
  roster.onChange(() => told.emit({ kind: 'rules' }))
  upgrades.onNote((from, to) => told.emit({ kind: 'chats', chatIds: [from, to] }))

  return {
    upgrades,
    marks: () => (hasTeam(teamLog) ? team : undefined),
    noReplyMarks: (chatId) => (hasTeam(teamLog) && !isPersonalChat(chatId) ? team : undefined),
    readRules: () => readRules(teamLog, roster),
    shareRules: (rules) => shareRules(teamLog, rules),
    projectOf: (chatId) => (hasTeam(teamLog) ? team.projectOf(chatId) : undefined),
    setProject: (chatId, project) =>
      hasTeam(teamLog)
        ? team.setProject(chatId, project)
        : fail('no_team', 'there is no team to share it with'),
    find: (chatId) => (hasTeam(teamLog) ? team.find(chatId) : []),
    onChange: (listener) => told.on(listener),
  }
}

/** Which marks and rules a change of the team's log concerns. */
function* readTold(changes: readonly StateChange[], upgrades: Upgrades): Iterable<TeamChange> {
  if (changes.some(({ kind }) => kind === 'everything')) {
    yield { kind: 'all' }
    return
  }
  if (changes.some(({ kind }) => kind === 'settings' || kind === 'roles')) yield { kind: 'rules' }
  const chatIds = changes.flatMap((change) => (change.kind === 'chat' ? [change.chatId] : []))
  const all = chatIds.flatMap((chatId) => [chatId, upgrades.findSuccessor(chatId) ?? chatId])
  if (all.length > 0) yield { kind: 'chats', chatIds: [...new Set(all)] }
}

/**
 * Membership alone makes nobody staff: a customer who gets into the channel would turn their own waiting rows calm. The
 * log says who is a colleague, so every console comes to the same.
 */
function readRules(teamLog: TeamLog, roster: Roster): TeamRules | undefined {
  if (!hasTeam(teamLog)) return undefined
  const staffIds = [...roster.colleagueIds].sort((a, b) => a - b)
  return { staffIds, shared: teamLog.state.settings.rules }
}

/** Folders are the account's own: rules that name them stay here. */
function shareRules(teamLog: TeamLog, rules: NonNullable<TeamRules['shared']>): ShareResult {
  const { customers } = rules
  const posted = teamLog.post({
    type: 'settings',
    rules: {
      ...rules,
      customers: { ...customers, titlePatterns: [...customers.titlePatterns], folderIds: [] },
    },
  })
  return posted.ok ? ok() : posted
}

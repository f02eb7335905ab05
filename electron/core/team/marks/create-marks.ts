import type { ProjectMapping } from '#shared/contract/entities/team.ts'
import type { SharedChat } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { TeamChange } from '../../triage/create-triage.ts'
import type { TeamRules } from '../../triage/rules.ts'
import type { SharedMarks } from '../../triage/shared-marks.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamLog, TeamPeople } from '../team-ports.ts'
import { hasTeam } from './has-team.ts'
import { isPersonalChat } from '#shared/domain/telegram-ids/chat-id.ts'
import { createTeamMarks } from './team-marks.ts'
import { Upgrades } from './upgrades.ts'

export interface MarksOptions extends Pick<TeamContext, 'store'> {
  readonly log: TeamLog
  /** Of the channel. */
  readonly members: TeamPeople
}

export type TeamMarksPart = ReturnType<typeof createMarks>

/** Marks and rules: the team's where there is one, otherwise those of this console, which are kept meanwhile. */
export function createMarks(options: MarksOptions) {
  const { log, members, store } = options
  const upgrades = new Upgrades(store)
  const team = createTeamMarks({ log, upgrades })
  const told = new Emitter<[change: TeamChange]>()
  const tell = (change: TeamChange): void => told.emit(change)
  log.onChange((changes) => {
    if (changes.some(({ kind }) => kind === 'everything')) {
      tell({ kind: 'all' })
      return
    }
    if (changes.some(({ kind }) => kind === 'settings' || kind === 'roles')) tell({ kind: 'rules' })
    const chatIds = changes.flatMap((change) => (change.kind === 'chat' ? [change.chatId] : []))
    const all = chatIds.flatMap((chatId) => [chatId, upgrades.findSuccessor(chatId) ?? chatId])
    if (all.length > 0) tell({ kind: 'chats', chatIds: [...new Set(all)] })
  })
  members.onChange(() => tell({ kind: 'rules' }))
  upgrades.onNote((from, to) => tell({ kind: 'chats', chatIds: [from, to] }))

  return {
    upgrades,

    /** The team's marks of chats; undefined: there is no team. */
    marks: (): SharedMarks | undefined => (hasTeam(log) ? team : undefined),
    /** The same for "no reply needed", which the team does not share in a chat that nobody else has. */
    noReplyMarks: (chatId: number): SharedMarks | undefined =>
      hasTeam(log) && !isPersonalChat(chatId) ? team : undefined,

    /** Undefined: this console works alone. */
    readRules: (): TeamRules | undefined => {
      if (log.channelId === undefined) return undefined
      const isTeam = hasTeam(log)
      const staffIds = new Set([...members.memberIds, ...(isTeam ? log.state.roles.keys() : [])])
      if (!isTeam && staffIds.size === 0) return undefined
      const shared = isTeam ? log.state.settings.rules : undefined
      return { staffIds: [...staffIds].sort((a, b) => a - b), shared }
    },
    shareRules: (
      rules: NonNullable<TeamRules['shared']>,
    ): Result<undefined, 'no_team' | 'no_right' | 'store_failed'> => {
      const posted = log.post({
        type: 'settings',
        rules: {
          ...rules,
          customers: {
            ...rules.customers,
            titlePatterns: [...rules.customers.titlePatterns],
            folderIds: [],
          },
        },
      })
      return posted.ok ? ok() : posted
    },

    projectOf: (chatId: number): ProjectMapping | undefined =>
      hasTeam(log) ? team.projectOf(chatId) : undefined,
    setProject(
      chatId: number,
      project: ProjectMapping | undefined,
    ): Result<undefined, 'no_team' | 'no_right' | 'store_failed'> {
      return hasTeam(log)
        ? team.setProject(chatId, project)
        : fail('no_team', 'there is no team to share it with')
    },

    /** What is agreed about the chat, the newer id of a group first; nothing without a team. */
    find: (chatId: number): readonly SharedChat[] => (hasTeam(log) ? team.find(chatId) : []),

    /** Told after marks, staff or rules became others. */
    onChange: (listener: (change: TeamChange) => void): Cancel => told.on(listener),

    clear(): void {
      upgrades.clear()
    },
  }
}

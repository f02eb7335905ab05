import type { CoreContract } from '#shared/contract/core-contract.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import { asChatId, asUserId } from '../../telegram/ids.ts'
import type { Team } from '../create-team.ts'
import { readSharedEvents, type SharedEventsParts } from '../marks/shared-events.ts'
import type { PostErrorCode } from '../team-ports.ts'

type TeamMethod = Extract<keyof CoreContract, `team.${string}`>

export interface TeamHandlerParts {
  readonly team: Team
  /** The rules and marks of this console, which a team that begins takes over. */
  readonly triage: SharedEventsParts
}

/** The channel, roles and duty; the same for every window. */
export function createTeamHandlers({
  team,
  triage,
}: TeamHandlerParts): Pick<Handlers<CoreContract>, TeamMethod> {
  const { actions, channel, teamLog, members, roster, views } = team
  const post = (event: NewTeamEvent): Result<undefined, PostErrorCode> => {
    const posted = teamLog.post(event)
    if (!posted.ok) return posted
    views.flush()
    return ok()
  }

  return {
    'team.listCandidates': async () => ok({ groups: [...(await actions.listCandidates())] }),
    'team.readReaders': ({ chatId }) => actions.readReaders(chatId),
    'team.choose': async ({ chatId, readers }) => {
      const checked = await actions.check(chatId, readers)
      return checked.ok ? team.choose(chatId, checked.value) : checked
    },
    'team.create': async ({ title, userIds }) => {
      const made = await actions.create(title, userIds)
      if (!made.ok) return made
      const { chatId, notAdded } = made.value
      const chosen = team.choose(chatId, title)
      return chosen.ok ? ok({ chatId: asChatId(chatId), notAdded: [...notAdded] }) : chosen
    },
    'team.addMembers': ({ userIds }) => actions.addMembers(userIds),
    'team.removeStranger': async ({ userId }) => {
      const { adminIds } = members.known
      const isAllowed = roster.myRole === 'manager' && roster.selfId !== undefined
      if (!isAllowed || !adminIds.has(roster.selfId)) {
        return fail('no_right', 'only managers who administer the channel take people out')
      }
      if (roster.colleagueIds.has(userId)) return fail('is_colleague', 'the log calls them a colleague')
      return actions.remove(userId)
    },
    'team.findContacts': ({ query }) => actions.findContacts(query),
    'team.forget': () => team.forget(),
    'team.begin': ({ managerIds, sharesRules }) => {
      const { session } = teamLog
      const { selfId } = roster
      if (session === undefined || channel.state !== 'joined') return fail('no_team', 'no channel is joined')
      if (session.book.hasGenesis === undefined || !members.isKnown || selfId === undefined) {
        return fail('not_ready', 'the channel is still being read')
      }
      const { adminIds, ownerId } = members.known
      const isBeginning = session.outbox.entries.some(({ event }) => event.type === 'genesis')
      // The owner may name the managers anew at any time.
      if (isBeginning || (teamLog.state.rootId !== undefined && selfId !== ownerId)) {
        return fail('has_begun', 'there is a genesis')
      }
      if (!adminIds.has(selfId)) return fail('no_right', 'only administrators of the channel begin a team')
      const managers = [...new Set([asUserId(selfId), ...managerIds])]
      // Read before the genesis: after it only the log says who is staff.
      const colleagueIds = [...members.known.memberIds]
        .map(asUserId)
        .filter((userId) => !managers.includes(userId) && !teamLog.state.roles.has(userId))
        .filter((userId) => triage.rules.isStaff(userId))
      const shares = sharesRules ? readSharedEvents(triage) : []
      const posted = post({ type: 'genesis', managers })
      if (!posted.ok)
        return posted.error.code === 'no_team' ? fail('not_ready', posted.error.message) : posted
      const roles = colleagueIds.map((user): NewTeamEvent => ({ type: 'role', user, role: 'duty' }))
      for (const event of [...roles, ...shares]) {
        const shared = post(event)
        if (!shared.ok && shared.error.code === 'store_failed')
          return fail('store_failed', shared.error.message)
      }
      return ok()
    },
    'team.setRole': ({ role, userId }) => {
      const event = { type: 'role', user: userId, role } as const
      if (teamLog.findObjection(event) === 'last_manager') {
        return fail('last_manager', 'somebody has to be a manager')
      }
      return post(event)
    },
    'team.setDuty': ({ backAtS, isOn }) =>
      post({ type: 'duty', on: isOn, ...(isOn || backAtS === undefined ? {} : { back_at: backAtS }) }),
    'team.setDutySeesAll': ({ dutySeesAll }) => post({ type: 'settings', duty_sees_all: dutySeesAll }),
    'team.readRejected': () => ok({ rejected: teamLog.readRejected() }),
    'team.dismissMismatch': () => {
      teamLog.dismissMismatch()
      views.flush()
      return ok()
    },
  }
}

import type { CoreContract } from '#shared/contract/core-contract.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Handlers } from '#shared/rpc/serve-contract.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { ChatModel } from '../../rows/chat-model.ts'
import { hasTeam } from '../marks/has-team.ts'
import type { PostErrorCode } from '../team-ports.ts'
import type { Team } from '../create-team.ts'

export interface VisibilityHandlerParts {
  readonly team: Pick<Team, 'marks' | 'teamLog'>
  readonly rows: { readonly model: Pick<ChatModel, 'findView'> }
}

type VisibilityMethod = 'visibility.grant' | 'visibility.revoke' | 'chat.setProject' | 'chat.getProject'
type Answer = Result<undefined, PostErrorCode | 'chat_not_found'>

/** Who sees which chat, and which project it belongs to. */
export function createVisibilityHandlers({
  team: { teamLog, marks },
  rows: { model },
}: VisibilityHandlerParts): Pick<Handlers<CoreContract>, VisibilityMethod> {
  const withChat = (chatId: number, run: () => Answer): Answer =>
    model.findView(chatId) === undefined ? fail('chat_not_found', 'no such chat') : run()
  const post = (event: NewTeamEvent): Answer => {
    if (!hasTeam(teamLog)) return fail('no_team', 'there is no team to share it with')
    const posted = teamLog.post(event)
    return posted.ok ? ok() : posted
  }
  return {
    'visibility.grant': ({ chatId, task, untilS, userId }) =>
      withChat(chatId, () =>
        post({
          type: 'visibility_granted',
          chat: chatId,
          user: userId,
          ...(task === undefined || task === '' ? {} : { task }),
          ...(untilS === undefined ? {} : { until: untilS }),
        }),
      ),
    'visibility.revoke': ({ chatId, userId }) =>
      withChat(chatId, () => {
        // What was granted before the group was upgraded stands under its old id.
        const oldId = marks.upgrades.findPredecessor(chatId)
        const isOld = oldId !== undefined && teamLog.state.chats.get(oldId)?.grants.has(userId) === true
        const revoked = isOld
          ? post({ type: 'visibility_revoked', chat: asChatId(oldId), user: userId })
          : ok()
        if (!revoked.ok || (isOld && teamLog.state.chats.get(chatId)?.grants.has(userId) !== true))
          return revoked
        return post({ type: 'visibility_revoked', chat: chatId, user: userId })
      }),
    'chat.setProject': ({ chatId, project }) => withChat(chatId, () => marks.setProject(chatId, project)),
    'chat.getProject': ({ chatId }) => {
      if (model.findView(chatId) === undefined) return fail('chat_not_found', 'no such chat')
      const project = marks.projectOf(chatId)
      return ok(project === undefined ? {} : { project })
    },
  }
}

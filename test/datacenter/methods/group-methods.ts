import { RpcError } from '../rpc.ts'
import type { MethodTable } from '../rpc.ts'
import { isAdministrator } from '../world/chat-kind.ts'
import { Related } from '../world/describe-batch.ts'
import { describeChat, describeChatParticipants, describeNotifySettings } from '../world/describe-chat.ts'
import { addMembers, createChat, migrateChat, removeMember, setRole, setTitle } from '../world/members.ts'
import { listScheduled } from '../world/scheduled.ts'
import type { World } from '../world/world.ts'
import { answerWithInvited, describeMissing } from './manage-methods.ts'
import {
  answerWithNewChat,
  answerWithUpdates,
  asList,
  asNumber,
  asObject,
  asObjects,
  asText,
  resolveBasicGroup,
  resolveChat,
  resolveUser,
} from './peers.ts'

/** Basic groups, and what is asked of any chat. */
export function createGroupMethods(world: World): MethodTable {
  return {
    'messages.getChats': ({ userId }, parameters) => ({
      _: 'messages.chats',
      chats: asList(parameters['id']).map((id) =>
        describeChat(world, userId, resolveBasicGroup(world, userId, asNumber(id))),
      ),
    }),
    'messages.getFullChat': ({ userId }, parameters) => {
      const chat = resolveBasicGroup(world, userId, asNumber(parameters['chat_id']))
      const related = new Related(world)
      related.addChat(chat)
      for (const memberId of chat.members.keys()) related.addPerson(memberId)
      const pinned = chat.messages.findLast((message) => message?.isPinned === true)
      const view = chat.views.get(userId)
      return {
        _: 'messages.chatFull',
        full_chat: {
          _: 'chatFull',
          id: chat.id,
          about: chat.about,
          participants: chat.members.has(userId)
            ? describeChatParticipants(chat)
            : { _: 'chatParticipantsForbidden', chat_id: chat.id },
          notify_settings: describeNotifySettings(view),
          pinned_msg_id: pinned === undefined ? undefined : world.messageId(pinned, userId),
          folder_id: view?.folderId === 1 ? 1 : undefined,
          available_reactions: { _: 'chatReactionsAll' },
          has_scheduled: listScheduled(world, userId, chat).length > 0,
        },
        ...related.describe(userId),
      }
    },
    'messages.createChat': (context, parameters) => {
      const { userId } = context
      const people = asObjects(parameters['users']).map((input) => resolveUser(world, userId, input))
      const title = asText(parameters['title'])
      const ids = people.filter((person) => person.canBeAdded && person.id !== userId).map(({ id }) => id)
      const updates = answerWithNewChat(world, context, () =>
        createChat(world, 'basicGroup', title, userId, ids),
      )
      return { _: 'messages.invitedUsers', updates, missing_invitees: describeMissing(people) }
    },
    'messages.addChatUser': (context, parameters) => {
      const chat = resolveBasicGroup(world, context.userId, asNumber(parameters['chat_id']))
      const person = resolveUser(world, context.userId, asObject(parameters['user_id']))
      if (chat.members.has(person.id)) throw new RpcError(400, 'USER_ALREADY_PARTICIPANT')
      return answerWithInvited(world, context, [person], (ids) =>
        addMembers(world, chat, ids, context.userId),
      )
    },
    'messages.deleteChatUser': (context, parameters) => {
      const chat = resolveBasicGroup(world, context.userId, asNumber(parameters['chat_id']))
      const person = resolveUser(world, context.userId, asObject(parameters['user_id']))
      if (person.id !== context.userId && !isAdministrator(chat.members.get(context.userId))) {
        throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
      }
      return answerWithUpdates(world, context, () => removeMember(world, chat, person.id, context.userId))
        .updates
    },
    'messages.editChatTitle': (context, parameters) => {
      const chat = resolveBasicGroup(world, context.userId, asNumber(parameters['chat_id']))
      return answerWithUpdates(world, context, () =>
        setTitle(world, chat, asText(parameters['title']), context.userId),
      ).updates
    },
    'messages.editChatAdmin': ({ userId }, parameters) => {
      const chat = resolveBasicGroup(world, userId, asNumber(parameters['chat_id']))
      const person = resolveUser(world, userId, asObject(parameters['user_id']))
      if (chat.members.get(userId)?.role !== 'creator') throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
      setRole(world, chat, person.id, { role: parameters['is_admin'] === true ? 'administrator' : 'member' })
      return true
    },
    'messages.migrateChat': (context, parameters) => {
      const chat = resolveBasicGroup(world, context.userId, asNumber(parameters['chat_id']))
      if (chat.members.get(context.userId)?.role !== 'creator') throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
      return answerWithUpdates(world, context, () => migrateChat(world, chat, context.userId)).updates
    },
    'messages.getPeerSettings': ({ userId }, parameters) => {
      const related = new Related(world)
      related.addChat(resolveChat(world, userId, asObject(parameters['peer'])))
      return { _: 'messages.peerSettings', settings: { _: 'peerSettings' }, ...related.describe(userId) }
    },
    'messages.getOnlines': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const onlines = [...chat.members.keys()].filter((id) => world.people.get(id)?.isOnline === true).length
      return { _: 'chatOnlines', onlines: Math.max(1, onlines) }
    },
  }
}

import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject, UserCallContext } from '../rpc.ts'
import { isAdministrator } from '../world/chat-kind.ts'
import {
  addMembers,
  deleteChat,
  banMember,
  setDescription,
  setHistoryHidden,
  setRole,
  setTitle,
} from '../world/members.ts'
import type { Chat, Person } from '../world/model.ts'
import type { World } from '../world/world.ts'
import {
  answerWithUpdates,
  asNumber,
  asObject,
  asObjects,
  asText,
  resolveChannel,
  resolveChat,
  resolveUser,
} from './peers.ts'

/** What owners and administrators do with supergroups and channels. */
export function createManageMethods(world: World): MethodTable {
  return {
    'channels.inviteToChannel': (context, parameters) => {
      const { userId } = context
      const chat = resolveChannel(world, userId, asObject(parameters['channel']))
      if (!chat.members.has(userId)) throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
      const people = asObjects(parameters['users']).map((input) => resolveUser(world, userId, input))
      return answerWithInvited(world, context, people, (ids) => addMembers(world, chat, ids, userId))
    },
    'channels.deleteChannel': (context, parameters) => {
      const chat = resolveChannel(world, context.userId, asObject(parameters['channel']))
      checkOwner(chat, context.userId)
      return answerWithUpdates(world, context, () => deleteChat(world, chat)).updates
    },
    'channels.togglePreHistoryHidden': (context, parameters) => {
      const chat = resolveManaged(world, context.userId, parameters)
      const isHidden = parameters['enabled'] === true
      return answerWithUpdates(world, context, () => setHistoryHidden(world, chat, isHidden)).updates
    },
    'messages.editChatAbout': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      if (!isAdministrator(chat.members.get(userId))) throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
      setDescription(world, chat, asText(parameters['about']))
      return true
    },
    'channels.editTitle': (context, parameters) => {
      const chat = resolveManaged(world, context.userId, parameters)
      return answerWithUpdates(world, context, () =>
        setTitle(world, chat, asText(parameters['title']), context.userId),
      ).updates
    },
    'channels.editAdmin': (context, parameters) => {
      const chat = resolveManaged(world, context.userId, parameters)
      const person = resolveUser(world, context.userId, asObject(parameters['user_id']))
      checkMayChange(chat, context.userId, person.id)
      const { _: _name, ...rights } = asObject(parameters['admin_rights'])
      const isAdmin = Object.values(rights).includes(true)
      if (isAdmin) checkOwner(chat, context.userId)
      return answerWithUpdates(world, context, () => {
        if (!chat.members.has(person.id)) addMembers(world, chat, [person.id], context.userId)
        setRole(world, chat, person.id, {
          role: isAdmin ? 'administrator' : 'member',
          rank: isAdmin ? asText(parameters['rank']) || undefined : undefined,
          isAnonymous: isAdmin && rights['anonymous'] === true,
        })
      }).updates
    },
    'channels.editBanned': (context, parameters) => {
      const chat = resolveManaged(world, context.userId, parameters)
      const person = resolveUser(world, context.userId, asObject(parameters['participant']))
      checkMayChange(chat, context.userId, person.id)
      const rights = asObject(parameters['banned_rights'])
      return answerWithUpdates(world, context, () => {
        if (rights['view_messages'] === true) banMember(world, chat, person.id, context.userId)
        else if (!chat.banned.delete(person.id))
          setRole(world, chat, person.id, {
            role: rights['send_messages'] === true ? 'restricted' : 'member',
          })
      }).updates
    },
    'channels.toggleSlowMode': (context, parameters) => {
      const chat = resolveManaged(world, context.userId, parameters)
      return answerWithUpdates(world, context, () => {
        chat.slowModeSeconds = asNumber(parameters['seconds'])
        setRole(world, chat, context.userId, {})
      }).updates
    },
  }
}

/** Adds those who let themselves be added; the answer names the others. */
export function answerWithInvited(
  world: World,
  context: UserCallContext,
  people: readonly Person[],
  invite: (ids: readonly number[]) => unknown,
): TlObject {
  const willing = people.filter((person) => person.canBeAdded).map(({ id }) => id)
  return {
    _: 'messages.invitedUsers',
    updates: answerWithUpdates(world, context, () => invite(willing)).updates,
    missing_invitees: describeMissing(people),
  }
}

export function describeMissing(people: readonly Person[]): readonly TlObject[] {
  return people
    .filter((person) => !person.canBeAdded)
    .map((person) => ({ _: 'missingInvitee', user_id: person.id }))
}

function resolveManaged(world: World, userId: number, parameters: TlObject): Chat {
  const chat = resolveChannel(world, userId, asObject(parameters['channel']))
  if (!isAdministrator(chat.members.get(userId))) throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
  return chat
}

function checkOwner(chat: Chat, userId: number): void {
  if (chat.members.get(userId)?.role !== 'creator') throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
}

/** The owner stays what they are, and administrators answer to the owner only. */
function checkMayChange(chat: Chat, userId: number, otherId: number): void {
  const other = chat.members.get(otherId)
  if (other?.role === 'creator') throw new RpcError(400, 'USER_CREATOR')
  if (other?.role === 'administrator' && otherId !== userId && chat.members.get(userId)?.role !== 'creator')
    throw new RpcError(400, 'USER_ADMIN_INVALID')
}

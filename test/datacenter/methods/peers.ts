import { RpcError } from '../rpc.ts'
import type { TlObject, TlValue, UserCallContext } from '../rpc.ts'
import { describeBatch } from '../world/describe-batch.ts'
import { isChannel } from '../world/chat-kind.ts'
import type { Chat, Message, Person, View } from '../world/model.ts'
import type { World } from '../world/world.ts'

/** Reads a parameter that the schema says is an object. */
export function asObject(value: TlValue): TlObject {
  if (
    value === undefined ||
    typeof value !== 'object' ||
    value instanceof Uint8Array ||
    Array.isArray(value)
  ) {
    throw new RpcError(400, 'INPUT_REQUEST_INVALID')
  }
  return value as TlObject
}

export function asList(value: TlValue): readonly TlValue[] {
  return Array.isArray(value) ? (value as readonly TlValue[]) : []
}

export function asObjects(value: TlValue): readonly TlObject[] {
  return asList(value).map(asObject)
}

export function asNumber(value: TlValue, fallback = 0): number {
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : fallback
}

export function asText(value: TlValue): string {
  return typeof value === 'string' ? value : ''
}

/** The person an InputUser names. */
export function resolveUser(world: World, userId: number, input: TlObject): Person {
  switch (input._) {
    case 'inputUserSelf':
    case 'inputPeerSelf':
      return world.person(userId)
    case 'inputUser':
    case 'inputPeerUser': {
      const person = world.people.get(asNumber(input['user_id']))
      if (person === undefined) throw new RpcError(400, 'USER_ID_INVALID')
      if (person.id !== userId && input['access_hash'] !== person.accessHash)
        throw new RpcError(400, 'PEER_ID_INVALID')
      return person
    }
    case 'inputUserFromMessage':
    case 'inputPeerUserFromMessage':
      return world.person(asNumber(input['user_id']))
    default:
      throw new RpcError(400, 'USER_ID_INVALID')
  }
}

/** The supergroup or channel an InputChannel names; members only, unless it is public. */
export function resolveChannel(world: World, userId: number, input: TlObject): Chat {
  const chat = world.chats.get(asNumber(input['channel_id'], -1))
  if (chat === undefined || !isChannel(chat)) throw new RpcError(400, 'CHANNEL_INVALID')
  const isFromMessage = input._.endsWith('FromMessage')
  if (!isFromMessage && input['access_hash'] !== chat.accessHash) throw new RpcError(400, 'CHANNEL_INVALID')
  const isClosed = chat.isDeleted || (!chat.members.has(userId) && chat.username === undefined)
  if (isClosed) throw new RpcError(400, 'CHANNEL_PRIVATE')
  return chat
}

export function resolveBasicGroup(world: World, userId: number, chatId: number): Chat {
  const chat = world.chats.get(chatId)
  if (chat?.kind !== 'basicGroup' || !chat.views.has(userId)) throw new RpcError(400, 'CHAT_ID_INVALID')
  return chat
}

/** The chat an InputPeer names; a private chat begins with the first question about it. */
export function resolveChat(world: World, userId: number, input: TlObject): Chat {
  switch (input._) {
    case 'inputPeerChat': {
      const chat = world.chats.get(asNumber(input['chat_id']))
      if (chat?.kind !== 'basicGroup' || !chat.views.has(userId)) throw new RpcError(400, 'PEER_ID_INVALID')
      return chat
    }
    case 'inputPeerChannel':
    case 'inputPeerChannelFromMessage':
      return resolveChannel(world, userId, input)
    case 'inputPeerSelf':
    case 'inputPeerUser':
    case 'inputPeerUserFromMessage':
      return world.openPrivateChat(userId, resolveUser(world, userId, input).id)
    default:
      throw new RpcError(400, 'PEER_ID_INVALID')
  }
}

/** The message of a chat by the id under which this user knows it. */
export function findMessage(world: World, chat: Chat, userId: number, id: number): Message | undefined {
  if (isChannel(chat)) {
    const message = world.message(chat, id)
    return message === undefined || world.messageId(message, userId) === undefined ? undefined : message
  }
  const message = world.account(userId).box[id]
  return message?.chat === chat ? message : undefined
}

export function resolveMessage(world: World, chat: Chat, userId: number, id: number): Message {
  const message = findMessage(world, chat, userId, id)
  if (message === undefined) throw new RpcError(400, 'MESSAGE_ID_INVALID')
  return message
}

/** The number of the newest message whose id, for this user, is not above `id`. */
export function findNumberUpTo(world: World, view: View, id: number): number {
  if (view.boxIds === undefined) return id
  const { box } = world.account(view.userId)
  const exact = box[id]
  if (exact?.chat === view.chat) return exact.number
  for (let number = view.boxIds.length - 1; number > 0; number -= 1) {
    if ((view.boxIds[number] ?? Infinity) <= id) return number
  }
  return 0
}

/** Runs an action of this session; its own updates go into the answer instead of being pushed to it. */
export function answerWithUpdates<Result>(
  world: World,
  context: UserCallContext,
  action: () => Result,
): { readonly result: Result; readonly updates: TlObject } {
  const { result, batch } = world.publisher.capture(context.userId, context.session.id, action)
  return { result, updates: describeBatch(world, context.userId, batch) }
}

/** The same for making a chat: TDLib knows the first message by a random id, though it never chose one. */
export function answerWithNewChat(world: World, context: UserCallContext, action: () => Chat): TlObject {
  const { result, batch } = world.publisher.capture(context.userId, context.session.id, action)
  const first = result.messages[0]
  const id = first === undefined ? undefined : world.messageId(first, context.userId)
  if (id !== undefined) batch.updates.unshift({ _: 'updateMessageID', id, random_id: BigInt(result.id) })
  return describeBatch(world, context.userId, batch)
}

/** Runs an action of this session whose answer says all the session has to know. */
export function runQuietly<Result>(world: World, context: UserCallContext, action: () => Result): Result {
  return world.publisher.capture(context.userId, context.session.id, action).result
}

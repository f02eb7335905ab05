import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject, UserCallContext } from '../rpc.ts'
import { isAdministrator, isChannel } from '../world/chat-kind.ts'
import { canDelete, deleteForAll, deleteForOne, editMessage, pinMessage } from '../world/change-message.ts'
import { describeBatch } from '../world/describe-batch.ts'
import { describeMessage } from '../world/describe-message.ts'
import { acceptEntities } from '../world/entities.ts'
import { forwardMessage } from '../world/forward-message.ts'
import type { Chat, Message } from '../world/model.ts'
import { changeScheduled, scheduleMessage } from '../world/scheduled.ts'
import { checkSenderChat, createReply, sendMessage } from '../world/send-message.ts'
import type { Outgoing } from '../world/send-message.ts'
import type { World } from '../world/world.ts'
import { clearDraft } from './dialog-methods.ts'
import { acceptMedia } from './input-media.ts'
import {
  answerWithUpdates,
  asList,
  asNumber,
  asObject,
  asText,
  findMessage,
  resolveChannel,
  resolveChat,
  resolveMessage,
  runQuietly,
} from './peers.ts'

const rememberedRandomIds = 5_000

/** Sending, editing, deleting, pinning. */
export function createSendingMethods(world: World): MethodTable {
  return {
    'messages.sendMessage': (context, parameters) => send(world, context, parameters),
    'messages.sendMedia': (context, parameters) => send(world, context, parameters),
    'messages.forwardMessages': (context, parameters) => forward(world, context, parameters),
    'messages.editMessage': (context, parameters) => {
      const { userId } = context
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const text = asText(parameters['message'])
      const entities = acceptEntities(text, parameters['entities'], userId)
      const id = asNumber(parameters['id'])
      if (parameters['schedule_date'] !== undefined) {
        const date = asNumber(parameters['schedule_date'])
        const change = { date, entities, ...(parameters['message'] !== undefined && { text }) }
        return answerWithUpdates(world, context, () => changeScheduled(world, userId, id, change)).updates
      }
      const message = resolveMessage(world, chat, userId, id)
      return answerWithUpdates(world, context, () => editMessage(world, message, userId, text, entities))
        .updates
    },
    'messages.getMessageEditData': () => ({ _: 'messages.messageEditData' }),
    'messages.deleteMessages': (context, parameters) => {
      const { userId } = context
      const { box, log } = world.account(userId)
      const messages = asList(parameters['id'])
        .map((id) => box[asNumber(id)])
        .filter((message) => message !== undefined)
      const isForAll = parameters['revoke'] === true
      if (isForAll && messages.some((message) => !canDelete(message, userId)))
        throw new RpcError(403, 'MESSAGE_DELETE_FORBIDDEN')
      const before = log.pts
      runQuietly(world, context, () => {
        if (!isForAll) {
          deleteForOne(world, userId, messages)
          return
        }
        for (const [chat, ofChat] of Map.groupBy(messages, (message) => message.chat)) {
          deleteForAll(
            world,
            chat,
            ofChat.map((message) => message.number),
          )
        }
      })
      return { _: 'messages.affectedMessages', pts: log.pts, pts_count: log.pts - before }
    },
    'channels.deleteMessages': (context, parameters) => {
      const chat = resolveChannel(world, context.userId, asObject(parameters['channel']))
      const messages = asList(parameters['id'])
        .map((id) => world.message(chat, asNumber(id)))
        .filter((message) => message !== undefined)
      if (messages.some((message) => !canDelete(message, context.userId)))
        throw new RpcError(403, 'MESSAGE_DELETE_FORBIDDEN')
      const before = chat.log.pts
      runQuietly(world, context, () =>
        deleteForAll(
          world,
          chat,
          messages.map((message) => message.number),
        ),
      )
      return { _: 'messages.affectedMessages', pts: chat.log.pts, pts_count: chat.log.pts - before }
    },
    'messages.updatePinnedMessage': (context, parameters) => {
      const { userId } = context
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      if (chat.kind !== 'private' && !isAdministrator(chat.members.get(userId)))
        throw new RpcError(400, 'CHAT_ADMIN_REQUIRED')
      const message = resolveMessage(world, chat, userId, asNumber(parameters['id']))
      const isPinned = parameters['unpin'] !== true
      return answerWithUpdates(world, context, () =>
        pinMessage(world, message, userId, isPinned, parameters['silent'] === true),
      ).updates
    },
  }
}

function send(world: World, context: UserCallContext, parameters: TlObject): TlObject {
  const { userId } = context
  const randomId = readRandomId(parameters['random_id'])
  const account = world.account(userId)
  const known = account.sent.get(randomId)
  if (known !== undefined) return describeSentAgain(world, context, known, randomId)
  const chat = resolveChat(world, userId, asObject(parameters['peer']))
  const text = asText(parameters['message'])
  const media = parameters['media'] === undefined ? undefined : acceptMedia(asObject(parameters['media']))
  const reply = readReply(world, chat, userId, parameters)
  const outgoing: Outgoing = {
    chat,
    fromId: userId,
    text,
    entities: acceptEntities(text, parameters['entities'], userId),
    reply,
    media,
    isSilent: parameters['silent'] === true,
    randomId,
    senderChatId: readSenderChat(world, chat, userId, parameters),
  }
  if (parameters['schedule_date'] !== undefined)
    return schedule(world, context, outgoing, asNumber(parameters['schedule_date']))
  const { result, batch } = world.publisher.capture(userId, context.session.id, () =>
    sendMessage(world, outgoing),
  )
  if (parameters['clear_draft'] === true)
    runQuietly(world, context, () => clearDraft(world, chat.views.get(userId)))
  remember(account.sent, randomId, result)
  batch.updates.unshift(describeSentId(world, userId, result, randomId))
  return describeBatch(world, userId, batch)
}

function schedule(world: World, context: UserCallContext, outgoing: Outgoing, date: number): TlObject {
  const { userId } = context
  const { result, batch } = world.publisher.capture(userId, context.session.id, () =>
    scheduleMessage(world, outgoing, date),
  )
  batch.updates.unshift({ _: 'updateMessageID', id: result.id, random_id: outgoing.randomId })
  return describeBatch(world, userId, batch)
}

/** The chat in whose name a message is to be written; undefined: in one's own. */
function readSenderChat(world: World, chat: Chat, userId: number, parameters: TlObject): number | undefined {
  if (parameters['send_as'] === undefined) return undefined
  const input = asObject(parameters['send_as'])
  if (input._ !== 'inputPeerChannel') return undefined
  const senderChat = resolveChannel(world, userId, input)
  checkSenderChat(world, chat, userId, senderChat.id)
  return senderChat.id
}

function readRandomId(value: TlObject[string]): bigint {
  const randomId = typeof value === 'bigint' ? value : BigInt(asNumber(value))
  if (randomId === 0n) throw new RpcError(400, 'RANDOM_ID_EMPTY')
  return randomId
}

function remember(sent: Map<bigint, Message>, randomId: bigint, message: Message): void {
  sent.set(randomId, message)
  if (sent.size <= rememberedRandomIds) return
  for (const oldest of sent.keys()) {
    sent.delete(oldest)
    return
  }
}

function describeSentId(world: World, userId: number, message: Message, randomId: bigint): TlObject {
  return { _: 'updateMessageID', id: world.messageId(message, userId) ?? 0, random_id: randomId }
}

/** A client whose answer was lost asks again: the message is not sent twice, the answer is given twice. */
function describeSentAgain(
  world: World,
  { userId }: UserCallContext,
  message: Message,
  randomId: bigint,
): TlObject {
  const { chat } = message
  const described = describeMessage(world, userId, message)
  const update = isChannel(chat)
    ? { _: 'updateNewChannelMessage', message: described, pts: chat.log.pts, pts_count: 0 }
    : { _: 'updateNewMessage', message: described, pts: world.account(userId).log.pts, pts_count: 0 }
  return describeBatch(world, userId, {
    updates: [describeSentId(world, userId, message, randomId), update],
    people: new Set([world.person(userId)]),
    chats: new Set(chat.kind === 'private' ? [] : [chat]),
  })
}

function readReply(
  world: World,
  chat: Chat,
  userId: number,
  parameters: TlObject,
): ReturnType<typeof createReply> {
  if (parameters['reply_to'] === undefined) return undefined
  const input = asObject(parameters['reply_to'])
  if (input._ !== 'inputReplyToMessage') return undefined
  const peer = input['reply_to_peer_id']
  const answered = peer === undefined ? chat : resolveChat(world, userId, asObject(peer))
  const number = findMessage(world, answered, userId, asNumber(input['reply_to_msg_id']))?.number
  if (answered !== chat) {
    const reply = createReply(world, answered, number)
    return reply === undefined ? undefined : { ...reply, chatId: answered.id }
  }
  const text = asText(input['quote_text'])
  if (text === '') return createReply(world, chat, number)
  const entities = acceptEntities(text, input['quote_entities'], userId)
  return createReply(world, chat, number, { text, entities, offset: asNumber(input['quote_offset']) })
}

function forward(world: World, context: UserCallContext, parameters: TlObject): TlObject {
  const { userId } = context
  const account = world.account(userId)
  const from = resolveChat(world, userId, asObject(parameters['from_peer']))
  const to = resolveChat(world, userId, asObject(parameters['to_peer']))
  const randomIds = asList(parameters['random_id']).map(readRandomId)
  const ids = asList(parameters['id']).map((id) => asNumber(id))
  if (ids.length === 0 || ids.length !== randomIds.length) throw new RpcError(400, 'MESSAGE_IDS_EMPTY')
  if (parameters['schedule_date'] !== undefined) throw new RpcError(400, 'SCHEDULE_DATE_INVALID')
  const { result, batch } = world.publisher.capture(userId, context.session.id, () =>
    ids.map((id, index) => {
      const randomId = randomIds[index] ?? 0n
      const known = account.sent.get(randomId)
      if (known !== undefined) return describeSentId(world, userId, known, randomId)
      const source = resolveMessage(world, from, userId, id)
      const message = forwardMessage(world, source, {
        to,
        fromId: userId,
        isAuthorDropped: parameters['drop_author'] === true,
        isSilent: parameters['silent'] === true,
        randomId,
        senderChatId: readSenderChat(world, to, userId, parameters),
      })
      remember(account.sent, randomId, message)
      return describeSentId(world, userId, message, randomId)
    }),
  )
  batch.updates.unshift(...result)
  return describeBatch(world, userId, batch)
}

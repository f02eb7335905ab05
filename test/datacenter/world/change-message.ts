import { RpcError } from '../rpc.ts'
import type { TlObject } from '../rpc.ts'
import { addMessage } from './add-message.ts'
import { isAdministrator, isChannel } from './chat-kind.ts'
import { listChats, listPeople } from './describe-batch.ts'
import { describeMessage, describePeer } from './describe-message.ts'
import { detectEntities } from './entities.ts'
import type { Chat, Message } from './model.ts'
import { resetUnread } from './reading.ts'
import { checkText } from './send-message.ts'
import type { World } from './world.ts'

const editWindowSeconds = 48 * 3600

/** Edits as the author, within the hours that the service allows. */
export function editMessage(
  world: World,
  message: Message,
  userId: number,
  text: string,
  entities: readonly TlObject[],
): void {
  if (message.fromId !== userId) throw new RpcError(403, 'MESSAGE_AUTHOR_REQUIRED')
  if (message.service !== undefined) throw new RpcError(400, 'MESSAGE_ID_INVALID')
  checkText(text, message.media !== undefined)
  if (world.now() - message.date > editWindowSeconds && message.chat.kind !== 'channel') {
    throw new RpcError(400, 'MESSAGE_EDIT_TIME_EXPIRED')
  }
  const detected = detectEntities(text, entities)
  if (
    text === message.text &&
    JSON.stringify(detected, writeBigint) === JSON.stringify(message.entities, writeBigint)
  ) {
    throw new RpcError(400, 'MESSAGE_NOT_MODIFIED')
  }
  replaceText(world, message, text, detected)
}

function writeBigint(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value
}

/** Replaces the text of a message and tells everybody. No rights are checked here. */
export function replaceText(
  world: World,
  message: Message,
  text: string,
  entities: readonly TlObject[],
  date: number = world.now(),
): void {
  message.text = text
  message.entities = entities
  message.editDate = date
  publishEdit(world, message)
}

function publishEdit(world: World, message: Message): void {
  const { chat } = message
  chat.changedAt = world.now()
  const people = listPeople(world, message)
  const channelPts = isChannel(chat) ? chat.log.append({ kind: 'edit', number: message.number }) : undefined
  for (const userId of chat.accountIds) {
    if (world.messageId(message, userId) === undefined) continue
    const pts = channelPts ?? world.account(userId).log.append({ kind: 'edit', message })
    const name = channelPts === undefined ? 'updateEditMessage' : 'updateEditChannelMessage'
    world.publisher.publish(
      userId,
      () => ({ _: name, message: describeMessage(world, userId, message), pts, pts_count: 1 }),
      people,
      chat,
      ...listChats(world, message),
    )
  }
}

/** Whether this user may delete the message for everybody. */
export function canDelete(message: Message, userId: number): boolean {
  return (
    message.chat.kind === 'private' ||
    message.fromId === userId ||
    isAdministrator(message.chat.members.get(userId))
  )
}

/** Deletes messages of one chat for everybody. No rights are checked here. */
export function deleteForAll(world: World, chat: Chat, numbers: readonly number[]): void {
  const messages = numbers
    .map((number) => world.message(chat, number))
    .filter((message) => message !== undefined)
  if (messages.length === 0) return
  chat.changedAt = world.now()
  if (isChannel(chat)) {
    forget(chat, messages)
    const ids = messages.map((message) => message.number)
    const pts = chat.log.append({ kind: 'delete', numbers: ids }, ids.length)
    for (const userId of chat.accountIds) {
      world.publisher.publish(
        userId,
        () => ({
          _: 'updateDeleteChannelMessages',
          channel_id: chat.id,
          messages: ids,
          pts,
          pts_count: ids.length,
        }),
        [],
        chat,
      )
    }
    return
  }
  for (const userId of chat.accountIds) deleteForOne(world, userId, messages)
  forget(chat, messages)
}

/** Takes messages of private chats and basic groups out of one account's box. */
export function deleteForOne(
  world: World,
  userId: number,
  messages: readonly Message[],
): { pts: number; ptsCount: number } {
  const account = world.account(userId)
  const ids: number[] = []
  for (const message of messages) {
    const view = message.chat.views.get(userId)
    const id = view?.boxIds?.[message.number]
    if (view?.boxIds === undefined || id === undefined) continue
    ids.push(id)
    account.box[id] = undefined
    view.boxIds[message.number] = undefined
    view.unreadMentions.delete(message.number)
    view.unreadReactions.delete(message.number)
    resetUnread(view)
  }
  if (ids.length === 0) return { pts: account.log.pts, ptsCount: 0 }
  const pts = account.log.append({ kind: 'delete', ids }, ids.length)
  world.publisher.publish(
    userId,
    () => ({ _: 'updateDeleteMessages', messages: ids, pts, pts_count: ids.length }),
    [],
  )
  return { pts, ptsCount: ids.length }
}

function forget(chat: Chat, messages: readonly Message[]): void {
  for (const message of messages) {
    chat.messages[message.number - 1] = undefined
    for (const view of chat.views.values()) {
      view.unreadMentions.delete(message.number)
      view.unreadReactions.delete(message.number)
    }
  }
  for (const view of chat.views.values()) resetUnread(view)
}

/** Pins or unpins, with the service message that pinning makes. No rights are checked here. */
export function pinMessage(
  world: World,
  message: Message,
  userId: number,
  isPinned: boolean,
  isSilent: boolean,
): void {
  if (message.isPinned === isPinned) return
  message.isPinned = isPinned
  const { chat, number } = message
  chat.changedAt = world.now()
  if (isChannel(chat)) {
    const pts = chat.log.append({ kind: 'pin', number, isPinned })
    for (const accountId of chat.accountIds) {
      world.publisher.publish(
        accountId,
        () => ({
          _: 'updatePinnedChannelMessages',
          pinned: isPinned,
          channel_id: chat.id,
          messages: [number],
          pts,
          pts_count: 1,
        }),
        [],
        chat,
      )
    }
  } else {
    for (const accountId of chat.accountIds) {
      const id = world.messageId(message, accountId)
      if (id === undefined) continue
      const pts = world.account(accountId).log.append({ kind: 'pin', chat, id, isPinned })
      world.publisher.publish(
        accountId,
        () => ({
          _: 'updatePinnedMessages',
          pinned: isPinned,
          peer: describePeer(chat, accountId),
          messages: [id],
          pts,
          pts_count: 1,
        }),
        [],
        chat,
      )
    }
  }
  if (isPinned)
    addMessage(world, chat, {
      fromId: userId,
      date: world.now(),
      service: { kind: 'pin', message: number },
      isSilent,
    })
}

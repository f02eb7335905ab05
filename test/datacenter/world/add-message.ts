import type { TlObject } from '../rpc.ts'
import { isChannel } from './chat-kind.ts'
import { listChats, listPeople } from './describe-batch.ts'
import { describeMessage } from './describe-message.ts'
import { listMentions } from './entities.ts'
import { unarchive } from './folders.ts'
import type { Chat, Message, MessageForward, MessageReply } from './model.ts'
import type { SeedMedia, SeedService } from './seed.ts'
import type { World } from './world.ts'

export interface NewMessage {
  readonly fromId: number
  readonly date: number
  readonly text?: string
  readonly entities?: readonly TlObject[]
  readonly reply?: MessageReply | undefined
  readonly forward?: MessageForward | undefined
  readonly media?: SeedMedia | undefined
  readonly service?: SeedService | undefined
  readonly isSilent?: boolean
  readonly editDate?: number | undefined
  readonly randomId?: bigint | undefined
  /** In whose name; by default the group's for administrators who are anonymous there. */
  readonly senderChatId?: number | undefined
  readonly isFromScheduled?: boolean
  readonly viaBotId?: number | undefined
}

/** Puts a message at the end of a chat, gives it its ids, and tells everybody. No rights are checked here. */
export function addMessage(world: World, chat: Chat, input: NewMessage): Message {
  const message = appendMessage(world, chat, input)
  chat.changedAt = world.now()
  publishNew(world, chat, message)
  for (const userId of chat.accountIds) {
    const view = chat.views.get(userId)
    if (view !== undefined && message.fromId !== userId && message.service === undefined)
      unarchive(world, view)
  }
  for (const listener of world.messageListeners) listener(message)
  repeatPost(world, chat, message)
  return message
}

/** A post of a channel appears in its discussion group by itself, in the channel's name. */
function repeatPost(world: World, chat: Chat, post: Message): void {
  if (chat.kind !== 'channel' || chat.linkedChatId === undefined || post.service !== undefined) return
  const { fromId, date, text, entities, media } = post
  addMessage(world, world.chat(chat.linkedChatId), {
    fromId,
    date,
    text,
    entities,
    media,
    senderChatId: chat.id,
    forward: {
      fromId,
      fromChatId: chat.id,
      date,
      post: { chatId: chat.id, number: post.number },
      isAutomatic: true,
    },
  })
}

function publishNew(world: World, chat: Chat, message: Message): void {
  for (const userId of message.mentioned) chat.views.get(userId)?.unreadMentions.add(message.number)
  const people = listPeople(world, message)
  const others = listChats(world, message)
  if (isChannel(chat)) {
    const pts = chat.log.append({ kind: 'new', number: message.number })
    for (const userId of chat.accountIds) {
      world.publisher.publish(
        userId,
        () => ({
          _: 'updateNewChannelMessage',
          message: describeMessage(world, userId, message),
          pts,
          pts_count: 1,
        }),
        people,
        chat,
        ...others,
      )
    }
    return
  }
  const shown = chat.kind === 'private' ? [...people, ...listPrivatePeople(world, chat)] : people
  for (const userId of chat.accountIds) {
    const account = world.account(userId)
    const pts = account.log.append({ kind: 'new', message })
    world.publisher.publish(
      userId,
      () => ({ _: 'updateNewMessage', message: describeMessage(world, userId, message), pts, pts_count: 1 }),
      shown,
      chat,
      ...others,
    )
  }
}

/** The same for history that was there before anybody looked: no pts, no updates, no marks. */
export function appendHistory(world: World, chat: Chat, input: NewMessage): Message {
  const message = appendMessage(world, chat, input)
  if (isChannel(chat)) chat.log.skip(1)
  else for (const userId of chat.accountIds) world.account(userId).log.skip(1)
  return message
}

function appendMessage(world: World, chat: Chat, input: NewMessage): Message {
  const entities = input.entities ?? []
  const message: Message = {
    chat,
    number: chat.messages.length + 1,
    fromId: input.fromId,
    senderChatId: input.senderChatId ?? findAnonymous(chat, input.fromId),
    date: input.date,
    text: input.text ?? '',
    entities,
    reply: input.reply,
    forward: input.forward,
    media: input.media,
    service: input.service,
    isSilent: input.isSilent === true,
    mentioned: findMentioned(world, chat, input),
    randomId: input.randomId,
    isFromScheduled: input.isFromScheduled === true,
    viaBotId: input.viaBotId,
    reactions: undefined,
    isPinned: false,
    editDate: input.editDate,
  }
  chat.messages.push(message)
  if (!isChannel(chat)) {
    for (const userId of chat.accountIds) {
      const { box } = world.account(userId)
      const boxIds = chat.views.get(userId)?.boxIds
      if (boxIds === undefined) continue
      boxIds[message.number] = box.length
      box.push(message)
    }
  }
  return message
}

function findAnonymous(chat: Chat, userId: number): number | undefined {
  return chat.kind === 'supergroup' && chat.members.get(userId)?.isAnonymous === true ? chat.id : undefined
}

function findMentioned(world: World, chat: Chat, input: NewMessage): readonly number[] {
  if (chat.kind === 'private' || chat.kind === 'channel') return noMentions
  const { reply, entities, text = '' } = input
  if (reply === undefined && (entities === undefined || entities.length === 0)) return noMentions
  const found = new Set<number>()
  if (reply !== undefined) found.add(world.message(chat, reply.number)?.fromId ?? 0)
  const { usernames, userIds } = listMentions(text, entities ?? [])
  for (const userId of userIds) found.add(userId)
  for (const username of usernames) found.add(world.findPersonByUsername(username)?.id ?? 0)
  found.delete(input.fromId)
  return [...found].filter((userId) => chat.accountIds.has(userId))
}

const noMentions: readonly number[] = []

function listPrivatePeople(world: World, chat: Chat): ReturnType<typeof listPeople> {
  return [...chat.members.keys()].map((id) => world.people.get(id)).filter((person) => person !== undefined)
}

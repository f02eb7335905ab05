import type { MethodTable, UserCallContext } from '../rpc.ts'
import { isChannel } from '../world/chat-kind.ts'
import { showAction } from '../world/presence.ts'
import { markUnread, readUpTo } from '../world/reading.ts'
import type { Chat } from '../world/model.ts'
import type { World } from '../world/world.ts'
import {
  asList,
  asNumber,
  asObject,
  findNumberUpTo,
  resolveChannel,
  resolveChat,
  runQuietly,
} from './peers.ts'

/** Read marks, mentions, typing. */
export function createReadingMethods(world: World): MethodTable {
  return {
    'messages.readHistory': (context, parameters) => {
      const { log } = world.account(context.userId)
      const before = log.pts
      read(
        world,
        context,
        resolveChat(world, context.userId, asObject(parameters['peer'])),
        asNumber(parameters['max_id']),
      )
      return { _: 'messages.affectedMessages', pts: log.pts, pts_count: log.pts - before }
    },
    'channels.readHistory': (context, parameters) => {
      const chat = resolveChannel(world, context.userId, asObject(parameters['channel']))
      read(world, context, chat, asNumber(parameters['max_id']))
      return true
    },
    'messages.readMessageContents': (context, parameters) => {
      const { log } = world.account(context.userId)
      const before = log.pts
      readBoxContents(
        world,
        context,
        asList(parameters['id']).map((id) => asNumber(id)),
      )
      return { _: 'messages.affectedMessages', pts: log.pts, pts_count: log.pts - before }
    },
    'channels.readMessageContents': (context, parameters) => {
      const chat = resolveChannel(world, context.userId, asObject(parameters['channel']))
      const ids = asList(parameters['id']).map((id) => asNumber(id))
      readContents(world, context, chat, ids)
      return true
    },
    'messages.readMentions': (context, parameters) => {
      const chat = resolveChat(world, context.userId, asObject(parameters['peer']))
      const { log } = isChannel(chat) ? chat : world.account(context.userId)
      const before = log.pts
      const view = chat.views.get(context.userId)
      const numbers = [...(view?.unreadMentions ?? [])]
      if (isChannel(chat)) readContents(world, context, chat, numbers)
      else
        readBoxContents(
          world,
          context,
          numbers.flatMap((number) => view?.boxIds?.[number] ?? []),
        )
      return { _: 'messages.affectedHistory', pts: log.pts, pts_count: log.pts - before, offset: 0 }
    },
    'messages.setTyping': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      showAction(world, chat, userId, asObject(parameters['action']))
      return true
    },
    'messages.getOutboxReadDate': () => ({ _: 'outboxReadDate', date: world.now() }),
    'messages.getMessageReadParticipants': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const number = asNumber(parameters['msg_id'])
      return [...chat.views.values()]
        .filter((view) => view.userId !== userId && view.readInbox >= number && chat.members.has(view.userId))
        .map((view) => ({ _: 'readParticipantDate', user_id: view.userId, date: world.now() }))
    },
  }
}

/** `maxId` 0 is the whole history. */
function read(world: World, context: UserCallContext, chat: Chat, maxId: number): void {
  const view = chat.views.get(context.userId)
  if (view === undefined) return
  const number = maxId === 0 ? chat.messages.length : findNumberUpTo(world, view, maxId)
  runQuietly(world, context, () => {
    readUpTo(world, chat, context.userId, number)
    // Reading takes the mark away; clients do not do it themselves.
    if (view.isMarkedUnread) markUnread(world, view, false)
  })
}

/** The same for messages of private chats and basic groups, by their ids in the account's box. */
function readBoxContents(world: World, { userId, session }: UserCallContext, ids: readonly number[]): void {
  if (ids.length === 0) return
  const { box, log } = world.account(userId)
  for (const id of ids) {
    const message = box[id]
    message?.chat.views.get(userId)?.unreadMentions.delete(message.number)
  }
  const pts = log.append({ kind: 'readContents', ids }, ids.length)
  world.publisher.capture(userId, session.id, () =>
    world.publisher.publish(
      userId,
      () => ({ _: 'updateReadMessagesContents', messages: ids, pts, pts_count: ids.length }),
      [],
    ),
  )
}

function readContents(world: World, context: UserCallContext, chat: Chat, ids: readonly number[]): void {
  const view = chat.views.get(context.userId)
  for (const id of ids) view?.unreadMentions.delete(id)
  if (ids.length === 0) return
  runQuietly(world, context, () =>
    world.publisher.publish(
      context.userId,
      () => ({ _: 'updateChannelReadMessagesContents', channel_id: chat.id, messages: ids }),
      [],
      chat,
    ),
  )
}

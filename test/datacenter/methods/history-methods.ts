import type { MethodTable, TlObject, UserCallContext } from '../rpc.ts'
import { isChannel } from '../world/chat-kind.ts'
import { Related } from '../world/describe-batch.ts'
import { describeMessage } from '../world/describe-message.ts'
import type { Chat, Message } from '../world/model.ts'
import type { World } from '../world/world.ts'
import { createFilter } from './search-filter.ts'
import {
  asList,
  asNumber,
  asObject,
  asObjects,
  findMessage,
  findNumberUpTo,
  resolveChannel,
  resolveChat,
} from './peers.ts'

const maxPage = 100

/** Fields that go into an object whose name is added where it is answered. */
export interface TlFields {
  readonly messages: readonly TlObject[]
  readonly users: readonly TlObject[]
  readonly chats: readonly TlObject[]
}

export interface Page {
  readonly messages: readonly Message[]
  /** All messages that match, on whatever page. */
  readonly count: number
}

/** History and what is found in it. */
export function createHistoryMethods(world: World): MethodTable {
  return {
    'messages.getHistory': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      return describePage(
        world,
        userId,
        chat,
        readPage(world, userId, chat, parameters, () => true),
      )
    },
    'messages.search': (context, parameters) => {
      const { userId } = context
      const peer = asObject(parameters['peer'])
      if (peer._ === 'inputPeerEmpty') return searchGlobally(world, context, parameters)
      const chat = resolveChat(world, userId, peer)
      const matches = createFilter(world, userId, parameters)
      return describePage(world, userId, chat, readPage(world, userId, chat, parameters, matches))
    },
    'messages.searchGlobal': (context, parameters) => searchGlobally(world, context, parameters),
    'messages.getSearchCounters': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      return asObjects(parameters['filters']).map((filter) => {
        const matches = createFilter(world, userId, { _: '', filter, q: '' })
        const count = listVisible(world, userId, chat).filter(matches).length
        return { _: 'messages.searchCounter', filter, count }
      })
    },
    'messages.getUnreadMentions': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const unread = chat.views.get(userId)?.unreadMentions
      return describePage(
        world,
        userId,
        chat,
        readPage(world, userId, chat, parameters, ({ number }) => unread?.has(number) === true),
      )
    },
    'messages.getMessages': ({ userId }, parameters) => {
      const { box } = world.account(userId)
      const found = asObjects(parameters['id']).map((input) => {
        const id = asNumber(input['id'])
        const message = box[id]
        if (input._ !== 'inputMessageReplyTo') return { id, message }
        const number = message?.reply?.number
        return {
          id,
          message:
            message === undefined || number === undefined ? undefined : world.message(message.chat, number),
        }
      })
      return { _: 'messages.messages', topics: [], ...describeFound(world, userId, found) }
    },
    'channels.getMessages': ({ userId }, parameters) => {
      const chat = resolveChannel(world, userId, asObject(parameters['channel']))
      const found = asObjects(parameters['id']).map((input) => findChannelMessage(world, userId, chat, input))
      const described = describeFound(world, userId, found, chat)
      return {
        _: 'messages.channelMessages',
        pts: chat.log.pts,
        count: found.length,
        topics: [],
        ...described,
      }
    },
    'messages.getMessagesViews': ({ userId }, parameters) => {
      const chat = resolveChat(world, userId, asObject(parameters['peer']))
      const related = new Related(world)
      related.addChat(chat)
      const views = asList(parameters['id']).map(() => ({ _: 'messageViews', views: 1, forwards: 0 }))
      return { _: 'messages.messageViews', views, ...related.describe(userId) }
    },
  }
}

interface Found {
  readonly id: number
  readonly message: Message | undefined
}

function findChannelMessage(world: World, userId: number, chat: Chat, input: TlObject): Found {
  const id = asNumber(input['id'])
  if (input._ === 'inputMessagePinned') {
    const message = chat.messages.findLast((one) => one?.isPinned === true)
    return { id: message?.number ?? 0, message }
  }
  const message = findMessage(world, chat, userId, id)
  if (input._ !== 'inputMessageReplyTo') return { id, message }
  const number = message?.service?.kind === 'pin' ? message.service.message : message?.reply?.number
  return { id: number ?? 0, message: number === undefined ? undefined : world.message(chat, number) }
}

function describeFound(world: World, userId: number, found: readonly Found[], chat?: Chat): TlFields {
  const related = new Related(world)
  if (chat !== undefined) related.addChat(chat)
  const messages = found.map(({ id, message }) => {
    if (message === undefined) return { _: 'messageEmpty', id }
    related.addMessage(message)
    return describeMessage(world, userId, message)
  })
  return { messages, ...related.describe(userId) }
}

/** A page of messages as TDLib wants it: everything at once, a slice with the count, or a channel's with its pts. */
export function describePage(world: World, userId: number, chat: Chat, page: Page): TlObject {
  const related = new Related(world)
  related.addChat(chat)
  for (const message of page.messages) related.addMessage(message)
  const common = {
    messages: page.messages.map((message) => describeMessage(world, userId, message)),
    topics: [],
    ...related.describe(userId),
  }
  if (isChannel(chat))
    return { _: 'messages.channelMessages', pts: chat.log.pts, count: page.count, ...common }
  if (page.count === page.messages.length) return { _: 'messages.messages', ...common }
  return { _: 'messages.messagesSlice', count: page.count, ...common }
}

function listVisible(world: World, userId: number, chat: Chat): readonly Message[] {
  return chat.messages.filter(
    (message) => message !== undefined && world.messageId(message, userId) !== undefined,
  ) as readonly Message[]
}

/**
 * The page of a history: `offset_id` names a place, `add_offset` moves from there (negative: towards newer messages),
 * newest first. Counting all matches walks the history only when there is something to filter by.
 */
function readPage(
  world: World,
  userId: number,
  chat: Chat,
  parameters: TlObject,
  matches: (message: Message) => boolean,
): Page {
  const view = chat.views.get(userId)
  const limit = Math.min(asNumber(parameters['limit'], maxPage), maxPage)
  const addOffset = asNumber(parameters['add_offset'])
  const isVisible = (message: Message | undefined): message is Message =>
    message !== undefined &&
    (view === undefined || world.messageId(message, userId) !== undefined) &&
    matches(message)
  const { messages } = chat
  const start = findStart(world, userId, chat, parameters)
  const newer: Message[] = []
  for (let at = start; at < messages.length && newer.length < -addOffset; at += 1) {
    const message = messages[at]
    if (isVisible(message)) newer.push(message)
  }
  // Asked for more newer messages than there are, the page is moved towards them without growing.
  const older: Message[] = []
  const wanted = limit - newer.length
  let skip = Math.max(0, addOffset)
  for (let at = start - 1; at >= 0 && older.length < wanted; at -= 1) {
    const message = messages[at]
    if (!isVisible(message)) continue
    if (skip > 0) skip -= 1
    else older.push(message)
  }
  const page = [...newer.reverse().slice(0, limit), ...older]
  const maxId = asNumber(parameters['max_id'])
  const minId = asNumber(parameters['min_id'])
  const inBounds = page.filter((message) => {
    const id = world.messageId(message, userId) ?? 0
    return (maxId === 0 || id < maxId) && id > minId
  })
  return {
    messages: inBounds,
    count: messages.reduce((sum, message) => sum + (isVisible(message) ? 1 : 0), 0),
  }
}

/** The index of the first message that is not older than the place asked for. */
function findStart(world: World, userId: number, chat: Chat, parameters: TlObject): number {
  const offsetId = asNumber(parameters['offset_id'])
  const offsetDate = asNumber(parameters['offset_date'])
  const { messages } = chat
  if (offsetId > 0) {
    const view = chat.views.get(userId)
    const number = view === undefined ? offsetId - 1 : findNumberUpTo(world, view, offsetId - 1)
    return Math.min(number, messages.length)
  }
  if (offsetDate > 0) {
    let at = messages.length
    while (at > 0 && (messages[at - 1]?.date ?? Infinity) >= offsetDate) at -= 1
    return at
  }
  return messages.length
}

/** Looks through everything the account can read, newest first; pages go on by the date of the last result. */
function searchGlobally(world: World, { userId }: UserCallContext, parameters: TlObject): TlObject {
  const matches = createFilter(world, userId, parameters)
  const offsetDate = asNumber(parameters['offset_rate'])
  const limit = Math.min(asNumber(parameters['limit'], maxPage), maxPage)
  const found: Message[] = []
  for (const { chat } of world.account(userId).views.values()) {
    if (!chat.members.has(userId)) continue
    for (const message of chat.messages) {
      if (message === undefined || !matches(message) || (offsetDate > 0 && message.date >= offsetDate))
        continue
      if (world.messageId(message, userId) !== undefined) found.push(message)
    }
  }
  const page = found.sort((a, b) => b.date - a.date || b.number - a.number).slice(0, limit)
  const related = new Related(world)
  for (const message of page) related.addMessage(message)
  const isEnd = page.length === found.length
  return {
    _: 'messages.messagesSlice',
    count: found.length,
    next_rate: isEnd ? undefined : page.at(-1)?.date,
    messages: page.map((message) => describeMessage(world, userId, message)),
    topics: [],
    ...related.describe(userId),
  }
}

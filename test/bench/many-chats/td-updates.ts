import type * as Td from 'tdlib-types'
import { makeTdValue } from '../../support/td-values.ts'

// What TDLib tells of customers' groups and their messages, made without TDLib.

export const selfId = 1
const customerCount = 200
const firstCustomerId = 1_000

export const chatIdAt = (index: number): number => -1_000_000_000_000 - 1_000 - index
export const customerIdAt = (index: number): number => firstCustomerId + (index % customerCount)
/** As TDLib's own ids of messages that the server has. */
export const messageIdAt = (number: number): number => number * 2 ** 20

export function* describeUsers(): Iterable<Td.Update> {
  yield { _: 'updateOption', name: 'my_id', value: { _: 'optionValueInteger', value: String(selfId) } }
  const ids = [selfId, ...Array.from({ length: customerCount }, (_, index) => customerIdAt(index))]
  for (const id of ids) {
    const user = { ...(make('user') as Td.user), id, first_name: `Person ${id}`, last_name: 'Example' }
    yield { _: 'updateUser', user: { ...user, type: { _: 'userTypeRegular' } } }
  }
}

export function describeMessage(index: number, number: number, dateS: number, isOwn: boolean): Td.message {
  const text = make('messageText') as Td.messageText
  return {
    ...(make('message') as Td.message),
    id: messageIdAt(number),
    chat_id: chatIdAt(index),
    sender_id: { _: 'messageSenderUser', user_id: isOwn ? selfId : customerIdAt(index) },
    is_outgoing: isOwn,
    date: dateS,
    content: { ...text, text: { _: 'formattedText', text: `Message ${number} of a customer`, entities: [] } },
  }
}

export function describeChat(index: number, last: Td.message): Td.updateNewChat {
  const chat = {
    ...(make('chat') as Td.chat),
    id: chatIdAt(index),
    type: { _: 'chatTypeSupergroup', supergroup_id: 1_000 + index, is_channel: false } as const,
    title: `Customer ${index}`,
    last_message: last,
    positions: [describePosition(last)],
  }
  return { _: 'updateNewChat', chat }
}

/** What TDLib tells when a customer writes, in its order. */
export function describeArrival(message: Td.message, unreadCount: number): readonly Td.Update[] {
  return [
    { _: 'updateNewMessage', message },
    {
      _: 'updateChatLastMessage',
      chat_id: message.chat_id,
      last_message: message,
      positions: [describePosition(message)],
    },
    {
      _: 'updateChatReadInbox',
      chat_id: message.chat_id,
      last_read_inbox_message_id: 0,
      unread_count: unreadCount,
    },
  ]
}

function describePosition({ date, id }: Td.message): Td.chatPosition {
  const order = String((BigInt(date) << 32n) + BigInt(id / 2 ** 20))
  return { _: 'chatPosition', list: { _: 'chatListMain' }, order, is_pinned: false }
}

const templates = new Map<string, unknown>()

/** The smallest value of a type; reading the types each time would be most of what is measured. */
function make(type: string): unknown {
  let template = templates.get(type)
  if (template === undefined) {
    template = makeTdValue(type)
    templates.set(type, template)
  }
  return template
}

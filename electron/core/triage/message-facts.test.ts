import type * as Td from 'tdlib-types'
import { describe, expect, test } from 'vitest'
import { makeTdValue } from '../../../test/support/td-values.ts'
import { type Message, type MessageReactions, readReactions, toMessage } from '../telegram/message.ts'
import { People } from '../telegram/people.ts'
import { toUser } from '../telegram/users.ts'
import { hasUnnamedReactors, makeFact, readReactors } from './message-facts.ts'

const groupId = -1_000_000_000_500
const channelId = -1_000_000_000_900
const people = new People()
people.selfId = 7
people.saveUser(
  toUser({
    ...(makeTdValue('user') as Td.user),
    id: 9,
    type: makeTdValue('userTypeBot') as Td.userTypeBot,
  }),
)

const text: Td.MessageContent = {
  _: 'messageText',
  text: { _: 'formattedText', text: 'hello', entities: [] },
}
const byUser = (id: number): Td.MessageSender => ({ _: 'messageSenderUser', user_id: id })
const byChat = (id: number): Td.MessageSender => ({ _: 'messageSenderChat', chat_id: id })

function makeMessage(changes: Partial<Td.message>): Message {
  return toMessage({
    ...(makeTdValue('message') as Td.message),
    id: 5,
    chat_id: groupId,
    date: 1000,
    sender_id: byUser(8),
    content: text,
    ...changes,
  })
}

function makeReaction(changes: Partial<Td.messageReaction>): Td.messageReaction {
  return { ...(makeTdValue('messageReaction') as Td.messageReaction), total_count: 1, ...changes }
}

const makeReactions = (...reactions: Td.messageReaction[]): MessageReactions | undefined =>
  readReactions({
    _: 'messageReactions',
    reactions,
    are_tags: false,
    paid_reactors: [],
    can_get_added_reactions: true,
  })

describe('a fact', () => {
  test.each([' \u200B', '\u3164', '\u2800\n'])('of a text that draws nothing: %j', (unseen) => {
    const content: Td.MessageContent = {
      _: 'messageText',
      text: { _: 'formattedText', text: unseen, entities: [] },
    }
    expect(makeFact(makeMessage({ content }), people)).toMatchObject({ isUnseen: true })
    expect(makeFact(makeMessage({}), people)).not.toHaveProperty('isUnseen')
  })

  test('of a person, and of ourselves', () => {
    expect(makeFact(makeMessage({}), people)).toEqual({
      id: 5,
      dateS: 1000,
      from: 'user',
      userId: 8,
      isOwn: false,
    })
    expect(makeFact(makeMessage({ sender_id: byUser(7), is_outgoing: true }), people)).toMatchObject({
      from: 'user',
      userId: 7,
      isOwn: true,
    })
  })

  test.each([
    ['a bot', makeMessage({ sender_id: byUser(9) }), { from: 'bot', userId: 9 }],
    [
      'an anonymous administrator',
      makeMessage({ sender_id: byChat(groupId) }),
      { from: 'anonymous_admin', userId: 0 },
    ],
    [
      'a person in the name of a channel',
      makeMessage({ sender_id: byChat(channelId) }),
      { from: 'user', userId: 0 },
    ],
    [
      'a post of the linked channel',
      makeMessage({
        sender_id: byChat(channelId),
        forward_info: {
          ...(makeTdValue('messageForwardInfo') as Td.messageForwardInfo),
          source: { ...(makeTdValue('forwardSource') as Td.forwardSource), chat_id: channelId },
        },
      }),
      { from: 'channel', userId: 0 },
    ],
    [
      'a post in a channel itself',
      makeMessage({ sender_id: byChat(groupId), is_channel_post: true }),
      { from: 'channel', userId: 0 },
    ],
    [
      'somebody who joins',
      makeMessage({ content: { _: 'messageChatAddMembers', member_user_ids: [8] } }),
      { from: 'service', userId: 0 },
    ],
    [
      'a photo',
      makeMessage({ content: makeTdValue('messagePhoto') as Td.messagePhoto }),
      { from: 'user', userId: 8 },
    ],
    [
      'a forward by a customer',
      makeMessage({ forward_info: makeTdValue('messageForwardInfo') as Td.messageForwardInfo }),
      { from: 'user', userId: 8 },
    ],
  ])('of %s', (_, message, expected) => {
    expect(makeFact(message, people)).toMatchObject(expected)
  })

  test('is not made of what Telegram does not have', () => {
    const pending: Td.MessageSendingState = { _: 'messageSendingStatePending', sending_id: 1 }
    expect(makeFact(makeMessage({ sending_state: pending }), people)).toBeUndefined()
    const scheduled: Td.MessageSchedulingState = { _: 'messageSchedulingStateSendWhenOnline' }
    expect(makeFact(makeMessage({ scheduling_state: scheduled }), people)).toBeUndefined()
  })

  test('names who reacts, ourselves too', () => {
    const reactions = makeReactions(
      makeReaction({ recent_sender_ids: [byUser(8), byChat(channelId)], total_count: 2 }),
      makeReaction({ is_chosen: true, total_count: 1, recent_sender_ids: [byUser(7)] }),
    )
    expect(readReactors(reactions, 7)).toEqual([8, 7])
    expect(readReactors(undefined, 7)).toEqual([])
    expect(hasUnnamedReactors(reactions)).toBe(false)
    expect(
      hasUnnamedReactors(makeReactions(makeReaction({ total_count: 5, recent_sender_ids: [byUser(8)] }))),
    ).toBe(true)
  })
})

import type * as Td from 'tdlib-types'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { MessageView } from '#shared/contract/entities/message.ts'
import { makeTdValue } from '../../../test/support/td-values.ts'
import { mapMessage, mapSendFailure } from './map-message.ts'
import { People } from './people.ts'
import { toUser } from './users.ts'

const people = new People()
people.selfId = 7
for (const [id, first_name, last_name] of [
  [7, 'Ivan', 'Kuznetsov'],
  [8, 'Oleg', ''],
] as const) {
  people.saveUser(
    toUser({
      ...(makeTdValue('user') as Td.user),
      id,
      first_name,
      last_name,
      type: { _: 'userTypeRegular' },
    }),
  )
}
people.saveChat(-1001, 'Acme support', 3)

function makeMessage(changes: Partial<Td.message>): Td.message {
  const text = { _: 'formattedText' as const, text: 'hello', entities: [] }
  return {
    ...(makeTdValue('message') as Td.message),
    id: 5,
    chat_id: -1001,
    date: 1000,
    sender_id: { _: 'messageSenderUser', user_id: 8 },
    content: { _: 'messageText', text },
    ...changes,
  }
}

function map(changes: Partial<Td.message>, known: readonly Td.message[] = []): MessageView {
  const view = mapMessage(makeMessage(changes), people, (chatId, id) =>
    known.find((one) => one.chat_id === chatId && one.id === id),
  )
  expect(v.parse(MessageView, view)).toEqual(view)
  return view
}

test('a message of a person', () => {
  expect(map({})).toEqual({
    chatId: -1001,
    id: 5,
    sender: { key: 'user:8', name: 'Oleg', initials: 'O', accent: 0, isSelf: false, isBot: false },
    isOutgoing: false,
    dateS: 1000,
    state: 'sent',
    isMention: false,
    content: { kind: 'text', text: { text: 'hello', entities: [] } },
  })
})

test('a message of a chat, signed', () => {
  const view = map({ sender_id: { _: 'messageSenderChat', chat_id: -1001 }, author_signature: 'Maria' })
  expect(view.sender).toEqual({
    key: 'chat:-1001',
    name: 'Acme support',
    initials: 'AS',
    accent: 3,
    isSelf: false,
    isBot: false,
    title: 'Maria',
  })
})

test('edited, forwarded, sent through a bot, naming me', () => {
  const view = map({
    edit_date: 2000,
    contains_unread_mention: true,
    via_bot_user_id: 8,
    forward_info: {
      ...(makeTdValue('messageForwardInfo') as Td.messageForwardInfo),
      origin: { _: 'messageOriginHiddenUser', sender_name: 'Somebody' },
    },
  })
  expect(view).toMatchObject({ editedS: 2000, isMention: true, viaBot: 'Oleg', forwardedFrom: 'Somebody' })
})

describe('replies', () => {
  const reply = (changes: Partial<Td.messageReplyToMessage>): Td.messageReplyToMessage => ({
    ...(makeTdValue('messageReplyToMessage') as Td.messageReplyToMessage),
    chat_id: -1001,
    message_id: 3,
    ...changes,
  })

  test('to a message that is known', () => {
    const known = makeMessage({ id: 3, sender_id: { _: 'messageSenderUser', user_id: 7 } })
    expect(map({ reply_to: reply({}) }, [known]).replyTo).toEqual({
      messageId: 3,
      senderName: 'Ivan Kuznetsov',
      preview: { kind: 'text', text: 'hello' },
    })
  })

  test('to one that is not, with a quote', () => {
    const quote: Td.textQuote = {
      _: 'textQuote',
      text: { _: 'formattedText', text: 'hel', entities: [] },
      position: 0,
      is_manual: true,
    }
    expect(map({ reply_to: reply({ quote }) }).replyTo).toEqual({
      messageId: 3,
      quote: { text: 'hel', entities: [] },
    })
  })

  test('to a message of another chat, whose content TDLib gives', () => {
    const content: Td.MessageContent = {
      ...(makeTdValue('messageText') as Td.messageText),
      text: { _: 'formattedText', text: 'elsewhere', entities: [] },
    }
    const origin: Td.MessageOrigin = { _: 'messageOriginUser', sender_user_id: 7 }
    expect(map({ reply_to: reply({ chat_id: -5, content, origin }) }).replyTo).toEqual({
      messageId: 3,
      chatId: -5,
      senderName: 'Ivan Kuznetsov',
      preview: { kind: 'text', text: 'elsewhere' },
    })
  })

  test('to a photo of another chat', () => {
    const content = makeTdValue('messagePhoto') as Td.messagePhoto
    expect(map({ reply_to: reply({ chat_id: -5, content }) }).replyTo).toMatchObject({
      preview: { kind: 'media', media: 'photo' },
    })
  })
})

test.each([
  [400, 'CHAT_WRITE_FORBIDDEN', 'write_forbidden', undefined],
  [403, 'USER_BANNED_IN_CHANNEL', 'write_forbidden', undefined],
  [400, 'PEER_ID_INVALID', 'chat_unavailable', undefined],
  [400, 'CHANNEL_PRIVATE', 'chat_unavailable', undefined],
  [400, 'MESSAGE_TOO_LONG', 'text_too_long', undefined],
  [429, 'Too Many Requests: retry after 17', 'flood_wait', 1017],
  [420, 'FLOOD_WAIT_30', 'flood_wait', 1030],
  [420, 'SLOWMODE_WAIT_45', 'slow_mode', 1045],
  [400, 'NEWS_OF_TOMORROW', 'rejected', undefined],
])('%i %s is %s', (code, message, expected, retryAtS) => {
  const state = makeTdValue('messageSendingStateFailed') as Td.messageSendingStateFailed
  const failure = mapSendFailure({ ...state, error: { _: 'error', code, message } }, 1000)
  expect(failure).toMatchObject({ code: expected, message })
  expect(failure.retryAtS).toBe(retryAtS)
})

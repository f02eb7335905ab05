import type * as Td from 'tdlib-types'
import { describe, expect, test } from 'vitest'
import { makeTdValue } from '../../../test/support/td-values.ts'
import {
  type Message,
  readPlainText,
  readRetryWaitS,
  readSendFailure,
  readTextOrCaption,
  toMessage,
} from './message.ts'

const formatted = (text: string): Td.formattedText => ({ _: 'formattedText', text, entities: [] })

function makeMessage(changes: Partial<Td.message>): Message {
  return toMessage({ ...(makeTdValue('message') as Td.message), date: 1000, ...changes })
}

function makeSaying(content: object): Message {
  return makeMessage({ content: content as Td.MessageContent })
}

function makeFailed(changes: Partial<Td.messageSendingStateFailed>): Message {
  return makeMessage({
    sending_state: {
      _: 'messageSendingStateFailed',
      error: { _: 'error', code: 400, message: 'SOMETHING_NEW' },
      can_retry: true,
      need_another_sender: false,
      need_another_reply_quote: false,
      need_drop_reply: false,
      required_paid_message_star_count: 0,
      retry_after: 0,
      ...changes,
    },
  })
}

const pending: Partial<Td.message> = { sending_state: { _: 'messageSendingStatePending', sending_id: 1 } }

describe('the words of a message', () => {
  const text = makeSaying({ _: 'messageText', text: formatted('hello') })
  const photo = makeSaying({ ...(makeTdValue('messagePhoto') as object), caption: formatted('below') })
  const emoji = makeSaying({ ...(makeTdValue('messageAnimatedEmoji') as object), emoji: '🔥' })
  const pin = makeSaying({ _: 'messagePinMessage', message_id: 5 })

  test.each([
    ['a text', text, 'hello', 'hello'],
    ['a caption, which is no text', photo, 'below', undefined],
    ['an emoji, which TDLib does not give as a text', emoji, undefined, '🔥'],
    ['what happened in a chat', pin, undefined, undefined],
  ])('%s', (_what, message, written, plain) => {
    expect(readTextOrCaption(message)?.text).toBe(written)
    expect(readPlainText(message)).toBe(plain)
  })
})

describe('a message that Telegram did not take', () => {
  test('says why, as of its own date', () => {
    expect(readSendFailure(makeFailed({}))).toMatchObject({ code: 'rejected', message: 'SOMETHING_NEW' })
    const error: Td.error = { _: 'error', code: 429, message: 'Too Many Requests: retry after 7' }
    expect(readSendFailure(makeFailed({ error }))).toMatchObject({ code: 'flood_wait', retryAtS: 1007 })
  })

  test.each([
    ['at once', makeFailed({}), 0],
    ['after whole seconds', makeFailed({ retry_after: 2.1 }), 3],
    ['never', makeFailed({ can_retry: false, retry_after: 2 }), undefined],
  ])('is taken again %s', (_when, message, seconds) => {
    expect(readRetryWaitS(message)).toBe(seconds)
  })

  test('is not one that was sent or is being sent', () => {
    for (const message of [makeMessage({}), makeMessage(pending)]) {
      expect(readSendFailure(message)).toBeUndefined()
      expect(readRetryWaitS(message)).toBeUndefined()
    }
  })
})

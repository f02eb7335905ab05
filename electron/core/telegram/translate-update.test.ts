import type * as Td from 'tdlib-types'
import { describe, expect, it } from 'vitest'
import { listUnion, makeTdValue } from '../../../test/support/td-values.ts'
import { rawOf, readText, toMessage, withContent, toContent } from './message.ts'
import { translateUpdate } from './translate-update.ts'

const message: Td.message = {
  ...(makeTdValue('message') as Td.message),
  id: 7 * 2 ** 20,
  chat_id: -1_000_000_000_500,
  date: 1000,
  sender_id: { _: 'messageSenderUser', user_id: 8 },
  content: {
    ...(makeTdValue('messageText') as Td.messageText),
    text: { _: 'formattedText', text: 'hello', entities: [] },
  },
}
const deletion: Td.updateDeleteMessages = {
  _: 'updateDeleteMessages',
  chat_id: -5,
  message_ids: [1, 2],
  is_permanent: true,
  from_cache: false,
}
const option = (name: string, value: string): Td.Update => ({
  _: 'updateOption',
  name,
  value: { _: 'optionValueInteger', value },
})

describe('an update', () => {
  it.each(listUnion('Update'))('%s of the smallest values is an event or nothing', (type) => {
    expect(() => translateUpdate(makeTdValue(type) as Td.Update)).not.toThrow()
  })

  it('of a message has its facts, and maps its words only when they are read', () => {
    const event = translateUpdate({ _: 'updateNewMessage', message })
    if (event?.kind !== 'message_arrived') throw new Error('it is no message')
    expect(event.message).toMatchObject({
      chatId: message.chat_id,
      id: message.id,
      sender: { kind: 'user', id: 8 },
      dateS: 1000,
      editedS: 0,
      state: 'sent',
      isService: false,
    })
    expect(readText(event.message)?.text).toBe('hello')
    expect(rawOf(event.message)).toBe(message)
  })

  it('reports only deletions that are for good', () => {
    expect(translateUpdate(deletion)).toEqual({ kind: 'messages_deleted', chatId: -5, messageIds: [1, 2] })
    expect(translateUpdate({ ...deletion, from_cache: true })).toBeUndefined()
    expect(translateUpdate({ ...deletion, is_permanent: false })).toBeUndefined()
  })

  it.each([
    ['refused in words', 400, 'CHAT_WRITE_FORBIDDEN', 0, { kind: 'refused', code: 400 }],
    ['that has to wait', 429, 'Too Many Requests: retry after 7', 0, { kind: 'flood_wait', seconds: 7 }],
    ['that TDLib makes wait longer', 420, 'FLOOD_WAIT_7', 9, { kind: 'flood_wait', seconds: 9 }],
    ['that TDLib alone makes wait', 400, 'Unknown', 9, { kind: 'flood_wait', seconds: 9 }],
    ['that has to wait nobody knows how long', 429, 'Too many', 0, { kind: 'flood_wait', seconds: 1 }],
  ])('of a message %s brings why', (_case, code, words, retryS, refusal) => {
    const error: Td.error = { _: 'error', code, message: words }
    const state = makeTdValue('messageSendingStateFailed') as Td.messageSendingStateFailed
    const failed = { ...message, sending_state: { ...state, error, retry_after: retryS } }
    const event = translateUpdate({
      _: 'updateMessageSendFailed',
      message: failed,
      old_message_id: 5,
      error,
    })
    expect(event).toMatchObject({
      kind: 'message_failed',
      oldId: 5,
      message: { state: 'failed' },
      refusal: { ...refusal, message: words },
    })
  })

  it('of the details of a group names its chat', () => {
    const info = makeTdValue('supergroupFullInfo') as Td.supergroupFullInfo
    expect(
      translateUpdate({
        _: 'updateSupergroupFullInfo',
        supergroup_id: 9,
        supergroup_full_info: info,
      }),
    ).toEqual({ kind: 'group_details_changed', chatId: -1_000_000_000_009 })
  })

  it('of a group names its chat, and the chat it was upgraded to', () => {
    const group = { ...(makeTdValue('basicGroup') as Td.basicGroup), id: 5, upgraded_to_supergroup_id: 9 }
    expect(translateUpdate({ _: 'updateBasicGroup', basic_group: group })).toMatchObject({
      kind: 'group_changed',
      group: { chatId: -5, successorId: -1_000_000_000_009 },
    })
  })

  it('of an option is one of the two that matter, or nothing', () => {
    expect(translateUpdate(option('my_id', '7'))).toEqual({ kind: 'own_id_told', userId: 7 })
    expect(translateUpdate(option('unix_time', '1000'))).toEqual({ kind: 'time_told', atS: 1000 })
    expect(translateUpdate(option('pinned_chat_count_max', '5'))).toBeUndefined()
  })
})

it('a message with other content keeps its other fields, and the original stays unchanged', () => {
  const before = toMessage(message)
  const after = withContent(before, toContent({ _: 'messageChatDeletePhoto' }))
  expect(after).toMatchObject({ id: before.id, dateS: before.dateS, isService: true })
  expect(readText(before)?.text).toBe('hello')
})

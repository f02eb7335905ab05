import type * as Td from 'tdlib-types'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { MessageContent, MessagePreview } from '#shared/contract/entities/message.ts'
import { listUnion, makeTdValue } from '../../../test/support/td-values.ts'
import { mapContent, previewContent } from './map-content.ts'

const nameOf = (sender: Td.MessageSender): string =>
  sender._ === 'messageSenderUser' ? `user ${sender.user_id}` : `chat ${sender.chat_id}`

function makeMessage(content: { readonly _: string }): Td.message {
  const blank = makeTdValue(content._) as object
  const message = makeTdValue('message') as Td.message
  return {
    ...message,
    sender_id: { _: 'messageSenderUser', user_id: 7 },
    content: { ...blank, ...content } as unknown as Td.MessageContent,
  }
}

const map = (content: { readonly _: string }): MessageContent => mapContent(makeMessage(content), nameOf)
const formatted = (text: string): Td.formattedText => ({ _: 'formattedText', text, entities: [] })

test.each(listUnion('MessageContent'))('%s has a view and a preview that fit the contract', (type) => {
  const content = mapContent(makeMessage({ _: type }), nameOf)
  expect(v.parse(MessageContent, content)).toEqual(content)
  const preview = previewContent(content)
  expect(v.parse(MessagePreview, preview)).toEqual(preview)
})

test('content that a person writes is never a service message', () => {
  const services = listUnion('MessageContent').filter(
    (type) => mapContent(makeMessage({ _: type }), nameOf).kind === 'service',
  )
  // Content that a person writes or sends is never taken for a service message.
  for (const written of [
    'messageText',
    'messagePhoto',
    'messageDocument',
    'messageVoiceNote',
    'messagePoll',
    'messageSticker',
    'messageAnimatedEmoji',
    'messageContact',
    'messageLocation',
    'messageVenue',
    'messageDice',
    'messagePaidMedia',
    'messageStory',
    'messageChecklist',
  ]) {
    expect(services).not.toContain(written)
  }
})

describe('media', () => {
  test.each([
    [
      { _: 'messagePhoto', caption: formatted('a server') },
      { kind: 'media', media: 'photo', caption: { text: 'a server', entities: [] } },
      { kind: 'media', media: 'photo', text: 'a server' },
    ],
    [
      { _: 'messageVoiceNote', voice_note: { duration: 12 }, caption: formatted('') },
      { kind: 'media', media: 'voice', durationS: 12 },
      { kind: 'media', media: 'voice', text: '' },
    ],
    [
      {
        _: 'messageDocument',
        document: { file_name: 'log.txt', document: { size: 2048 } },
        caption: formatted(''),
      },
      { kind: 'media', media: 'document', detail: 'log.txt', sizeBytes: 2048 },
      { kind: 'media', media: 'document', text: 'log.txt' },
    ],
    [
      { _: 'messageSticker', sticker: { emoji: '👍' } },
      { kind: 'media', media: 'sticker', detail: '👍' },
      { kind: 'media', media: 'sticker', text: '👍' },
    ],
    [
      { _: 'messagePoll', poll: { question: formatted('Move on Friday?') } },
      { kind: 'media', media: 'poll', detail: 'Move on Friday?' },
      { kind: 'media', media: 'poll', text: 'Move on Friday?' },
    ],
    [
      { _: 'messageContact', contact: { first_name: 'Oleg', last_name: '', phone_number: '79001112233' } },
      { kind: 'media', media: 'contact', detail: 'Oleg 79001112233' },
      { kind: 'media', media: 'contact', text: 'Oleg 79001112233' },
    ],
    [
      {
        _: 'messageAudio',
        audio: { performer: 'A', title: 'B', file_name: 'c.mp3', duration: 5, audio: { size: 1 } },
        caption: formatted(''),
      },
      { kind: 'media', media: 'audio', detail: 'A – B', durationS: 5, sizeBytes: 1 },
      { kind: 'media', media: 'audio', text: 'A – B' },
    ],
    [
      { _: 'messageAnimatedEmoji', emoji: '🔥' },
      { kind: 'text', text: { text: '🔥', entities: [] } },
      { kind: 'text', text: '🔥' },
    ],
    [
      { _: 'messageUnsupported' },
      { kind: 'unsupported', type: 'messageUnsupported' },
      { kind: 'unsupported' },
    ],
  ])('%j', (content, view, preview) => {
    const mapped = map(content)
    expect(mapped).toEqual(view)
    expect(previewContent(mapped)).toEqual(preview)
  })
})

describe('what happened', () => {
  test.each([
    [{ _: 'messageChatAddMembers', member_user_ids: [7] }, { kind: 'joined_by_link' }],
    [
      { _: 'messageChatAddMembers', member_user_ids: [8, 9] },
      { kind: 'members_added', names: ['user 8', 'user 9'] },
    ],
    [
      { _: 'messageChatDeleteMember', user_id: 7 },
      { kind: 'member_left', name: 'user 7', isSender: true },
    ],
    [
      { _: 'messageChatDeleteMember', user_id: 8 },
      { kind: 'member_left', name: 'user 8', isSender: false },
    ],
    [
      { _: 'messageBasicGroupChatCreate', title: 'A' },
      { kind: 'group_created', title: 'A' },
    ],
    [
      { _: 'messageSupergroupChatCreate', title: 'B' },
      { kind: 'group_created', title: 'B' },
    ],
    [
      { _: 'messageChatChangeTitle', title: 'C' },
      { kind: 'title_changed', title: 'C' },
    ],
    [{ _: 'messageChatUpgradeTo' }, { kind: 'upgraded_to_supergroup' }],
    [{ _: 'messageChatUpgradeFrom' }, { kind: 'upgraded_from_group' }],
    [
      { _: 'messagePinMessage', message_id: 5 },
      { kind: 'message_pinned', messageId: 5, preview: '' },
    ],
    [
      { _: 'messagePinMessage', message_id: 0 },
      { kind: 'message_pinned', preview: '' },
    ],
    [
      { _: 'messageChatSetMessageAutoDeleteTime', message_auto_delete_time: 60 },
      { kind: 'auto_delete_changed', seconds: 60 },
    ],
    [
      { _: 'messageVideoChatEnded', duration: 90 },
      { kind: 'video_chat_ended', seconds: 90 },
    ],
    [{ _: 'messageProximityAlertTriggered' }, { kind: 'other', type: 'messageProximityAlertTriggered' }],
  ])('%j is %j', (content, event) => {
    expect(map(content)).toEqual({ kind: 'service', event })
  })
})

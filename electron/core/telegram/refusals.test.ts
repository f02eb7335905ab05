import { describe, expect, it } from 'vitest'
import { type RefusalCode, sortRefusal, sortRefusalMessage } from './refusals.ts'

describe('a refusal', () => {
  it.each<readonly [string, RefusalCode]>([
    ['Message is not modified', 'not_modified'],
    ['MESSAGE_NOT_MODIFIED', 'not_modified'],
    ["Message can't be edited", 'edit_expired'],
    ['MESSAGE_EDIT_TIME_EXPIRED', 'edit_expired'],
    ['MESSAGE_AUTHOR_REQUIRED', 'edit_expired'],
    ['Message is too long', 'text_too_long'],
    ['MESSAGE_TOO_LONG', 'text_too_long'],
    ['Message must be non-empty', 'text_empty'],
    ['MESSAGE_EMPTY', 'text_empty'],
    ['Message not found', 'message_not_found'],
    ['MESSAGE_ID_INVALID', 'message_not_found'],
    ['Chat not found', 'chat_not_found'],
    ['CHANNEL_INVALID', 'chat_deleted'],
    ['The group is deactivated', 'chat_deleted'],
    ['CHANNEL_PRIVATE', 'chat_private'],
    ['PEER_ID_INVALID', 'peer_invalid'],
    ['USER_NOT_PARTICIPANT', 'not_a_member'],
    ['Chat member not found: the user is not a member of the chat', 'not_a_member'],
    ['The user was kicked', 'kicked'],
    ['Member list is inaccessible', 'not_accessible'],
    ["Can't access the chat", 'not_accessible'],
    ['CHAT_ADMIN_REQUIRED', 'no_right'],
    ['not enough rights', 'no_right'],
    ['CHAT_WRITE_FORBIDDEN', 'forbidden'],
    ['Have no write access to the chat', 'forbidden'],
    ['USER_BANNED_IN_CHANNEL', 'forbidden'],
    ['CHAT_RESTRICTED', 'forbidden'],
    ['User not found', 'not_found'],
    ['REPLY_MARKUP_INVALID', 'invalid'],
    ['SOMETHING_NEW', 'other'],
  ])('"%s" is %s', (message, code) => {
    expect(sortRefusal({ kind: 'refused', code: 400, message })).toBe(code)
    expect(sortRefusalMessage(message)).toBe(code)
  })

  it('is a wait or the end of TDLib whatever its words are', () => {
    expect(sortRefusal({ kind: 'flood_wait', seconds: 3, message: 'Chat not found' })).toBe('flood_wait')
    expect(sortRefusal({ kind: 'closed', message: 'Chat not found' })).toBe('closed')
  })
})

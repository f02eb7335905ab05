import type * as Td from 'tdlib-types'
import { describe, expect, it } from 'vitest'
import { makeTdValue } from '../../../test/support/td-values.ts'
import { toChat } from './chats.ts'
import { mapMessage } from './map-message.ts'
import { People } from './people.ts'
import { userSender } from './sender.ts'
import { translateUpdate } from './translate-update.ts'
import { toUser } from './users.ts'

const blank = '\u3164\u200B '
const user = (changes: Partial<Td.user>): Td.user => ({
  ...(makeTdValue('user') as Td.user),
  id: 8,
  type: { _: 'userTypeRegular' },
  ...changes,
})

function nameOf(changes: Partial<Td.user>): readonly string[] {
  const people = new People()
  people.saveUser(toUser(user(changes)))
  return [people.nameUser(8), people.nameShort(userSender(8))]
}

describe('a name that draws nothing', () => {
  it('of a person gives way to what else is known', () => {
    expect(nameOf({ first_name: blank, last_name: 'Client' })).toEqual(['Client', 'Client'])
    expect(nameOf({ first_name: 'Oleg', last_name: blank })).toEqual(['Oleg', 'Oleg'])
    expect(nameOf({ first_name: blank, last_name: blank, phone_number: '7900' })).toEqual(['7900', '7900'])
    expect(nameOf({ first_name: blank, last_name: blank, phone_number: '' })).toEqual(['id 8', 'id 8'])
  })

  it('of a deleted account is its id', () => {
    const gone: Partial<Td.user> = {
      first_name: '',
      last_name: '',
      phone_number: '',
      type: { _: 'userTypeDeleted' },
    }
    expect(nameOf(gone)).toEqual(['id 8', 'id 8'])
  })

  it('of a chat is its id, also after a change of the title', () => {
    expect(toChat({ ...(makeTdValue('chat') as Td.chat), id: -5, title: blank }).title).toBe('id -5')
    const changed = translateUpdate({ _: 'updateChatTitle', chat_id: -5, title: blank })
    expect(changed).toMatchObject({ changes: { title: 'id -5' } })
  })

  it('of who wrote a forwarded message, and the title of an author, leave no blank', () => {
    const message: Td.message = {
      ...(makeTdValue('message') as Td.message),
      id: 5,
      author_signature: blank,
      forward_info: {
        ...(makeTdValue('messageForwardInfo') as Td.messageForwardInfo),
        origin: { _: 'messageOriginHiddenUser', sender_name: blank },
      },
    }
    const view = mapMessage(message, new People(), () => undefined)
    expect(view.forwardedFrom).toBe('?')
    expect(view.sender).not.toHaveProperty('title')
  })
})

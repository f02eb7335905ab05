import { beforeEach, describe, expect, test } from 'vitest'
import type { TlObject, TlValue } from '../rpc.ts'
import { createActions } from '../world/actions.ts'
import {
  anna,
  boris,
  clara,
  createSmallSeed,
  familyChat,
  newsChannel,
  privateChat,
  slowChat,
  smallSeedDate,
  supportChat,
} from '../world/small-seed.ts'
import type { RecordingSession } from './test-caller.ts'
import { TestCaller } from './test-caller.ts'

let nowMs: number
let caller: TestCaller
let annasDesk: RecordingSession
let annasPhone: RecordingSession
let borissDesk: RecordingSession
let nextRandomId: bigint

beforeEach(() => {
  nowMs = (smallSeedDate + 3600) * 1000
  caller = new TestCaller(createSmallSeed(), { now: () => nowMs })
  annasDesk = caller.open(anna)
  annasPhone = caller.open(anna)
  borissDesk = caller.open(boris)
  nextRandomId = 1n
})

function peerOf(chatId: number, viewerId: number): TlObject {
  const { world } = caller
  const chat = world.chat(chatId)
  if (chat.kind === 'basicGroup') return { _: 'inputPeerChat', chat_id: chatId }
  if (chat.kind !== 'private')
    return { _: 'inputPeerChannel', channel_id: chatId, access_hash: chat.accessHash }
  const other = [...chat.members.keys()].find((id) => id !== viewerId) ?? viewerId
  return { _: 'inputPeerUser', user_id: other, access_hash: world.person(other).accessHash }
}

function send(
  session: RecordingSession,
  chatId: number,
  message: string,
  extra: Readonly<Record<string, TlValue>> = {},
): TlObject {
  const random_id = nextRandomId++
  return caller.call(session, 'messages.sendMessage', {
    peer: peerOf(chatId, session.userId),
    message,
    random_id,
    ...extra,
  })
}

function messageOf(update: TlObject | undefined): TlObject {
  return update!['message'] as TlObject
}

function list(answer: TlObject, field: string): readonly TlObject[] {
  return answer[field] as readonly TlObject[]
}

function readError(run: () => unknown): string {
  try {
    run()
    return 'no error'
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

describe('one event, many viewers', () => {
  test('the sender gets the answer, the other sessions get pushes, each from its own side', () => {
    const answer = send(annasDesk, supportChat, 'On it')
    expect(list(answer, 'updates').map((update) => update._)).toEqual([
      'updateMessageID',
      'updateNewChannelMessage',
    ])
    expect(list(answer, 'updates')[1]?.['message']).toMatchObject({
      id: 4,
      out: true,
      from_id: { user_id: anna },
    })
    expect(annasDesk.takeUpdates()).toEqual([])
    const [onPhone] = annasPhone.takeUpdates()
    const [atBoris] = borissDesk.takeUpdates()
    expect(onPhone?.['message']).toMatchObject({ id: 4, out: true })
    expect(atBoris?.['message']).toMatchObject({ id: 4, message: 'On it' })
    expect(messageOf(atBoris)['out']).toBeUndefined()
    expect(atBoris?.['pts']).toBe(onPhone?.['pts'])
  })

  test('everybody has ids and pts of their own in private chats and basic groups', () => {
    for (let index = 0; index < 3; index += 1) caller.world.openPrivateChat(boris, clara)
    createActions(caller.world).sendMessage({
      chatId: caller.world.openPrivateChat(boris, clara).id,
      fromId: clara,
      text: 'Hi Boris',
    })
    send(annasDesk, privateChat, 'Yes')
    const [mine] = annasPhone.takeUpdates()
    const theirs = borissDesk.takeUpdates().at(-1)
    expect(messageOf(mine)['id']).not.toBe(messageOf(theirs)['id'])
    expect(mine?.['message']).toMatchObject({ peer_id: { _: 'peerUser', user_id: boris } })
    expect(theirs?.['message']).toMatchObject({ peer_id: { _: 'peerUser', user_id: anna } })
  })

  test('a phone number is shown to its owner and to contacts only', () => {
    const users = (session: RecordingSession, id: number): TlObject =>
      (
        caller.call(session, 'users.getUsers', {
          id: [{ _: 'inputUser', user_id: id, access_hash: caller.world.person(id).accessHash }],
        }) as unknown as readonly TlObject[]
      )[0] as TlObject
    expect(users(annasDesk, anna)).toMatchObject({ self: true, phone: '79990000101' })
    expect(users(annasDesk, boris)).toMatchObject({
      contact: true,
      mutual_contact: true,
      phone: '79990000102',
    })
    expect(users(annasDesk, clara)['contact']).toBeUndefined()
    expect(
      readError(() =>
        caller.call(annasDesk, 'users.getUsers', {
          id: [{ _: 'inputUser', user_id: boris, access_hash: 1n }],
        }),
      ),
    ).toBe('PEER_ID_INVALID')
  })

  test('a mention is unread for the one who is meant until it is read', () => {
    send(borissDesk, supportChat, 'what says @anna_duty?')
    const dialog = (session: RecordingSession): TlObject =>
      list(
        caller.call(session, 'messages.getPeerDialogs', {
          peers: [{ _: 'inputDialogPeer', peer: peerOf(supportChat, session.userId) }],
        }),
        'dialogs',
      )[0] as TlObject
    expect(dialog(annasDesk)).toMatchObject({ unread_count: 3, unread_mentions_count: 2 })
    expect(dialog(borissDesk)).toMatchObject({ unread_count: 0, unread_mentions_count: 0 })
    caller.call(annasDesk, 'channels.readHistory', {
      channel: { ...peerOf(supportChat, anna), _: 'inputChannel' },
      max_id: 3,
    })
    expect(dialog(annasDesk)).toMatchObject({ unread_count: 1, unread_mentions_count: 1 })
  })
})

describe('exactly once', () => {
  test('a repeated random id is answered with the message that is there', () => {
    for (const chatId of [supportChat, familyChat, privateChat]) {
      const first = send(annasDesk, chatId, 'once', { random_id: 77n + BigInt(chatId) })
      const before = caller.world.chat(chatId).messages.length
      const second = send(annasDesk, chatId, 'once', { random_id: 77n + BigInt(chatId) })
      expect(caller.world.chat(chatId).messages).toHaveLength(before)
      expect(list(second, 'updates')[0]).toEqual(list(first, 'updates')[0])
    }
  })
})

describe('refusals', () => {
  test('texts', () => {
    expect(readError(() => send(annasDesk, supportChat, 'x'.repeat(4097)))).toBe('MESSAGE_TOO_LONG')
    expect(readError(() => send(annasDesk, supportChat, '🙂'.repeat(4096)))).toBe('no error')
    expect(readError(() => send(annasDesk, supportChat, '   '))).toBe('MESSAGE_EMPTY')
  })

  test('rights', () => {
    expect(readError(() => send(borissDesk, newsChannel, 'no'))).toBe('CHAT_WRITE_FORBIDDEN')
    expect(readError(() => send(borissDesk, slowChat, 'first'))).toBe('no error')
    nowMs += 20_000
    expect(readError(() => send(borissDesk, slowChat, 'second'))).toBe('SLOWMODE_WAIT_40')
    nowMs += 40_000
    expect(readError(() => send(borissDesk, slowChat, 'second'))).toBe('no error')
    expect(readError(() => send(annasDesk, slowChat, 'the owner'))).toBe('no error')
    expect(readError(() => send(annasDesk, slowChat, 'does not wait'))).toBe('no error')
  })

  test('peers', () => {
    const wrong = { _: 'inputPeerChannel', channel_id: supportChat, access_hash: 5n }
    expect(
      readError(() =>
        caller.call(annasDesk, 'messages.getHistory', {
          peer: wrong,
          offset_id: 0,
          offset_date: 0,
          add_offset: 0,
          limit: 1,
          max_id: 0,
          min_id: 0,
          hash: 0n,
        }),
      ),
    ).toBe('CHANNEL_INVALID')
    expect(
      readError(() => send(annasDesk, supportChat, 'x', { peer: { _: 'inputPeerChat', chat_id: 9 } })),
    ).toBe('PEER_ID_INVALID')
  })

  test('edits', () => {
    const edit = (session: RecordingSession, id: number, message: string): string =>
      readError(() =>
        caller.call(session, 'messages.editMessage', {
          peer: peerOf(supportChat, session.userId),
          id,
          message,
        }),
      )
    send(annasDesk, supportChat, 'mine')
    expect(edit(borissDesk, 4, 'yours')).toBe('MESSAGE_AUTHOR_REQUIRED')
    expect(edit(annasDesk, 4, 'mine')).toBe('MESSAGE_NOT_MODIFIED')
    expect(edit(annasDesk, 99, 'nothing')).toBe('MESSAGE_ID_INVALID')
    nowMs += 48 * 3600 * 1000 + 1000
    expect(edit(annasDesk, 4, 'too late')).toBe('MESSAGE_EDIT_TIME_EXPIRED')
  })
})

describe('lists', () => {
  test('the history is paged in both directions', () => {
    for (let index = 4; index <= 60; index += 1) send(annasDesk, supportChat, `m${index}`)
    const page = (offset_id: number, add_offset: number, limit: number): readonly number[] =>
      list(
        caller.call(borissDesk, 'messages.getHistory', {
          peer: peerOf(supportChat, boris),
          offset_id,
          offset_date: 0,
          add_offset,
          limit,
          max_id: 0,
          min_id: 0,
          hash: 0n,
        }),
        'messages',
      ).map((message) => Number(message['id']))
    expect(page(0, 0, 3)).toEqual([60, 59, 58])
    expect(page(58, 0, 2)).toEqual([57, 56])
    expect(page(30, -2, 4)).toEqual([31, 30, 29, 28])
    expect(page(60, -10, 12)).toEqual([60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49])
    expect(page(2, 0, 10)).toEqual([1])
    expect(page(1, -5, 5)).toEqual([5, 4, 3, 2, 1])
  })

  test('a reply carries its quote, in the ids of whoever looks', () => {
    send(annasDesk, familyChat, 'soup or salad?')
    const [asked] = borissDesk.takeUpdates()
    const reply_to = {
      _: 'inputReplyToMessage',
      reply_to_msg_id: Number(messageOf(asked)['id']),
      quote_text: 'salad',
    }
    annasPhone.takeUpdates()
    send(borissDesk, familyChat, 'this', { reply_to })
    const [answer] = annasPhone.takeUpdates()
    const annasId = caller.world.messageId(caller.world.message(caller.world.chat(familyChat), 3)!, anna)
    expect(answer?.['message']).toMatchObject({
      reply_to: { reply_to_msg_id: annasId, quote: true, quote_text: 'salad', quote_offset: 8 },
    })
  })

  test('links, mentions, hashtags and commands are found, and nothing inside code', () => {
    const text = 'see https://example.org/a. @boris_duty #срочно /start, a@b.org and x@y.org'
    const code = { _: 'messageEntityCode', offset: text.indexOf('x@'), length: 7 }
    const answer = send(annasDesk, supportChat, text, { entities: [code] })
    const found = list(messageOf(list(answer, 'updates')[1]), 'entities')
    expect(
      found.map((entity) => [
        entity._.replace('messageEntity', ''),
        text.slice(Number(entity['offset']), Number(entity['offset']) + Number(entity['length'])),
      ]),
    ).toEqual([
      ['Url', 'https://example.org/a'],
      ['Mention', '@boris_duty'],
      ['Hashtag', '#срочно'],
      ['BotCommand', '/start'],
      ['Email', 'a@b.org'],
      ['Code', 'x@y.org'],
    ])
  })

  test('archived chats are in folder 1, pinned ones come apart, and pages join without loss', () => {
    for (let index = 0; index < 25; index += 1) {
      caller.call(annasDesk, 'channels.createChannel', {
        title: `Group ${index}`,
        about: '',
        megagroup: true,
      })
    }
    const pages: TlObject[] = []
    let offset = { offset_date: 0, offset_id: 0, offset_peer: { _: 'inputPeerEmpty' } as TlObject }
    for (;;) {
      const answer = caller.call(annasDesk, 'messages.getDialogs', {
        exclude_pinned: true,
        folder_id: 0,
        limit: 7,
        hash: 0n,
        ...offset,
      })
      const dialogs = list(answer, 'dialogs')
      if (dialogs.length === 0) break
      pages.push(...dialogs)
      const peer = dialogs.at(-1)!['peer'] as TlObject
      const top = list(answer, 'messages').at(-1) as TlObject
      const chatId = Number(peer['channel_id'] ?? privateChat)
      offset = {
        offset_date: Number(top['date']),
        offset_id: Number(top['id']),
        offset_peer: peerOf(chatId, anna),
      }
    }
    const ids = pages.map((dialog) => JSON.stringify(dialog['peer']))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toHaveLength(25 + 3)
    const archive = caller.call(annasDesk, 'messages.getDialogs', {
      folder_id: 1,
      limit: 7,
      hash: 0n,
      offset_date: 0,
      offset_id: 0,
      offset_peer: { _: 'inputPeerEmpty' },
    })
    expect(list(archive, 'dialogs').map((dialog) => dialog['peer'])).toEqual([
      { _: 'peerChat', chat_id: familyChat },
    ])
    const pinned = caller.call(annasDesk, 'messages.getPinnedDialogs', { folder_id: 0 })
    expect(list(pinned, 'dialogs').map((dialog) => dialog['peer'])).toEqual([
      { _: 'peerChannel', channel_id: supportChat },
    ])
  })
})

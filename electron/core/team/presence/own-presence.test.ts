import { expect, test } from 'vitest'
import type * as Td from 'tdlib-types'
import { nowhere, type Presence } from '#shared/domain/presence/presence.ts'
import { ok } from '#shared/lib/result.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { makeTdValue } from '../../../../test/support/td-values.ts'
import { asChatId, asMessageId } from '../../telegram/ids.ts'
import { type Message, toMessage } from '../../telegram/message.ts'
import type { TdCaller, TdRefusal } from '../../telegram/td-client.ts'
import { OwnPresence } from './own-presence.ts'

const channelId = -1_000_000_000_001
interface Call {
  readonly name: string
  readonly atMs: number
  readonly text: string
}

function setUp(facts: Map<string, unknown> = new Map()) {
  const clock = new FakeClock({ startMs: 1_000_000 })
  const calls: Call[] = []
  const refusals: TdRefusal[] = []
  let nextId = 1
  let wanted: Presence = nowhere
  let isConnected = true
  const client: TdCaller = {
    invoke: (request) => {
      const content = 'input_message_content' in request ? request.input_message_content : undefined
      const text = content?._ === 'inputMessageText' ? (content.text?.text ?? '') : ''
      calls.push({ name: request._, atMs: clock.now(), text })
      const refusal = request._ === 'deleteMessages' ? undefined : refusals.shift()
      const answer = refusal === undefined ? { ok: true, value: { id: nextId++ } } : { ok: false, refusal }
      return Promise.resolve(answer as never)
    },
  }
  const own = new OwnPresence({
    clock,
    store: {
      readFact: (key) => facts.get(key),
      saveFact: (key, value) => {
        facts.set(key, value)
        return ok()
      },
    },
    client: () => (isConnected ? client : undefined),
    channelId: () => channelId,
    readWanted: () => wanted,
    write: ({ chatId, isWriting }) => ({ text: `${chatId ?? 'nowhere'} ${isWriting}`, entities: [] }),
    isPresence: () => true,
  })
  own.restore()
  const message = (id: number, retryAfterS?: number): Message =>
    toMessage({
      ...(makeTdValue('message') as Td.message),
      id,
      chat_id: channelId,
      ...(retryAfterS === undefined
        ? {}
        : {
            sending_state: {
              ...(makeTdValue('messageSendingStateFailed') as Td.messageSendingStateFailed),
              retry_after: retryAfterS,
            },
          }),
    })
  return {
    clock,
    calls,
    facts,
    own,
    refusals,
    names: () => calls.map(({ name }) => name),
    texts: () => calls.map(({ text }) => text),
    show: async (presence: Presence): Promise<void> => {
      wanted = presence
      own.consider()
      await clock.advanceBy(0)
    },
    connect: (is: boolean): void => {
      isConnected = is
      own.consider()
    },
    sent: (oldId: number, id: number): void =>
      own.follow({ kind: 'message_sent', oldId: asMessageId(oldId), message: message(id) }),
    failed: (oldId: number, retryAfterS: number): void =>
      own.follow({
        kind: 'message_failed',
        oldId: asMessageId(oldId),
        message: message(oldId + 1000, retryAfterS),
        refusal: { kind: 'flood_wait', seconds: retryAfterS, message: 'FLOOD_WAIT' },
      }),
    deleted: (id: number): void =>
      own.follow({
        kind: 'messages_deleted',
        chatId: asChatId(channelId),
        messageIds: [asMessageId(id)],
      }),
  }
}

const north: Presence = { chatId: 1, isWriting: false }
const south: Presence = { chatId: 2, isWriting: false }
const gone: TdRefusal = { kind: 'refused', code: 400, message: "Message can't be edited" }

/** A console whose message stands in the channel. */
async function setUpSaid(): Promise<ReturnType<typeof setUp>> {
  const all = setUp()
  await all.show(north)
  all.sent(1, 100)
  return all
}

test('nothing is sent before there is something to say, and nothing while nobody can', async () => {
  const { calls, connect, clock, names, show } = setUp()
  await clock.advanceBy(600_000)
  expect(calls).toEqual([])
  connect(false)
  await show(north)
  expect(calls).toEqual([])
  connect(true)
  await clock.advanceBy(0)
  expect(names()).toEqual(['sendMessage'])
})

test('one message is sent and then edited, in its pace, with the last word', async () => {
  const { calls, clock, sent, show, texts } = setUp()
  await show(north)
  // Until Telegram has the message there is nothing to edit.
  await show(south)
  await clock.advanceBy(20_000)
  expect(texts()).toEqual(['1 false'])
  sent(1, 100)
  await clock.advanceBy(0)
  expect(texts()).toEqual(['1 false', '2 false'])
  await show({ ...south, isWriting: true })
  await show(north)
  await clock.advanceBy(14_999)
  expect(calls).toHaveLength(2)
  await clock.advanceBy(1)
  expect(texts()).toEqual(['1 false', '2 false', '1 false'])
  await clock.advanceBy(180_000)
  // The message is edited once a minute while the chat is looked at, and once when nobody looks at it any
  // more.
  expect(calls).toHaveLength(6)
  await show(nowhere)
  await clock.advanceBy(600_000)
  expect(texts().at(-1)).toBe('nowhere false')
  expect(calls).toHaveLength(7)
  const edits = calls.slice(1)
  expect(edits.every(({ name }) => name === 'editMessageText')).toBe(true)
  for (const [index, { atMs }] of edits.entries()) {
    expect(atMs - (edits[index - 1]?.atMs ?? 0)).toBeGreaterThanOrEqual(15_000)
  }
})

test('a flood wait is waited out, and then the last word is said', async () => {
  const { calls, clock, refusals, show, texts } = await setUpSaid()
  refusals.push({ kind: 'flood_wait', seconds: 40, code: 429, message: 'Too Many Requests' } as TdRefusal)
  await clock.advanceBy(15_000)
  await show(south)
  expect(calls).toHaveLength(2)
  await show({ ...south, isWriting: true })
  await clock.advanceBy(39_999)
  expect(calls).toHaveLength(2)
  await clock.advanceBy(1)
  expect(texts()).toEqual(['1 false', '2 false', '2 true'])
})

test('a message that cannot be edited is replaced, one that was deleted is made again in the pace', async () => {
  const { clock, deleted, facts, names, refusals, sent, show } = await setUpSaid()
  refusals.push(gone)
  await clock.advanceBy(15_000)
  await show(south)
  expect(names()).toEqual(['sendMessage', 'editMessageText', 'deleteMessages', 'sendMessage'])
  sent(3, 200)
  expect(facts.get('presence.message')).toEqual({ channelId, messageId: 200 })
  await clock.advanceBy(0)
  deleted(200)
  await clock.advanceBy(14_999)
  expect(names()).toHaveLength(4)
  await clock.advanceBy(1)
  expect(names().at(-1)).toBe('sendMessage')
})

test('an edit that changes nothing is as good as one that does', async () => {
  const { clock, names, refusals, show } = await setUpSaid()
  refusals.push({ kind: 'refused', code: 400, message: 'MESSAGE_NOT_MODIFIED' })
  await clock.advanceBy(15_000)
  await show(south)
  await clock.advanceBy(30_000)
  expect(names()).toEqual(['sendMessage', 'editMessageText'])
})

test('a message that Telegram refuses is taken away and tried again later', async () => {
  const { clock, failed, names, show } = setUp()
  await show(north)
  failed(1, 90)
  await clock.advanceBy(89_999)
  expect(names()).toEqual(['sendMessage', 'deleteMessages'])
  await clock.advanceBy(1)
  expect(names().at(-1)).toBe('sendMessage')
})

test('its message is found again after a restart, also one that was on its way', async () => {
  const { facts } = await setUpSaid()
  const again = setUp(facts)
  await again.show(south)
  expect(again.names()).toEqual(['editMessageText'])

  const cut = setUp()
  await cut.show(north)
  const resumed = setUp(cut.facts)
  // TDLib goes on sending it under another id.
  resumed.sent(77, 300)
  await resumed.show(south)
  expect(resumed.names()).toEqual(['editMessageText'])
  // If the console had spoken before, the older message would have been one too many.
  const late = setUp(new Map([['presence.message', { channelId }]]))
  await late.show(south)
  late.sent(78, 400)
  await late.clock.advanceBy(0)
  expect(late.names()).toEqual(['sendMessage', 'deleteMessages'])
})

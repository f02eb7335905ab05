import { pino } from 'pino'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { toMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { buildMessage } from '../../../test/support/builders/views.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { makeTdValue } from '../../../test/support/td-values.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { GoneMessages } from '../telegram/gone-messages.ts'
import { asMessageId } from '../telegram/ids.ts'
import { type Message, toMessage } from '../telegram/message.ts'
import type { TdClient } from '../telegram/td-client.ts'
import { Conversation } from './conversation.ts'
import { ConversationLoader, type OpenAt } from './conversation-loader.ts'
import { JoinedHistory } from './joined-history.ts'

const chatId = -1_001_000_000_001 as ChatId
const idOf = (number: number): number => toMessageId(number)
const end: OpenAt = { kind: 'end' }

/** A message as TDLib gives it. */
const makeMessage = (number: number): Parameters<typeof toMessage>[0] => ({
  ...(makeTdValue('message') as Parameters<typeof toMessage>[0]),
  id: idOf(number),
  chat_id: chatId,
})
const viewOf = ({ id }: Pick<Message, 'id'>) => buildMessage(chatId, id)

let store: Store
let conversation: Conversation
let loader: ConversationLoader
/** Numbers of the messages that Telegram has. */
let onServer: number[]
/** The newest message of the chat, as TDLib tells it beside the history. */
let lastNumber: number | undefined
/** Runs before TDLib answers. */
let beforeAnswer: () => void

beforeEach(() => {
  const clock = new FakeClock()
  const log = pino({ level: 'silent' })
  const opened = openStore({ folder: createTemporaryFolder(), clock, log, build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  store = opened.value.store
  onTestFinished(() => store.close())
  onServer = []
  lastNumber = undefined
  beforeAnswer = () => undefined
  conversation = new Conversation({
    chatId,
    clock,
    publish: () => undefined,
    readFacts: () => ({ writing: 'allowed', draft: { text: '' } }),
    map: viewOf,
    readExtra: () => [],
    readNotes: () => [],
  })
  const findLast = () => (lastNumber === undefined ? undefined : toMessage(makeMessage(lastNumber)))
  loader = new ConversationLoader({
    client: () => client,
    store,
    clock,
    log,
    gone: new GoneMessages(),
    isOnline: () => true,
    model: { findRecord: () => ({ lastMessage: findLast() }) as never },
    history: new JoinedHistory({
      findPredecessor: () => undefined,
      note: () => undefined,
      place: (id, messageId) => ({ chatId: id, messageId }),
    }),
    onLoaded: () => undefined,
  })
})

/** Answers as TDLib does: newest first, from a message on, with so many newer ones as a negative offset says. */
const client: TdClient = {
  invoke: (request) => {
    const {
      from_message_id: fromId,
      limit,
      offset,
    } = request as never as {
      readonly from_message_id: number
      readonly limit: number
      readonly offset: number
    }
    const held = [...onServer]
    beforeAnswer()
    const newestFirst = held.toSorted((one, other) => other - one)
    const found = newestFirst.findIndex((number) => fromId === 0 || idOf(number) <= fromId)
    const from = Math.max((found === -1 ? held.length : found) + offset, 0)
    const messages = newestFirst.slice(from, from + limit).map(makeMessage)
    return Promise.resolve({ ok: true, value: { messages } }) as never
  },
  close: () => Promise.resolve(),
}

function remember(...numbers: readonly number[]): void {
  store.saveMessages(numbers.map((number) => viewOf({ id: asMessageId(idOf(number)) })))
}

const stored = (): readonly number[] =>
  store.readBefore(chatId, undefined, 1000).map(({ id }) => id / toMessageId(1))
const shown = (): readonly number[] =>
  [...conversation.messages.all()].map(({ view }) => view.id / toMessageId(1))
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index)

async function open(at: OpenAt): Promise<void> {
  loader.showStored(conversation, at)
  await loader.load(conversation, at, false)
}

it('a message that was sent while the end was being loaded is there', async () => {
  onServer = [1, 2]
  lastNumber = 2
  beforeAnswer = () => {
    beforeAnswer = () => undefined
    onServer = [1, 2, 3]
    lastNumber = 3
  }
  await loader.load(conversation, end, true)
  await expect.poll(shown).toEqual([1, 2, 3])
  expect(conversation.progress.hasNewer).toBe(false)
})

describe('what was deleted while the console was away is gone from the disk', () => {
  it('between messages that are still there', async () => {
    remember(1, 2, 3)
    onServer = [1, 3]
    await open(end)
    expect(shown()).toEqual([1, 3])
    expect(stored()).toEqual([1, 3])
  })

  it('above everything, where the history ends', async () => {
    remember(1, 2, 3)
    onServer = [1, 2]
    lastNumber = 2
    await open(end)
    expect(shown()).toEqual([1, 2])
    expect(stored()).toEqual([1, 2])
  })

  it('above everything, when the chat opens at an unread message', async () => {
    remember(1, 2, 3, 4)
    onServer = [1, 2, 3]
    lastNumber = 3
    await open({ kind: 'unread', lastReadId: idOf(1) })
    expect(shown()).toEqual([1, 2, 3])
    expect(stored()).toEqual([1, 2, 3])
  })

  it('below everything, where the history begins', async () => {
    remember(1, 2, 3)
    onServer = [2, 3]
    await open(end)
    expect(stored()).toEqual([2, 3])
  })

  it('as a whole, when nothing is left', async () => {
    remember(1, 2, 3)
    await open(end)
    expect(shown()).toEqual([])
    expect(stored()).toEqual([])
  })
})

describe('what the load says nothing of stays on the disk', () => {
  it('above a stretch that does not reach the end', async () => {
    remember(1, 2, 100)
    onServer = range(1, 100)
    lastNumber = 100
    await open({ kind: 'unread', lastReadId: idOf(1) })
    expect(shown()).not.toContain(100)
    expect(stored()).toEqual([1, 2, 100])
  })

  it('above a stretch while the newest message of the chat is not known', async () => {
    remember(1, 2, 100)
    onServer = range(1, 100)
    await open({ kind: 'unread', lastReadId: idOf(1) })
    expect(stored()).toEqual([1, 2, 100])
  })

  it('below a stretch that does not reach the beginning', async () => {
    remember(1, 100)
    onServer = range(1, 100)
    await open(end)
    expect(shown()).not.toContain(1)
    expect(stored()).toEqual([1, 100])
  })

  it.each([end, { kind: 'unread', lastReadId: idOf(1) }] satisfies OpenAt[])(
    'when it came while a load at %j was on its way',
    async (at) => {
      remember(1, 2, 4)
      onServer = [1, 2]
      lastNumber = 2
      beforeAnswer = () => {
        beforeAnswer = () => undefined
        remember(5)
        conversation.append(toMessage(makeMessage(5)))
        lastNumber = 5
      }
      await open(at)
      expect(shown()).toEqual([1, 2, 5])
      expect(stored()).toEqual([1, 2, 5])
    },
  )
})

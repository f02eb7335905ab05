import { pino } from 'pino'
import { expect, onTestFinished, test } from 'vitest'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { toMessageId, toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { makeTdValue } from '../../../test/support/td-values.ts'
import { createTemporaryFolder } from '../../../test/support/temporary-folder.ts'
import { Upgrades } from '../rows/upgrades.ts'
import { openStore } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { asMessageId } from '../telegram/ids.ts'
import { toMessage } from '../telegram/message.ts'
import { People } from '../telegram/people.ts'
import type { TdClient, TdResult } from '../telegram/td-client.ts'
import { createSending, type Sending } from './sending.ts'

const [first, second] = [-1_001_000_000_001 as ChatId, -1_001_000_000_002 as ChatId]
const temporaryId = toMessageId(5) + 1
const sendIds = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const
const [sendId, otherSendId] = sendIds

/** A message as TDLib gives it. */
type TdMessage = Parameters<typeof toMessage>[0]

type Request = { readonly _: string; readonly chat_id?: number }
/** What TDLib says to a call; it may wait for something first. */
type Answer = (request: Request) => TdResult<unknown> | Promise<TdResult<unknown>>

const failedState = {
  _: 'messageSendingStateFailed',
  error: { _: 'error', code: 400, message: 'SOMETHING_NEW' },
  can_retry: true,
  retry_after: 0,
}

const refuse = (message: string, code = 400): TdResult<never> => ({
  ok: false,
  refusal: { kind: 'refused', code, message },
})
const closed: TdResult<never> = { ok: false, refusal: { kind: 'closed', message: 'TDLib is closed' } }

interface Desk {
  readonly store: Store
  readonly sending: Sending
  readonly upgrades: Upgrades
  /** By the name of TDLib's function; what has no answer here is an empty ok. */
  readonly answers: Map<string, Answer>
  /** Texts that TDLib does not have, as windows show them. */
  readonly shown: Map<MessageId, MessageView>
  readonly makeMessage: (chatId: number, id: number, text: string, state?: unknown) => TdMessage
  /** TDLib says that a message was sent or failed. */
  readonly end: (oldId: number, message: TdMessage) => void
}

async function open(folder = createTemporaryFolder(), clock = new FakeClock()): Promise<Desk> {
  const log = pino({ level: 'silent' })
  const opened = openStore({ folder, clock, log, build: 'test' })
  if (!opened.ok) throw new Error(opened.error.message)
  const { store } = opened.value
  onTestFinished(() => store.close())
  const answers = new Map<string, Answer>()
  const shown = new Map<MessageId, MessageView>()
  const client: TdClient = {
    invoke: (request) =>
      Promise.resolve(
        answers.get(request._)?.(request as Request) ?? { ok: true, value: { messages: [] } },
      ) as never,
    close: () => Promise.resolve(),
  }
  const upgrades = new Upgrades({ store, isKnown: () => true, introduce: () => undefined })
  const sending = createSending({
    client: () => client,
    store,
    conversations: {
      listenToHistory: () => undefined,
      readWriting: () => 'allowed',
      showExtra: (view) => shown.set(view.id, view),
      dropExtra: (_chatId, id) => shown.delete(id),
    },
    drafts: { readText: () => '', clearSent: () => undefined },
    people: new People(),
    model: { findRecord: () => ({}) as never },
    upgrades,
    clock,
    log,
    isNote: () => false,
    isOnline: () => true,
    isViewingReading: () => true,
    onAnswered: () => undefined,
  })
  return {
    store,
    sending,
    upgrades,
    answers,
    shown,
    makeMessage: (chatId, id, text, state) =>
      ({
        ...(makeTdValue('message') as TdMessage),
        id,
        chat_id: chatId,
        is_outgoing: true,
        date: Math.floor(clock.now() / 1000),
        sending_state: state,
        content: { _: 'messageText', text: { _: 'formattedText', text, entities: [] } },
      }) as never,
    end: (oldId, message) => sending.onSendEnded(asMessageId(oldId), toMessage(message)),
  }
}

/** A desk with a text that Telegram did not take; TDLib has it as a failed message. */
async function openWithFailed(folder?: string) {
  const desk = await open(folder)
  const { answers, end, makeMessage, sending } = desk
  await sending.onReady()
  const pending = makeMessage(first, temporaryId, 'Not taken', { _: 'messageSendingStatePending' })
  answers.set('sendMessage', () => ({ ok: true, value: pending }))
  await sending.send({ sendId, chatId: first, text: { text: 'Not taken', entities: [] } })
  const failed = makeMessage(first, temporaryId + 1, 'Not taken', failedState)
  end(temporaryId, failed)
  answers.set('getMessageLocally', () => ({ ok: true, value: failed }))
  return { ...desk, failed, failedId: failed.id as MessageId }
}

const text = (words: string) => ({ text: words, entities: [] })

test('two chats with the same temporary id: each text ends as its own message did', async () => {
  const { answers, end, makeMessage, sending, store } = await open()
  await sending.onReady()
  const release: (() => void)[] = []
  answers.set('sendMessage', async ({ chat_id: chatId = 0 }) => {
    await new Promise<void>((resolve) => release.push(resolve))
    const state = { _: 'messageSendingStatePending' }
    return { ok: true, value: makeMessage(chatId, temporaryId, `To ${chatId}`, state) }
  })
  const sent = [first, second].map((chatId, index) =>
    sending.send({ sendId: sendIds[index] ?? '', chatId, text: text(`To ${chatId}`) }),
  )
  await expect.poll(() => release.length).toBe(2)
  // TDLib tells of both ends before it answers either call.
  end(temporaryId, makeMessage(first, temporaryId + 1, `To ${first}`, failedState))
  end(temporaryId, makeMessage(second, toMessageId(6), `To ${second}`))
  for (const answer of release) answer()
  await Promise.all(sent)
  expect(store.findOutbox(sendId)).toMatchObject({ state: 'failed', messageId: temporaryId + 1 })
  expect(store.findOutbox(otherSendId)).toMatchObject({ state: 'sent', messageId: toMessageId(6) })
})

test.each([
  ['before', true],
  ['after', false],
])(
  'a text that a group refuses %s it is known to be a supergroup is shown there, once',
  async (_, isBefore) => {
    const { answers, end, makeMessage, sending, shown, store, upgrades } = await open()
    await sending.onReady()
    const pending = makeMessage(first, temporaryId, 'Too late', { _: 'messageSendingStatePending' })
    answers.set('sendMessage', () => ({ ok: true, value: pending }))
    const replyToMessageId = asMessageId(toMessageId(3))
    await sending.send({ sendId, chatId: first, text: text('Too late'), replyToMessageId })
    const refuse = () => end(temporaryId, makeMessage(first, temporaryId + 1, 'Too late', failedState))
    if (isBefore) refuse()
    upgrades.note(first, second)
    if (!isBefore) refuse()
    upgrades.restore()
    expect(store.findOutbox(sendId)).toMatchObject({ state: 'queued', chatId: second })
    expect([...shown.values()]).toMatchObject([
      { chatId: second, state: 'failed', replyTo: { messageId: toPredecessorId(replyToMessageId) } },
    ])
  },
)

test('an end that TDLib tells before it answers a retry counts', async () => {
  const { answers, end, failedId, makeMessage, sending, store } = await openWithFailed()
  const again = makeMessage(first, temporaryId + 2, 'Not taken', { _: 'messageSendingStatePending' })
  answers.set('resendMessages', () => {
    end(again.id, makeMessage(first, toMessageId(6), 'Not taken'))
    return { ok: true, value: { messages: [again] } }
  })
  expect(await sending.retry(first, failedId)).toMatchObject({ ok: true })
  expect(store.findOutbox(sendId)).toMatchObject({ state: 'sent', messageId: toMessageId(6) })
})

test.each([
  ['refuses', refuse('MESSAGE_DELETE_FORBIDDEN')],
  ['ends meanwhile', closed],
] as const)('a text that is discarded stays in the outbox when TDLib %s', async (_what, answer) => {
  const { answers, failedId, sending, store } = await openWithFailed()
  answers.set('deleteMessages', () => answer)
  expect(await sending.discard(first, failedId)).toMatchObject({ ok: false, error: { code: 'rejected' } })
  expect(store.findOutbox(sendId)).toMatchObject({ state: 'failed', text: { text: 'Not taken' } })
  expect(await sending.remove(first, [failedId], true)).toMatchObject({ ok: false })
  expect(store.findOutbox(sendId)).toMatchObject({ state: 'failed', text: { text: 'Not taken' } })
})

test('what TDLib does not answer about was not asked to be forgotten: a later deletion keeps the text', async () => {
  const { answers, failedId, sending, shown, store } = await openWithFailed()
  answers.set('deleteMessages', () => refuse('MESSAGE_DELETE_FORBIDDEN'))
  await sending.discard(first, failedId)
  sending.onDeleted(first, [failedId])
  expect([...shown.values()]).toMatchObject([{ content: { text: { text: 'Not taken' } } }])
  expect(store.findOutbox(sendId)).toBeDefined()
})

test.each(['discard', 'remove'] as const)(
  '%s: the text is forgotten once TDLib has deleted it',
  async (way) => {
    const { answers, failedId, sending, shown, store } = await openWithFailed()
    answers.set('deleteMessages', () => {
      expect(store.findOutbox(sendId)).toBeDefined()
      sending.onDeleted(first, [failedId])
      return { ok: true, value: { _: 'ok' } }
    })
    const taken =
      way === 'discard' ? sending.discard(first, failedId) : sending.remove(first, [failedId], true)
    expect(await taken).toMatchObject({ ok: true })
    expect(store.findOutbox(sendId)).toBeUndefined()
    expect(shown.size).toBe(0)
  },
)

test('a text whose message TDLib does not have is discarded all the same', async () => {
  const { answers, failedId, sending, store } = await openWithFailed()
  answers.set('getMessageLocally', () => refuse('Message not found', 404))
  expect(await sending.discard(first, failedId)).toMatchObject({ ok: true })
  expect(store.findOutbox(sendId)).toBeUndefined()
  expect(await sending.discard(first, failedId)).toMatchObject({
    ok: false,
    error: { code: 'message_not_found' },
  })
})

test('a failed text whose message is deleted by somebody else is shown as interrupted', async () => {
  const { failedId, sending, shown, store } = await openWithFailed()
  sending.onDeleted(first, [failedId])
  const [kept] = shown.values()
  expect(kept).toMatchObject({
    state: 'failed',
    failure: { code: 'interrupted', canRetry: true },
    content: { text: { text: 'Not taken' } },
  })
  expect(store.findOutbox(sendId)).toMatchObject({ state: 'queued' })
  expect(await sending.discard(first, kept?.id ?? failedId)).toMatchObject({ ok: true })
  expect(store.findOutbox(sendId)).toBeUndefined()
  expect(shown.size).toBe(0)
})

test('a failed text whose message is gone at the next start is shown as interrupted; one that is there is not', async () => {
  const folder = createTemporaryFolder()
  const before = await openWithFailed(folder)
  await before.store.close()
  const there = await open(folder)
  there.answers.set('getMessageLocally', () => ({ ok: true, value: before.failed }))
  await there.sending.onReady()
  expect(there.shown.size).toBe(0)
  expect(there.store.findOutbox(sendId)).toMatchObject({ state: 'failed' })
  await there.store.close()
  const gone = await open(folder)
  gone.answers.set('getMessageLocally', () => refuse('Message not found', 404))
  await gone.sending.onReady()
  expect([...gone.shown.values()]).toMatchObject([
    { failure: { code: 'interrupted' }, content: { text: { text: 'Not taken' } } },
  ])
})

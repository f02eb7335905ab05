import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, plain, readText, type TestWindow } from '../support/test-window.ts'
import { ivan, maria, smallScenario } from './small.ts'

interface DescribedMessage {
  readonly number: number
  readonly text: string
  readonly fromId: number
  readonly entities?: readonly unknown[]
  readonly replyTo?: number
}

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeEach(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
  await datacenter.stop()
})

async function open(profileFolder?: string, loginPhone: string = ivan.phone): Promise<CoreHarness> {
  const harness = await openHarness({
    datacenter,
    loginPhone,
    ...(profileFolder === undefined ? {} : { profileFolder }),
  })
  harnesses.push(harness)
  await harness.window.waitForAuth('ready')
  return harness
}

async function openBilling(): Promise<{ harness: CoreHarness; window: TestWindow; id: ChatId }> {
  const harness = await open()
  const { window } = harness
  await window.waitForSync()
  const { id } = await window.waitForChat('Billing')
  await window.open(id)
  return { harness, window, id }
}

const send = (window: TestWindow, chatId: ChatId, text: string, sendId: string = crypto.randomUUID()) =>
  window.calls['messages.send']({ sendId, chatId, text: plain(text) })

async function readServer(chatId: number, text: string): Promise<readonly DescribedMessage[]> {
  const { messages } = await datacenter.call<{ messages: readonly DescribedMessage[] }>(
    'GET',
    `/chats/${chatId}/messages?limit=1000`,
  )
  return messages.filter((message) => message.text === text)
}

test('keeps formatting, replies and quotes', async () => {
  const { window, id } = await openBilling()
  const question = await window.waitForMessage(id, 'Where is my invoice?')
  expectOk(
    await window.calls['messages.send']({
      sendId: crypto.randomUUID(),
      chatId: id,
      text: {
        text: 'In the cabinet, run ls -la',
        entities: [
          { kind: 'bold', offset: 7, length: 7 },
          { kind: 'code', offset: 20, length: 6 },
        ],
      },
      replyToMessageId: question.id,
      quote: { text: 'my invoice', position: 9 },
    }),
  )
  const sent = await window.waitForMessage(id, 'In the cabinet, run ls -la')
  expect(sent.content).toMatchObject({
    text: {
      entities: [
        { kind: 'bold', offset: 7, length: 7 },
        { kind: 'code', offset: 20, length: 6 },
      ],
    },
  })
  expect(sent.replyTo).toMatchObject({ messageId: question.id, quote: { text: 'my invoice' } })
  const [message] = await readServer(id, 'In the cabinet, run ls -la')
  expect(message?.entities).toHaveLength(2)
  expect(message?.replyTo).toBe(2)
})

describe('exactly once', () => {
  test('a call repeated with its sendId finds the first message', async () => {
    const { window, id } = await openBilling()
    const sendId = crypto.randomUUID()
    const outcomes = await Promise.all([
      send(window, id, 'Once only', sendId),
      send(window, id, 'Once only', sendId),
    ])
    const [first, second] = outcomes.map((outcome) => expectOk(outcome).messageId)
    expect(second).toBe(first)
    const sent = await window.waitForMessage(id, 'Once only')
    expect(expectOk(await send(window, id, 'Once only', sendId)).messageId).toBe(sent.id)
    expect(await readServer(id, 'Once only')).toHaveLength(1)
  })

  test('a text written offline goes out when the connection is back', async () => {
    const { window, id } = await openBilling()
    await datacenter.call('POST', '/stop')
    await window.waitFor(
      () => window.session.connection !== 'ready',
      () => 'the lost connection',
    )
    const sendId = crypto.randomUUID()
    expectOk(await send(window, id, 'Written offline', sendId))
    await window.waitForMessage(id, 'Written offline', 'pending')
    expectOk(await send(window, id, 'Written offline', sendId))
    await window.waitFor(
      () => window.chat(id)?.lastMessage?.state === 'pending',
      () => 'the pending mark in the row',
    )
    await datacenter.call('POST', '/start')
    await window.waitForMessage(id, 'Written offline', 'sent')
    await window.waitForConnection('ready')
    expect(window.texts(id).filter((text) => text === 'Written offline')).toHaveLength(1)
    expect(await readServer(id, 'Written offline')).toHaveLength(1)
  })

  test('it survives a restart of the program while offline', async () => {
    const { harness, window, id } = await openBilling()
    await datacenter.call('POST', '/stop')
    await window.waitFor(
      () => window.session.connection !== 'ready',
      () => 'the lost connection',
    )
    const sendId = crypto.randomUUID()
    expectOk(await send(window, id, 'Patient text', sendId))
    await window.waitForMessage(id, 'Patient text', 'pending')
    await harness.close()
    const again = await open(harness.profileFolder)
    await again.window.open(id)
    await again.window.waitForMessage(id, 'Patient text', 'pending')
    await datacenter.call('POST', '/start')
    const sent = await again.window.waitForMessage(id, 'Patient text', 'sent')
    expect(expectOk(await send(again.window, id, 'Patient text', sendId)).messageId).toBe(sent.id)
    expect(await readServer(id, 'Patient text')).toHaveLength(1)
  })

  test('a connection that breaks while sending does not send twice', async () => {
    const { window, id } = await openBilling()
    for (let round = 0; round < 3; round += 1) {
      const text = `Round ${round}`
      const sending = send(window, id, text)
      await datacenter.call('POST', '/faults', { kind: 'drop', user: ivan.phone })
      expectOk(await sending)
      await window.waitForMessage(id, text)
      expect(await readServer(id, text)).toHaveLength(1)
    }
  })
})

describe('what Telegram does not take', () => {
  const refuse = (message: string, code = 400): Promise<unknown> =>
    datacenter.call('POST', '/faults', {
      kind: 'refuse',
      method: 'messages.sendMessage',
      message,
      code,
      times: 1,
    })

  test.each([
    ['CHAT_WRITE_FORBIDDEN', 403, 'write_forbidden'],
    ['USER_BANNED_IN_CHANNEL', 400, 'write_forbidden'],
    ['SOMETHING_NEW', 400, 'rejected'],
  ])('%s (%i) is shown as %s', async (message, code, expected) => {
    const { window, id } = await openBilling()
    await refuse(message, code)
    expectOk(await send(window, id, 'Refused'))
    const failed = await window.waitForMessage(id, 'Refused', 'failed')
    expect(failed.failure?.code).toBe(expected)
    await window.waitFor(
      () => window.chat(id)?.lastMessage?.state === 'failed',
      () => 'the failed mark in the row',
    )
  })

  test('a failed text is sent again when asked, and can be discarded', async () => {
    const { window, id } = await openBilling()
    await refuse('CHAT_WRITE_FORBIDDEN', 403)
    const sendId = crypto.randomUUID()
    expectOk(await send(window, id, 'Second try', sendId))
    const failed = await window.waitForMessage(id, 'Second try', 'failed')
    const outcome = await window.calls['messages.retry']({ chatId: id, messageId: failed.id })
    if (failed.failure?.canRetry === true) {
      expectOk(outcome)
      const sent = await window.waitForMessage(id, 'Second try')
      expect(window.texts(id).filter((text) => text === 'Second try')).toHaveLength(1)
      expect(expectOk(await send(window, id, 'Second try', sendId)).messageId).toBe(sent.id)
    } else expect(outcome).toMatchObject({ ok: false, error: { code: 'cannot_retry' } })
    await refuse('SOMETHING_NEW')
    expectOk(await send(window, id, 'Not worth it'))
    const other = await window.waitForMessage(id, 'Not worth it', 'failed')
    expectOk(await window.calls['messages.discard']({ chatId: id, messageId: other.id }))
    await window.waitFor(
      () => !window.texts(id).includes('Not worth it'),
      () => 'the discarded text to go',
    )
  })

  test('a flood wait is told with its end, and the text goes out when it has passed', async () => {
    const { window, id } = await openBilling()
    await datacenter.call('POST', '/faults', { kind: 'flood', method: 'messages.sendMessage', seconds: 3 })
    expectOk(await send(window, id, 'Slowly'))
    const settled = await window.waitFor(
      () => window.messages(id).find((one) => readText(one) === 'Slowly' && one.state !== 'pending'),
      () => 'an outcome',
    )
    // TDLib waits out short ones itself; what it gives back can be retried from the moment it names.
    if (settled.state === 'failed') {
      expect(settled.failure).toMatchObject({
        code: 'flood_wait',
        canRetry: true,
        retryAtS: expect.any(Number),
      })
      const retry = () => window.calls['messages.retry']({ chatId: id, messageId: settled.id })
      expect(await retry()).toMatchObject({ ok: false, error: { code: 'flood_wait' } })
      await expect.poll(async () => (await retry()).ok, { timeout: 10_000, interval: 200 }).toBe(true)
      await window.waitForMessage(id, 'Slowly')
    }
    expect(await readServer(id, 'Slowly')).toHaveLength(1)
  })

  test('is told at once where it is known before', async () => {
    const { window, id } = await openBilling()
    expect(await send(window, id, '   \n ')).toMatchObject({ ok: false, error: { code: 'text_empty' } })
    expect(await send(window, id, 'x'.repeat(4097))).toMatchObject({
      ok: false,
      error: { code: 'text_too_long' },
    })
    expect(await send(window, -1_000_000_000_777 as ChatId, 'x')).toMatchObject({
      ok: false,
      error: { code: 'chat_not_found' },
    })
    const news = await window.waitForChat('News')
    await window.open(news.id)
    expect(window.conversation(news.id)?.writing).toBe('channel_reader')
    expect(await send(window, news.id, 'x')).toMatchObject({ ok: false, error: { code: 'write_forbidden' } })
  })
})

describe('messages that exist', () => {
  test('are edited, and what cannot be is told', async () => {
    const { window, id } = await openBilling()
    expectOk(await send(window, id, 'Tyop'))
    const { id: messageId } = await window.waitForMessage(id, 'Tyop')
    expectOk(await window.calls['messages.edit']({ chatId: id, messageId, text: plain('Typo') }))
    expect(await window.waitForMessage(id, 'Typo')).toMatchObject({ id: messageId })
    // TDLib tells of the new text and of its date one after the other.
    await window.waitFor(
      () => window.messages(id).find((one) => one.id === messageId)?.editedS,
      () => 'the date of the edit',
    )
    const edit = (target: MessageId, text: string) =>
      window.calls['messages.edit']({ chatId: id, messageId: target, text: plain(text) })
    expect(await edit(messageId, 'Typo')).toMatchObject({ ok: false, error: { code: 'not_modified' } })
    expect(await edit(messageId, '')).toMatchObject({ ok: false, error: { code: 'text_empty' } })
    const question = await window.waitForMessage(id, 'Where is my invoice?')
    expect(await edit(question.id, 'no')).toMatchObject({ ok: false, error: { code: 'edit_expired' } })
    expect(await edit((999 * 2 ** 20) as MessageId, 'no')).toMatchObject({
      ok: false,
      error: { code: 'message_not_found' },
    })
  })

  test('tell what can be done with them, and are deleted for all', async () => {
    const { window, id } = await openBilling()
    expectOk(await send(window, id, 'Wrong chat'))
    const { id: messageId } = await window.waitForMessage(id, 'Wrong chat')
    const abilities = expectOk(await window.calls['messages.getAbilities']({ chatId: id, messageId }))
    expect(abilities).toMatchObject({ canEdit: true, canDeleteForAll: true, canReply: true })
    const question = await window.waitForMessage(id, 'Where is my invoice?')
    expect(
      expectOk(await window.calls['messages.getAbilities']({ chatId: id, messageId: question.id })),
    ).toMatchObject({ canEdit: false })
    expectOk(await window.calls['messages.delete']({ chatId: id, messageIds: [messageId], forAll: true }))
    await window.waitFor(
      () => !window.texts(id).includes('Wrong chat'),
      () => 'the deleted message to go',
    )
    await expect.poll(() => readServer(id, 'Wrong chat')).toHaveLength(0)
  })
})

describe('drafts', () => {
  const setDraft = (window: TestWindow, chatId: ChatId, text: string) =>
    window.calls['conversation.setDraft']({ chatId, text })

  test('outlive the program and reach other devices', async () => {
    const { harness, window, id } = await openBilling()
    expectOk(await setDraft(window, id, 'Half a thought'))
    await window.waitFor(
      () =>
        window.chat(id)?.draftPreview === 'Half a thought' &&
        window.conversation(id)?.draft.text === 'Half a thought',
      () => 'the draft on screen',
    )
    await harness.close()
    const { window: again } = await open(harness.profileFolder)
    expect(again.chat(id)?.draftPreview).toBe('Half a thought')
    await again.open(id)
    expect(again.conversation(id)?.draft.text).toBe('Half a thought')
    const { window: elsewhere } = await open()
    await elsewhere.waitFor(
      () => elsewhere.chat(id)?.draftPreview === 'Half a thought',
      () => 'the draft on another device',
    )
    expectOk(await setDraft(elsewhere, id, 'A whole thought'))
    await again.waitFor(
      () => again.conversation(id)?.draft.text === 'A whole thought',
      () => 'the change of the other device',
    )
  })

  test('of another device are shown, and go when the text is sent', async () => {
    const { window } = await open(undefined, maria.phone)
    await window.waitForSync()
    const { id, draftPreview } = await window.waitForChat('Support of Oleg')
    expect(draftPreview).toBe('I will look')
    await window.open(id)
    expect(window.conversation(id)?.draft.text).toBe('I will look')
    expectOk(await send(window, id, 'I will look'))
    await window.waitForMessage(id, 'I will look')
    await window.waitFor(
      () => window.conversation(id)?.draft.text === '' && window.chat(id)?.draftPreview === undefined,
      () => 'the empty composer',
    )
  })

  test('of an unknown chat are refused', async () => {
    const { window } = await openBilling()
    expect(await setDraft(window, -42 as ChatId, 'x')).toMatchObject({
      ok: false,
      error: { code: 'chat_not_found' },
    })
  })
})

test('typing is told to the others, and not too often', async () => {
  const { window, id } = await openBilling()
  const { window: marias } = await open(undefined, maria.phone)
  await marias.waitForSync()
  await marias.open(id)
  await datacenter.call('DELETE', '/calls')
  for (let key = 0; key < 10; key += 1) expectOk(await window.calls['conversation.setTyping']({ chatId: id }))
  await marias.waitFor(
    () => marias.conversation(id)?.typing.includes('Ivan'),
    () => 'Ivan typing',
  )
  const { calls } = await datacenter.call<{ calls: readonly { method: string; count: number }[] }>(
    'GET',
    '/calls',
  )
  expect(calls.find(({ method }) => method === 'messages.setTyping')?.count).toBe(1)
})

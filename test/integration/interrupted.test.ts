import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openStore } from '#core/store/open-store.ts'
import { SystemClock } from '#core/system-clock.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, plain } from '../support/test-window.ts'
import { ivan, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeEach(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
  await datacenter.stop()
})

async function open(profileFolder?: string): Promise<CoreHarness> {
  const harness = await openHarness({
    datacenter,
    loginPhone: ivan.phone,
    ...(profileFolder === undefined ? {} : { profileFolder }),
  })
  harnesses.push(harness)
  await harness.window.waitForSync()
  return harness
}

/** What a process leaves that dies between its outbox and TDLib: an entry on disk, and nothing after it. */
async function leaveQueued(
  folder: string,
  chatId: ChatId,
  texts: readonly string[],
): Promise<readonly string[]> {
  const opened = openStore({
    folder,
    clock: new SystemClock(),
    log: pino({ level: 'silent' }),
    build: 'test',
  })
  const { store } = expectOk(opened)
  const sendIds = texts.map((text) => {
    const sendId = crypto.randomUUID()
    expectOk(store.putOutbox({ sendId, chatId, text: plain(text) }))
    return sendId
  })
  await store.close()
  return sendIds
}

async function countOnServer(chatId: ChatId, text: string): Promise<number> {
  const { messages } = await datacenter.call<{ messages: readonly { text: string }[] }>(
    'GET',
    `/chats/${chatId}/messages?limit=1000`,
  )
  return messages.filter((message) => message.text === text).length
}

test('a text that never reached TDLib is shown as interrupted, and goes out when asked', async () => {
  const first = await open()
  const { id } = await first.window.waitForChat('Billing')
  await first.close()
  const [sendId] = await leaveQueued(first.profileFolder, id, ['Cut off', 'Thrown away'])
  const { window } = await open(first.profileFolder)
  await window.open(id)
  const failed = await window.waitForMessage(id, 'Cut off', 'failed')
  expect(failed.failure).toMatchObject({ code: 'interrupted', canRetry: true })
  expect(failed).toMatchObject({ isOutgoing: true, sender: { isSelf: true, name: 'Ivan Kuznetsov' } })
  expect(window.texts(id).slice(-2)).toEqual(['Cut off', 'Thrown away'])
  expect(await countOnServer(id, 'Cut off')).toBe(0)
  // The window that sent it comes back and calls again: it finds the failed message, nothing is sent behind its back.
  const repeated = await window.calls['messages.send']({
    sendId: sendId ?? '',
    chatId: id,
    text: plain('Cut off'),
  })
  expect(expectOk(repeated).messageId).toBe(failed.id)
  expect(await countOnServer(id, 'Cut off')).toBe(0)

  expectOk(await window.calls['messages.retry']({ chatId: id, messageId: failed.id }))
  await window.waitForMessage(id, 'Cut off', 'sent')
  expect(window.texts(id).filter((text) => text === 'Cut off')).toHaveLength(1)
  expect(await countOnServer(id, 'Cut off')).toBe(1)

  const other = await window.waitForMessage(id, 'Thrown away', 'failed')
  expectOk(await window.calls['messages.discard']({ chatId: id, messageId: other.id }))
  await window.waitFor(
    () => !window.texts(id).includes('Thrown away'),
    () => 'the discarded text to go',
  )
})

test('interrupted texts are still there after another restart', async () => {
  const first = await open()
  const { id } = await first.window.waitForChat('Billing')
  await first.close()
  await leaveQueued(first.profileFolder, id, ['Cut off'])
  const second = await open(first.profileFolder)
  await second.window.open(id)
  await second.window.waitForMessage(id, 'Cut off', 'failed')
  await second.close()
  const third = await open(first.profileFolder)
  await third.window.open(id)
  await third.window.waitForMessage(id, 'Cut off', 'failed')
})

test('a text that TDLib took before the end is recognised, each equal one once', async () => {
  const first = await open()
  const { id } = await first.window.waitForChat('Billing')
  await first.window.open(id)
  await first.close()
  const sendIds = await leaveQueued(first.profileFolder, id, ['Same words', 'Same words'])
  // One of the two arrived: TDLib had it, and its answer was lost with the process.
  await datacenter.call('POST', '/messages', { from: ivan.phone, chat: id, text: 'Same words' })
  const { window } = await open(first.profileFolder)
  await window.open(id)
  const sent = await window.waitForMessage(id, 'Same words', 'sent')
  await window.waitFor(
    () => window.messages(id).filter(({ failure }) => failure?.code === 'interrupted').length === 1,
    () => `one interrupted text: ${window.texts(id).join(' | ')}`,
  )
  const answers = await Promise.all(
    sendIds.map((sendId) => window.calls['messages.send']({ sendId, chatId: id, text: plain('Same words') })),
  )
  const messageIds = answers.map((answer) => expectOk(answer).messageId)
  expect(messageIds).toContain(sent.id)
  expect(new Set(messageIds).size).toBe(2)
  expect(await countOnServer(id, 'Same words')).toBe(1)
})

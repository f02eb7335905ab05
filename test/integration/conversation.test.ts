import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, plain, type TestWindow } from '../support/test-window.ts'
import { ivan, maria, oleg, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeAll(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
})

afterAll(async () => {
  await datacenter.stop()
})

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
})

async function logIn(loginPhone: string): Promise<TestWindow> {
  const harness = await openHarness({ datacenter, loginPhone })
  harnesses.push(harness)
  await harness.window.waitForSync()
  return harness.window
}

test('opens at the first unread message with what was before it', async () => {
  const window = await logIn(ivan.phone)
  const { id } = await window.waitForChat('Support of Oleg')
  const view = await window.open(id)
  await window.waitForMessage(id, 'Is anybody there?')
  expect(window.texts(id)).toEqual([
    '[service]',
    'Good morning',
    'Good morning, Oleg',
    'The site is down, see https://example.org/status',
    'Looking at it',
    '[media]',
    'Is anybody there?',
  ])
  const firstUnread = window.messages(id).find((message) => message.id === view.firstUnreadId)
  expect(firstUnread?.content).toMatchObject({ text: { text: 'Looking at it' } })
  expect(view).toMatchObject({
    anchor: { messageId: view.firstUnreadId, reason: 'first_unread' },
    hasOlder: false,
    hasNewer: false,
    writing: 'allowed',
  })
  expect(firstUnread?.replyTo).toMatchObject({
    senderName: 'Oleg Client',
    preview: { kind: 'text', text: 'The site is down, see https://example.org/status' },
  })
})

test('two people talk', async () => {
  const [ivansWindow, mariasWindow] = await Promise.all([logIn(ivan.phone), logIn(maria.phone)])
  const { id } = await ivansWindow.waitForChat('Billing')
  await Promise.all([ivansWindow.open(id), mariasWindow.open(id)])
  const sendId = crypto.randomUUID()
  const sent = expectOk(
    await ivansWindow.calls['messages.send']({ sendId, chatId: id, text: plain('Shall I call them?') }),
  )
  const mine = await ivansWindow.waitForMessage(id, 'Shall I call them?')
  expect(mine).toMatchObject({
    isOutgoing: true,
    state: 'sent',
    sender: { isSelf: true, name: 'Ivan Kuznetsov' },
  })
  expect(mine.id).not.toBe(sent.messageId)
  expect(ivansWindow.messages(id).some((message) => message.id === sent.messageId)).toBe(false)
  const theirs = await mariasWindow.waitForMessage(id, 'Shall I call them?')
  expect(theirs).toMatchObject({ isOutgoing: false, sender: { name: 'Ivan Kuznetsov' } })
  expectOk(
    await mariasWindow.calls['messages.send']({
      sendId: crypto.randomUUID(),
      chatId: id,
      text: plain('Yes, please'),
      replyToMessageId: theirs.id,
    }),
  )
  const answer = await ivansWindow.waitForMessage(id, 'Yes, please')
  expect(answer.replyTo).toMatchObject({ messageId: mine.id, preview: { text: 'Shall I call them?' } })
})

test('sees messages come, change and go', async () => {
  const window = await logIn(ivan.phone)
  const { id } = await window.waitForChat('Billing')
  await window.open(id)
  const { number } = await datacenter.call<{ number: number }>('POST', '/messages', {
    from: oleg.id,
    chat: id,
    text: 'A fresh question',
  })
  const message = await window.waitForMessage(id, 'A fresh question')
  const row = await window.waitFor(
    () => window.chat(id)?.lastMessage?.id === message.id && window.chat(id),
    () => 'the message in the row',
  )
  expect(row.lastMessage).toMatchObject({ author: 'Oleg', preview: { text: 'A fresh question' } })
  await datacenter.call('PATCH', `/chats/${id}/messages/${number}`, { text: 'A better question' })
  const edited = await window.waitForMessage(id, 'A better question')
  expect(edited.id).toBe(message.id)
  await window.waitFor(
    () => window.messages(id).find((one) => one.id === message.id)?.editedS,
    () => 'the edited mark',
  )
  await datacenter.call('DELETE', `/chats/${id}/messages/${number}`)
  await window.waitFor(
    () => !window.messages(id).some((one) => one.id === message.id),
    () => 'the message to go',
  )
})

test('shows who types and who is online', async () => {
  const window = await logIn(ivan.phone)
  const { id } = await window.waitForChat('Billing')
  await window.open(id)
  await datacenter.call('POST', '/typing', { user: oleg.id, chat: id })
  await window.waitFor(
    () => window.conversation(id)?.typing.includes('Oleg'),
    () => 'Oleg typing',
  )
  await datacenter.call('POST', '/messages', { from: oleg.id, chat: id, text: 'typed' })
  await window.waitFor(
    () => window.conversation(id)?.typing.length === 0,
    () => 'nobody typing',
  )
  const personal = await window.waitForChat('Maria Sergeeva')
  await window.open(personal.id)
  await datacenter.call('POST', '/online', { user: maria.phone })
  await window.waitFor(
    () => window.conversation(personal.id)?.presence?.kind === 'online',
    () => 'Maria online',
  )
})

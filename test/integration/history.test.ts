import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'
import { ivan } from './small.ts'

/** TDLib's ids of server messages are their numbers, shifted. */
const idOf = (number: number): MessageId => (number * 2 ** 20) as MessageId
const numberOf = (id: number): number => id / 2 ** 20

let datacenter: DatacenterProcess
const harnesses: CoreHarness[] = []

beforeEach(async () => {
  datacenter = await startDatacenterProcess(['--scenario', 'large:3x1000', '--traffic', 'off'])
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

interface ServerChat {
  readonly tdlibId: ChatId
  readonly kind: string
  readonly lastNumber: number
  readonly members: readonly { readonly userId: number }[]
}

async function findSupergroup(): Promise<ServerChat> {
  const { chats } = await datacenter.call<{ chats: readonly ServerChat[] }>('GET', '/state')
  const chat = chats.find(({ kind }) => kind === 'supergroup')
  if (chat === undefined) throw new Error('the scenario has no supergroup')
  return chat
}

async function readAll(window: TestWindow): Promise<ServerChat> {
  const chat = await findSupergroup()
  await datacenter.call('POST', '/read', { user: ivan.phone, chat: chat.tdlibId })
  await window.waitFor(
    () => window.chat(chat.tdlibId)?.unreadCount === 0,
    () => 'nothing unread',
  )
  return chat
}

const numbersOf = (window: TestWindow, id: ChatId): readonly number[] =>
  window.messages(id).map((message) => numberOf(message.id))

function expectContiguous(numbers: readonly number[]): void {
  const first = numbers[0] ?? 0
  expect(numbers).toEqual(numbers.map((_, index) => first + index))
}

/** Scrolls until nothing is left on one side; what is on screen never has a gap. */
async function scroll(window: TestWindow, id: ChatId, side: 'Older' | 'Newer'): Promise<void> {
  for (;;) {
    const before = await window.waitForReady(id)
    expectContiguous(numbersOf(window, id))
    if (!(side === 'Older' ? before.hasOlder : before.hasNewer)) return
    const edge = side === 'Older' ? numbersOf(window, id)[0] : numbersOf(window, id).at(-1)
    expectOk(await window.calls[`conversation.load${side}`]({ chatId: id }))
    await window.waitFor(
      () => {
        const numbers = numbersOf(window, id)
        const isMoved = (side === 'Older' ? numbers[0] : numbers.at(-1)) !== edge
        const view = window.conversation(id)
        return isMoved || !(side === 'Older' ? view?.hasOlder : view?.hasNewer)
      },
      () => `more ${side} than ${edge}: ${JSON.stringify(window.conversation(id))}`,
    )
  }
}

test('is read to its beginning and back to its end, without a gap and within bounds', async () => {
  const { window } = await open()
  const { tdlibId: id, lastNumber } = await readAll(window)
  await window.open(id)
  expect(numbersOf(window, id).at(-1)).toBe(lastNumber)
  expect(window.conversation(id)).not.toHaveProperty('anchor')
  await scroll(window, id, 'Older')
  expect(numbersOf(window, id)[0]).toBe(1)
  expect(window.messages(id).length).toBeLessThanOrEqual(400)
  expect(window.conversation(id)?.hasNewer).toBe(true)
  await scroll(window, id, 'Newer')
  expect(numbersOf(window, id).at(-1)).toBe(lastNumber)
  expect(window.messages(id).length).toBeLessThanOrEqual(400)
})

test('jumps to a message and back to the end', async () => {
  const { window } = await open()
  const { tdlibId: id, lastNumber } = await readAll(window)
  const first = await window.open(id)
  expectOk(await window.calls['conversation.jumpTo']({ chatId: id, messageId: idOf(300) }))
  const jumped = await window.waitFor(
    () => {
      const view = window.conversation(id)
      return view !== undefined && view.generation > first.generation && !view.isLoadingOlder
        ? view
        : undefined
    },
    () => 'the jump',
  )
  expect(jumped).toMatchObject({
    anchor: { messageId: idOf(300), reason: 'jump' },
    hasOlder: true,
    hasNewer: true,
  })
  const numbers = numbersOf(window, id)
  expectContiguous(numbers)
  expect(numbers).toContain(300)
  expect(numbers).not.toContain(lastNumber)
  expect(numbers.indexOf(300)).toBeGreaterThan(10)
  expect(numbers.length - numbers.indexOf(300)).toBeGreaterThan(10)
  expectOk(await window.calls['conversation.jumpToEnd']({ chatId: id }))
  await window.waitFor(
    () => numbersOf(window, id).at(-1) === lastNumber && window.conversation(id)?.hasNewer === false,
    () => 'the end',
  )
  expectContiguous(numbersOf(window, id))
  expect(window.conversation(id)).not.toHaveProperty('anchor')
  expect(await window.calls['conversation.jumpTo']({ chatId: id, messageId: idOf(5000) })).toMatchObject({
    ok: false,
    error: { code: 'message_not_found' },
  })
  expect(numbersOf(window, id).at(-1)).toBe(lastNumber)
})

test('a chat is opened around a message when it is asked for', async () => {
  const { window } = await open()
  const { tdlibId: id } = await readAll(window)
  const view = await window.open(id, idOf(500))
  expect(view.anchor).toEqual({ messageId: idOf(500), reason: 'jump' })
  expect(numbersOf(window, id)).toContain(500)
})

test('opens at the first of many unread messages, with both sides', async () => {
  const { window } = await open()
  const { tdlibId: id, members } = await readAll(window)
  const lastRead = window.chat(id)?.lastReadInboxId ?? 0
  const writer = members.find(({ userId }) => userId !== ivan.id)
  await datacenter.call('POST', '/messages/bulk', { chats: [id], count: 150, text: 'Flood' })
  expect(writer).toBeDefined()
  await window.waitFor(
    () => (window.chat(id)?.unreadCount ?? 0) >= 100,
    () => `unread messages: ${window.chat(id)?.unreadCount}`,
  )
  const view = await window.open(id)
  expect(view.anchor?.reason).toBe('first_unread')
  expect(view.firstUnreadId).toBe(idOf(numberOf(lastRead) + 1))
  expect(view.hasNewer).toBe(true)
  const numbers = numbersOf(window, id)
  expectContiguous(numbers)
  expect(numbers.indexOf(numberOf(lastRead) + 1)).toBeGreaterThan(10)
})

test('a gap after an absence is filled, in the list and in the open chat', async () => {
  const { window } = await open()
  const { tdlibId: id, lastNumber } = await readAll(window)
  await window.open(id)
  await datacenter.call('POST', '/faults', { kind: 'stall', user: ivan.phone })
  await datacenter.call('POST', '/messages/bulk', { chats: [id], count: 300, text: 'While away' })
  await datacenter.call('POST', '/faults', { kind: 'drop', user: ivan.phone })
  await datacenter.call('DELETE', '/faults')
  await window.waitFor(
    () => window.chat(id)?.lastMessage?.id === idOf(lastNumber + 300),
    () => `the last message: ${numberOf(window.chat(id)?.lastMessage?.id ?? 0)} of ${lastNumber + 300}`,
    40_000,
  )
  await scroll(window, id, 'Newer')
  expect(numbersOf(window, id).at(-1)).toBe(lastNumber + 300)
})

test('what changed while the program was closed is put right when the chat is opened', async () => {
  const first = await open()
  const { tdlibId: id, lastNumber } = await readAll(first.window)
  await first.window.open(id)
  await first.close()
  await datacenter.call('DELETE', `/chats/${id}/messages/${lastNumber - 1}`)
  await datacenter.call('PATCH', `/chats/${id}/messages/${lastNumber - 2}`, { text: 'Changed meanwhile' })
  await datacenter.call('POST', '/stop')
  const second = await openHarness({ datacenter, loginPhone: ivan.phone, profileFolder: first.profileFolder })
  harnesses.push(second)
  await second.window.open(id)
  expect(numbersOf(second.window, id)).toContain(lastNumber - 1)
  await datacenter.call('POST', '/start')
  await second.window.waitFor(
    () =>
      !numbersOf(second.window, id).includes(lastNumber - 1) &&
      second.window.texts(id).includes('Changed meanwhile'),
    () => `the truth: ${second.window.texts(id).slice(-4).join(' | ')}`,
  )
})

test('what was deleted while the program was closed, and Telegram tells nobody, goes when the chat is opened', async () => {
  const first = await open()
  const { tdlibId: id, lastNumber } = await readAll(first.window)
  await first.window.open(id)
  await first.close()
  const deleted = [lastNumber, lastNumber - 3]
  for (const number of deleted) await datacenter.call('DELETE', `/chats/${id}/messages/${number}`)
  await datacenter.call('POST', '/faults', { kind: 'forgetChanges', chat: id })
  const { window } = await open(first.profileFolder)
  await window.open(id)
  await window.waitFor(
    () => !numbersOf(window, id).some((number) => deleted.includes(number)),
    () => `what is left, now ${numbersOf(window, id).slice(-5).join(' ')}`,
  )
  expect(numbersOf(window, id)).toContain(lastNumber - 1)
  await window.waitFor(
    () => window.chat(id)?.lastMessage?.id === idOf(lastNumber - 1),
    () => 'the last message that is left',
  )
  // What is deleted is gone from the disk, too.
  await window.calls['conversation.close']({ chatId: id })
  await window.open(id)
  expect(numbersOf(window, id)).not.toContain(lastNumber)
})

test('an answer shows what it answers, when both come with the first page', async () => {
  const { window } = await open()
  const { tdlibId: id, lastNumber, members } = await readAll(window)
  const from = members.find(({ userId }) => userId !== ivan.id)?.userId
  await datacenter.call('POST', '/messages', { from, chat: id, text: 'As I said', replyTo: lastNumber })
  await window.waitFor(
    () => window.chat(id)?.lastMessage?.id === idOf(lastNumber + 1),
    () => 'the answer',
  )
  await window.open(id)
  const answer = await window.waitForMessage(id, 'As I said')
  const [answered] = window.messages(id).filter((message) => message.id === idOf(lastNumber))
  expect(answer.replyTo).toMatchObject({
    messageId: idOf(lastNumber),
    senderName: answered?.sender.name,
    preview: { kind: 'text' },
  })
})

test('an answer shows what it answers, far above the page', async () => {
  const { window } = await open()
  const { tdlibId: id, members } = await readAll(window)
  const from = members.find(({ userId }) => userId !== ivan.id)?.userId
  await window.open(id)
  await datacenter.call('POST', '/messages', { from, chat: id, text: 'Long ago you said', replyTo: 10 })
  await window.waitForMessage(id, 'Long ago you said')
  await window.waitFor(
    () => window.messages(id).at(-1)?.replyTo?.preview?.kind === 'text',
    () => `the words of the old message: ${JSON.stringify(window.messages(id).at(-1)?.replyTo)}`,
  )
  const { number } = await datacenter.call<{ number: number }>('POST', '/messages', {
    from,
    chat: id,
    text: 'Oops',
  })
  await datacenter.call('POST', '/messages', { from, chat: id, text: 'What was it?', replyTo: number })
  await window.waitForMessage(id, 'What was it?')
  await datacenter.call('DELETE', `/chats/${id}/messages/${number}`)
  await window.waitFor(
    () => {
      const last = window.messages(id).at(-1)
      return last?.replyTo !== undefined && last.replyTo.messageId === undefined
    },
    () => 'the answer to a deleted message',
  )
})

test('two windows see the same chat', async () => {
  const harness = await open()
  const { tdlibId: id } = await readAll(harness.window)
  await harness.window.open(id)
  const other = await harness.openWindow()
  expect(other.messages(id)).toEqual([])
  await other.open(id)
  expect(other.messages(id)).toEqual(harness.window.messages(id))
  expectOk(await harness.window.calls['conversation.close']({ chatId: id }))
  await harness.window.waitFor(
    () => harness.window.messages(id).length === 0,
    () => 'the closed chat to be empty',
  )
  await datacenter.call('POST', '/messages/bulk', { chats: [id], count: 1, text: 'Still here' })
  await other.waitFor(
    () => other.texts(id).some((text) => text.startsWith('Still here')),
    () => 'the message in the other window',
  )
  expect(harness.window.messages(id)).toEqual([])
})

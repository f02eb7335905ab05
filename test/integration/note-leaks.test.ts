import { pino } from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { openStore } from '#core/store/open-store.ts'
import { SystemClock } from '#core/system-clock.ts'
import { openHarness } from '../support/core-harness.ts'
import { TeamDesk, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, phones, userIds } from '../support/team-people.ts'
import { expectOk, plain, type TestWindow } from '../support/test-window.ts'

/** In every text that must not leave; nothing else has it. */
const secret = 'Zebra'
/** A note in every disguise that a keyboard, a paste or another program may give it. */
const disguised = [
  `!${secret}`,
  `! ${secret}`,
  `  \t! ${secret}`,
  `\n\n\r\n!${secret}`,
  `！${secret}`,
  `\u200B!${secret}`,
  `\uFEFF！ ${secret}`,
  `\u202E\u2066\u200F!${secret}`,
  `\u00A0\u3000!${secret}`,
  `\u0338\u20E3!${secret}`,
  `\u2800\u3164\uFFA0!${secret}`,
  `\uFE0F\u{E0021}\u00AD!${secret}`,
  `\uD800!${secret}`,
]
const isNote = { ok: false, error: { code: 'is_note' } }

interface State {
  readonly chats: readonly {
    readonly id: number
    /** Private chats have one for each side. */
    readonly tdlibId?: number
    readonly views: readonly { readonly userId: number; readonly draft?: string }[]
  }[]
}

let desk: TeamDesk

beforeEach(async () => {
  desk = await TeamDesk.start()
})

afterEach(async () => {
  await desk.dispose()
})

const readState = (): Promise<State> => desk.datacenter.call<State>('GET', '/state')

async function readDraft(chatId: number): Promise<string | undefined> {
  const { chats } = await readState()
  const views = chats.find(({ tdlibId }) => tdlibId === chatId)?.views
  return views?.find(({ userId }) => userId === userIds.ivan)?.draft
}

async function countCalls(method: string): Promise<number> {
  const calls = await desk.datacenter.call<unknown>('GET', '/calls')
  return JSON.stringify(calls).split(`"${method}"`).length - 1
}

/** Everything that Telegram has of chats, but for the team's own channel: messages and everybody's drafts. */
async function expectNothingLeft(): Promise<void> {
  const { chats } = await readState()
  expect(chats.length).toBeGreaterThan(5)
  for (const { id, tdlibId, views } of chats) {
    if (tdlibId === chatIds.log) continue
    const messages = await desk.datacenter.call<unknown>('GET', `/chats/${id}/messages?limit=1000`)
    expect(JSON.stringify(messages)).not.toContain(secret)
    expect(JSON.stringify(views)).not.toContain(secret)
  }
}

const openIvan = (): Promise<TeamConsole> => desk.open('ivan', { choosesTeam: false })

const send = (
  window: TestWindow,
  chatId: ChatId,
  text: FormattedText,
  sendId: string = crypto.randomUUID(),
) => window.calls['messages.send']({ sendId, chatId, text })

test('no way of sending takes a note, however it begins, wherever it is meant for', async () => {
  const { harness, window } = await openIvan()
  expectOk(await window.calls['chat.setClass']({ chatId: chatIds.pavelToIvan, class: 'customer' }))
  await window.open(chatIds.north)
  const [question] = window.messages(chatIds.north)
  expectOk(await send(window, chatIds.north, plain('An answer')))
  const answer = await window.waitForMessage(chatIds.north, 'An answer')
  await desk.datacenter.call('DELETE', '/calls')
  const other = await harness.openWindow()
  for (const text of disguised) {
    for (const chatId of [chatIds.north, chatIds.bakery, chatIds.pavelToIvan]) {
      expect(await send(window, chatId, plain(text))).toMatchObject(isNote)
    }
    const bold: FormattedText = { text, entities: [{ kind: 'bold', offset: 0, length: text.length }] }
    expect(await send(other, chatIds.north, bold)).toMatchObject(isNote)
    expect(
      await window.calls['messages.send']({
        sendId: crypto.randomUUID(),
        chatId: chatIds.north,
        text: { text, entities: [{ kind: 'text_url', offset: 0, length: 1, url: 'https://example.org/' }] },
        ...(question === undefined ? {} : { replyToMessageId: question.id }),
        quote: { text: 'Good', position: 0 },
      }),
    ).toMatchObject(isNote)
    expect(
      await window.calls['messages.edit']({ chatId: chatIds.north, messageId: answer.id, text: plain(text) }),
    ).toMatchObject(isNote)
  }
  expect(await countCalls('messages.sendMessage')).toBe(0)
  expect(await countCalls('messages.editMessage')).toBe(0)
  await window.waitFor(
    () => window.chat(chatIds.lunch)?.class === 'team',
    () => 'the chat of the company alone',
  )
  // Among ourselves, and to a friend, it is a text like any other.
  expectOk(await send(window, chatIds.lunch, plain('!important')))
  expectOk(await window.calls['chat.setClass']({ chatId: chatIds.pavelToIvan, class: 'other' }))
  expectOk(await send(window, chatIds.pavelToIvan, plain('! indeed')))
  await expect.poll(() => countCalls('messages.sendMessage')).toBeGreaterThan(0)
  await expectNothingLeft()
})

test('a text that waited is looked at again: interrupted, failed, or called for once more', async () => {
  const first = await openIvan()
  expectOk(await first.window.calls['chat.setClass']({ chatId: chatIds.south, class: 'team' }))
  await first.window.open(chatIds.south)
  // Written as a text of ours, refused by Telegram; then the chat turns out to be a customer's.
  await desk.fault('refuse', { method: 'messages.sendMessage', message: 'CHAT_WRITE_FORBIDDEN', code: 403 })
  expectOk(await send(first.window, chatIds.south, plain(`! ${secret} failed`)))
  const failed = await first.window.waitForMessage(chatIds.south, `! ${secret} failed`, 'failed')
  await desk.fault('clear')
  expectOk(await first.window.calls['chat.setClass']({ chatId: chatIds.south, class: 'customer' }))
  const retryFailed = first.window.calls['messages.retry']({ chatId: chatIds.south, messageId: failed.id })
  expect(await retryFailed).toMatchObject(isNote)
  await desk.close('ivan')

  // What an end between the outbox and TDLib leaves, by whatever build.
  const sendId = crypto.randomUUID()
  const { store } = expectOk(
    openStore({
      folder: first.profileFolder,
      clock: new SystemClock(),
      log: pino({ level: 'silent' }),
      build: 'test',
    }),
  )
  expectOk(store.putOutbox({ sendId, chatId: chatIds.north, text: plain(`\u200B！${secret} cut off`) }))
  await store.close()

  const { window } = await openIvan()
  await window.open(chatIds.north)
  const interrupted = await window.waitForMessage(chatIds.north, `\u200B！${secret} cut off`, 'failed')
  const retryInterrupted = () =>
    window.calls['messages.retry']({ chatId: chatIds.north, messageId: interrupted.id })
  expect(await retryInterrupted()).toMatchObject(isNote)
  expect(await send(window, chatIds.north, plain(`!${secret}`), sendId)).toMatchObject(isNote)
  // The same call with other words finds the text that is there, and sends neither.
  expectOk(await send(window, chatIds.north, plain('harmless'), sendId))
  expect(await retryInterrupted()).toMatchObject(isNote)
  await window.open(chatIds.south)
  const still = await window.waitForMessage(chatIds.south, `! ${secret} failed`, 'failed')
  const again = await window.calls['messages.retry']({ chatId: chatIds.south, messageId: still.id })
  expect(again).toMatchObject(isNote)
  await expectNothingLeft()
})

test('a note that is being written stays on this machine, and nobody sees that somebody types', async () => {
  const { clock, window } = await openIvan()
  await window.open(chatIds.north)
  const draft = (chatId: ChatId, text: string) => window.calls['conversation.setDraft']({ chatId, text })
  for (const chatId of [chatIds.north, chatIds.south]) expectOk(await draft(chatId, 'Dear customer'))
  await expect.poll(() => readDraft(chatIds.north), { timeout: 8_000 }).toBe('Dear customer')
  await expect.poll(() => readDraft(chatIds.south), { timeout: 8_000 }).toBe('Dear customer')
  expectOk(await window.calls['conversation.setTyping']({ chatId: chatIds.north }))
  await expect.poll(() => countCalls('messages.setTyping')).toBe(1)
  await desk.datacenter.call('DELETE', '/calls')
  // What was shared becomes a note: Telegram forgets it.
  expectOk(await draft(chatIds.north, `!Dear ${secret}`))
  expectOk(await draft(chatIds.bakery, `\n！${secret}`))
  expectOk(await draft(chatIds.south, `\u200B! ${secret}`))
  clock.jump(10_000)
  expectOk(await window.calls['conversation.setTyping']({ chatId: chatIds.north }))
  await expect.poll(() => readDraft(chatIds.north), { timeout: 8_000 }).toBeUndefined()
  await expect.poll(() => readDraft(chatIds.south), { timeout: 8_000 }).toBeUndefined()
  expect(await countCalls('messages.setTyping')).toBe(0)
  expect(window.conversation(chatIds.north)?.draft.text).toBe(`!Dear ${secret}`)

  // It is there after a restart, in this window alone.
  await desk.close('ivan')
  await expectNothingLeft()
  const again = await openIvan()
  await again.window.open(chatIds.bakery)
  expect(again.window.conversation(chatIds.bakery)?.draft.text).toBe(`\n！${secret}`)
  await again.window.open(chatIds.north)
  expect(again.window.conversation(chatIds.north)?.draft.text).toBe(`!Dear ${secret}`)
  // Its group is upgraded meanwhile.
  await desk.datacenter.call('POST', '/migrate', { chat: chatIds.bakery, user: userIds.lena })
  await again.window.waitFor(
    () =>
      [...again.window.state.chats.values()].find(
        (one) => one.title === 'Old bakery' && one.kind === 'supergroup',
      ),
    () => 'the upgraded group',
  )
  // Without its mark it is a draft like any other.
  expectOk(await again.window.calls['conversation.setDraft']({ chatId: chatIds.south, text: 'Dear all' }))
  await expect.poll(() => readDraft(chatIds.south), { timeout: 8_000 }).toBe('Dear all')
  await desk.close('ivan')
  await expectNothingLeft()
})

test("a draft turns out to be a note when its chat turns out to be a customer's", async () => {
  const { window } = await openIvan()
  await window.open(chatIds.south)
  expectOk(await window.calls['chat.setClass']({ chatId: chatIds.south, class: 'team' }))
  const text = `! ${secret} is late`
  expectOk(await window.calls['conversation.setDraft']({ chatId: chatIds.south, text }))
  await expect.poll(() => readDraft(chatIds.south), { timeout: 8_000 }).toBe(text)
  expectOk(await window.calls['chat.setClass']({ chatId: chatIds.south, class: 'customer' }))
  await expect.poll(() => readDraft(chatIds.south), { timeout: 8_000 }).toBeUndefined()
  expect(window.conversation(chatIds.south)?.draft.text).toBe(text)
  await expectNothingLeft()
})

test('a note that was begun on a phone is taken as one, and goes back no more', async () => {
  const { window } = await openIvan()
  await window.open(chatIds.south)
  // Where the chat is taken for one of ours, the mark is a letter: so it is on a phone.
  const phone = await openHarness({ datacenter: desk.datacenter, loginPhone: phones.ivan })
  try {
    await phone.window.waitForSync()
    expectOk(await phone.window.calls['chat.setClass']({ chatId: chatIds.south, class: 'team' }))
    const begun = '! ask the bank'
    expectOk(await phone.window.calls['conversation.setDraft']({ chatId: chatIds.south, text: begun }))
    await window.waitFor(
      () => window.conversation(chatIds.south)?.draft.text === begun,
      () => `the draft of the phone, now ${window.conversation(chatIds.south)?.draft.text}`,
    )
    await phone.close()
    expect(await readDraft(chatIds.south)).toBe(begun)
    const text = `${begun} about ${secret}`
    expectOk(await window.calls['conversation.setDraft']({ chatId: chatIds.south, text }))
    await expect.poll(() => readDraft(chatIds.south), { timeout: 8_000 }).toBeUndefined()
    expect(window.conversation(chatIds.south)?.draft.text).toBe(text)
  } finally {
    await phone.dispose()
  }
})

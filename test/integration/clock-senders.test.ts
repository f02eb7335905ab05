import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { startProgram } from '../support/child-process.ts'
import { ClockDesk } from '../support/clock-desk.ts'
import { expectOk } from '../support/test-window.ts'
import { guarded, ivan, maria, oleg, smallScenario } from './small.ts'

const staff = [maria.id, guarded.id]
const alerts = 5_200_000_005
let desk: ClockDesk

beforeEach(async () => {
  desk = await ClockDesk.start(smallScenario, ivan.phone)
  await desk.open()
  await desk.setRules(staff)
  await desk.waitForClocks()
})

afterEach(async () => {
  await desk.dispose()
})

/** Sends from another device of the same account, a real one. */
async function sendFromPhone(chatId: number, text: string, sendAtS?: number): Promise<void> {
  const { publicKeyPem } = await desk.datacenter.call<{ publicKeyPem: string }>('GET', '/info')
  const program = startProgram(process.execPath, [
    fileURLToPath(new URL('../support/phone.ts', import.meta.url)),
    String(desk.datacenter.mtprotoPort),
    publicKeyPem,
    ivan.phone,
    ivan.code,
    JSON.stringify(sendAtS === undefined ? [chatId, text] : [chatId, text, sendAtS]),
  ])
  await program.waitForLine(/^sent$/u)
  await program.stop()
}

async function ask(title: string): Promise<number> {
  const { id } = await desk.window.waitForChat(title)
  await desk.waitForNobody(id)
  await desk.write(oleg.id, id, 'A question', 60)
  await desk.waitFor(id, 'a wait', (wait) => wait?.isComplete === true)
  return id
}

/** Until the row shows the text: whatever it does to the clock has been done with it. */
async function waitForLast(chatId: number, text: string): Promise<void> {
  await desk.window.waitFor(
    () => {
      const preview = desk.window.chat(chatId)?.lastMessage?.preview
      return preview?.kind === 'text' && preview.text === text
    },
    () => `"${text}" as the last message, now ${JSON.stringify(desk.window.chat(chatId)?.lastMessage)}`,
  )
}

describe('a wait', () => {
  test('ends with what is sent from another device', async () => {
    const id = await ask('Billing')
    await sendFromPhone(id, 'From the phone')
    await desk.waitForNobody(id)
    await expect
      .poll(async () => (await desk.readIntervals(id))[0], { timeout: 10_000 })
      .toMatchObject({ endedBy: 'reply', answeredBy: ivan.id })
  })

  test('ends with a scheduled message when that is sent, not when it is written', async () => {
    const id = await ask('Billing')
    await sendFromPhone(id, 'Later', Math.floor(Date.now() / 1000) + 3600)
    await desk.write(oleg.id, id, 'Hello?')
    await desk.waitFor(id, 'two messages', (wait) => wait?.messageCount === 2)
    await desk.datacenter.call('POST', '/scheduled/deliver', {})
    await desk.waitForNobody(id)
  })

  test('ends with what this console sends, once Telegram has it', async () => {
    const id = await ask('Billing')
    const chatId = (await desk.window.waitForChat('Billing')).id
    await desk.datacenter.call('POST', '/stop')
    await desk.window.waitForConnection('connecting_to_proxy')
    expectOk(
      await desk.window.calls['messages.send']({
        sendId: crypto.randomUUID(),
        chatId,
        text: { text: 'On its way', entities: [] },
      }),
    )
    await waitForLast(id, 'On its way')
    expect(desk.window.chat(id)?.wait).toBeDefined()
    await desk.datacenter.call('POST', '/start')
    await desk.waitForNobody(id)
    await expect
      .poll(async () => (await desk.readIntervals(id))[0], { timeout: 10_000 })
      .toMatchObject({ endedBy: 'reply', answeredBy: ivan.id })
  })

  test('is not touched by bots, by people who come and go, or by edits', async () => {
    const { id } = await desk.window.waitForChat('Support of Oleg')
    const before = await desk.waitFor(id, 'a wait', (wait) => wait?.isComplete === true)
    await desk.write(alerts, id, 'CPU 99 %')
    await waitForLast(id, 'CPU 99 %')
    await desk.datacenter.call('POST', '/leave', { chat: id, user: guarded.id })
    await desk.datacenter.call('PATCH', `/chats/${id}/messages/7`, { text: 'Is anybody here?' })
    await desk.window.open(id)
    await desk.window.waitFor(
      () => desk.window.messages(id).at(-1)?.content.kind === 'service',
      () => 'the service message',
    )
    expect(desk.window.chat(id)?.wait).toEqual(before)
  })

  test('ends with a reaction of staff only if the rules say so, and goes on when it is taken back', async () => {
    const id = await ask('Billing')
    const last = (await desk.window.waitForChat('Billing')).lastMessage
    const message = (last?.id ?? 0) / 2 ** 20
    await desk.datacenter.call('POST', '/react', { user: maria.id, chat: id, message, emoji: '👍' })
    const wait = await desk.waitFor(id, 'a wait', (now) => now !== undefined)
    await desk.setRules(staff, {
      clock: {
        redAfterMin: 10,
        breachAfterMin: 15,
        reactionAnswers: true,
        calendar: { kind: 'always' },
      },
    })
    await desk.waitForNobody(id)
    await desk.datacenter.call('POST', '/react', { user: maria.id, chat: id, message })
    const again = await desk.waitFor(id, 'the wait to go on', (now) => now !== undefined)
    expect(again?.sinceS).toBe(wait?.sinceS)
    await desk.datacenter.call('POST', '/react', { user: oleg.id, chat: id, message, emoji: '🔥' })
    await desk.datacenter.call('POST', '/react', { user: maria.id, chat: id, message, emoji: '👍' })
    await desk.waitForNobody(id)
    await expect
      .poll(async () => (await desk.readIntervals(id))[0], { timeout: 10_000 })
      .toMatchObject({ endedBy: 'reaction', answeredBy: maria.id })
  })

  test('ends with an anonymous administrator only if the rules say that they are staff', async () => {
    const { id } = await desk.window.waitForChat('Support of Oleg')
    await desk.waitFor(id, 'a wait', (wait) => wait?.isComplete === true)
    await desk.datacenter.call('POST', '/role', {
      chat: id,
      user: guarded.id,
      role: 'administrator',
      isAnonymous: true,
    })
    const message = { from: guarded.id, chat: id, as: 'group', text: 'We look' }
    await desk.datacenter.call('POST', '/messages', message)
    await desk.waitFor(id, 'two messages', (wait) => wait?.messageCount === 2)
    await desk.setRules(staff, { anonymousAdmins: 'staff' })
    await desk.waitForNobody(id)
  })

  test('does not begin with a post of the linked channel', async () => {
    const group = await desk.window.waitForChat('Billing')
    const news = await desk.window.waitForChat('News')
    await desk.waitForNobody(group.id)
    await desk.datacenter.call('POST', '/link', { channel: news.id, group: group.id })
    await desk.datacenter.call('POST', '/messages', { from: maria.id, chat: news.id, text: 'A post' })
    await waitForLast(group.id, 'A post')
    expect(desk.window.chat(group.id)?.wait).toBeUndefined()
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { ClockDesk } from '../support/clock-desk.ts'
import { expectOk } from '../support/test-window.ts'
import { guarded, ivan, maria, oleg, smallScenario } from './small.ts'

const alerts = { id: 5_200_000_005 }

let desk: ClockDesk
let chatId: ChatId

beforeEach(async () => {
  desk = await ClockDesk.start(smallScenario, ivan.phone)
  await desk.open()
  await desk.setRules([maria.id, guarded.id])
  await desk.waitForClocks()
  chatId = (await desk.window.waitForChat('Billing')).id
  await desk.waitForNobody(chatId)
})

afterEach(() => desk.dispose())

const idOf = (number: number): number => number * 2 ** 20

const shownIds = (): readonly number[] => desk.window.messages(chatId).map(({ id }) => id)

const countEvents = (): number =>
  desk.window.messages(chatId).filter(({ content }) => content.kind === 'service').length

/** Deletes messages of the chat; nobody who asks is told what changed in it until now. */
async function deleteUnseen(numbers: readonly number[]): Promise<void> {
  await desk.delete(chatId, numbers)
  await desk.datacenter.call('POST', '/faults', { kind: 'forgetChanges', chat: chatId })
}

async function waitSince(number: number): Promise<void> {
  const wait = await desk.waitFor(
    chatId,
    `a wait since ${number}`,
    (now) => now?.isComplete === true && now.messageId === idOf(number),
  )
  expect(wait?.messageId).toBe(idOf(number))
}

async function askAndAnswer(): Promise<{ readonly question: number; readonly answer: number }> {
  const question = await desk.write(oleg.id, chatId, 'A question', 890)
  await waitSince(question)
  const answer = await desk.write(maria.id, chatId, 'An answer', 600)
  await desk.waitForNobody(chatId)
  return { question, answer }
}

test('an event is not taken for deleted because a search does not give it', async () => {
  await desk.datacenter.call('POST', '/join', { chat: chatId, user: alerts.id })
  const question = await desk.write(oleg.id, chatId, 'A question', 300)
  await desk.datacenter.call('POST', '/join', { chat: chatId, user: guarded.id })
  await waitSince(question)
  await desk.window.open(chatId)
  await desk.window.waitFor(
    () => countEvents() === 3,
    () => `three events, now ${countEvents()}`,
  )
  const ids = shownIds()
  await desk.close()
  await desk.open()
  await desk.waitForClocks()
  await waitSince(question)
  await desk.window.open(chatId)
  // The unread events count as such, and marking the chat as read reaches the last of them.
  await desk.window.waitFor(
    () => shownIds().length === ids.length,
    () => `${ids.length} messages, now ${shownIds().length}`,
  )
  expectOk(await desk.window.calls['chat.markRead']({ chatId }))
  await desk.window.waitFor(
    () => desk.window.chat(chatId)?.unreadCount === 0,
    () => `nothing unread, now ${desk.window.chat(chatId)?.unreadCount}`,
  )
  expect(shownIds()).toEqual(ids)
})

describe('what was deleted while the console was down, and Telegram tells nobody,', () => {
  test('does not answer a customer: the last answer', async () => {
    const { question, answer } = await askAndAnswer()
    await desk.window.open(chatId)
    expect(shownIds()).toContain(idOf(answer))
    await desk.close()
    await deleteUnseen([answer])
    await desk.open()
    await waitSince(question)
    await desk.window.waitFor(
      () => desk.window.chat(chatId)?.lastMessage?.id === idOf(question),
      () => `the question as the last message, now ${JSON.stringify(desk.window.chat(chatId)?.lastMessage)}`,
    )
    await desk.window.open(chatId)
    expect(shownIds()).toContain(idOf(question))
    expect(shownIds()).not.toContain(idOf(answer))
    // TDLib goes on having the answer as the last message of the chat.
    await desk.waitForClocks()
    await desk.close()
    await desk.open()
    await desk.waitForClocks()
    await waitSince(question)
  })

  test('does not answer a customer either who has written again', async () => {
    const { question, answer } = await askAndAnswer()
    await desk.close()
    await desk.delete(chatId, [answer])
    await desk.write(oleg.id, chatId, 'Is anybody there?', 300)
    await deleteUnseen([])
    await desk.open()
    await waitSince(question)
  })

  test('does not answer a customer: all that was answered', async () => {
    const { question, answer } = await askAndAnswer()
    const later: number[] = []
    for (let count = 0; count < 3; count += 1) later.push(await desk.write(maria.id, chatId, 'And more', 500))
    await desk.waitForClocks()
    await desk.close()
    await deleteUnseen([answer, ...later])
    await desk.open()
    await waitSince(question)
  })

  test('does not answer a customer either who asked long before what is known', async () => {
    const support = (await desk.window.waitForChat('Support of Oleg')).id
    const asked = await desk.waitFor(support, 'a wait', (now) => now?.isComplete === true)
    const first = await desk.write(maria.id, support, 'An answer', 600)
    await desk.waitForNobody(support)
    // With so many messages only the last answer is kept of them.
    for (let count = 0; count < 40; count += 1) await desk.write(alerts.id, support, 'CPU', 550)
    const second = await desk.write(maria.id, support, 'Another answer', 500)
    await desk.window.waitFor(
      () => desk.window.chat(support)?.lastMessage?.id === idOf(second),
      () => 'the last answer',
    )
    await desk.waitForClocks()
    await desk.close()
    await desk.delete(support, [first, second])
    await desk.datacenter.call('POST', '/faults', { kind: 'forgetChanges', chat: support })
    await desk.open()
    await desk.waitFor(
      support,
      `a wait since ${asked?.messageId}`,
      (now) => now?.isComplete === true && now.messageId === asked?.messageId,
    )
  })

  test('waits for no answer: the oldest questions', async () => {
    const first = await desk.write(oleg.id, chatId, 'A question', 890)
    const second = await desk.write(oleg.id, chatId, 'Another one', 600)
    await waitSince(first)
    await desk.close()
    await deleteUnseen([first])
    await desk.open()
    await waitSince(second)
    await desk.close()
    await deleteUnseen([second])
    await desk.open()
    await desk.waitForNobody(chatId)
  })
})

test('a reaction that was taken back while the console was down, and Telegram tells nobody, answers nobody', async () => {
  await desk.setRules([maria.id, guarded.id], {
    clock: { redAfterMin: 10, breachAfterMin: 15, reactionAnswers: true, calendar: { kind: 'always' } },
  })
  const message = await desk.write(oleg.id, chatId, 'A question', 890)
  await waitSince(message)
  await desk.datacenter.call('POST', '/react', { user: maria.id, chat: chatId, message, emoji: '👍' })
  await desk.waitForNobody(chatId)
  await desk.close()
  await desk.datacenter.call('POST', '/react', { user: maria.id, chat: chatId, message })
  await deleteUnseen([])
  await desk.open()
  await waitSince(message)
})

test('an answer that was deleted while there was no connection, and Telegram tells nobody, is none', async () => {
  const { question, answer } = await askAndAnswer()
  await desk.datacenter.call('POST', '/stop')
  await desk.window.waitFor(
    () => desk.window.session.connection !== 'ready',
    () => 'the end of the connection',
  )
  await deleteUnseen([answer])
  desk.clock.jump(60_000)
  await desk.datacenter.call('POST', '/start')
  await waitSince(question)
})

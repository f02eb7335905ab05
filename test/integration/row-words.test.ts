import { afterEach, beforeEach, expect, test } from 'vitest'
import { ClockDesk } from '../support/clock-desk.ts'
import { guarded, ivan, maria, oleg, smallScenario } from './small.ts'

let desk: ClockDesk
beforeEach(async () => {
  desk = await ClockDesk.start(smallScenario, ivan.phone)
  await desk.open()
  await desk.setRules([maria.id, guarded.id])
})
afterEach(async () => {
  await desk.dispose()
})

const shownText = (chatId: number): string | undefined => {
  const preview = desk.window.chat(chatId)?.lastMessage?.preview
  return preview?.kind === 'text' ? preview.text : preview?.kind
}
async function waitForText(chatId: number, text: string): Promise<void> {
  await desk.window.waitFor(
    () => shownText(chatId) === text,
    () => `the row to say "${text}", now ${shownText(chatId)}`,
  )
}
async function comeAndGo(chat: number, user: number): Promise<void> {
  await desk.datacenter.call('POST', '/join', { chat, user })
  await desk.datacenter.call('POST', '/leave', { chat, user })
}

test('who comes and goes does not hide the question of somebody who waits, also after a start', async () => {
  const { id } = await desk.window.waitForChat('Billing')
  await desk.waitForNobody(id)
  await desk.write(oleg.id, id, 'Why is the invoice doubled?', 60)
  await desk.waitFor(id, 'a wait', (wait) => wait !== undefined)
  await comeAndGo(id, guarded.id)
  await waitForText(id, 'Why is the invoice doubled?')
  await desk.close()
  await comeAndGo(id, guarded.id)
  await desk.open()
  await waitForText(id, 'Why is the invoice doubled?')
  await desk.close()
  desk.forget()
  await desk.open()
  await desk.setRules([maria.id, guarded.id])
  await waitForText(id, 'Why is the invoice doubled?')
  expect(desk.window.chat(id)?.lastMessage?.author).toBe('Oleg')
})

test('a question that is deleted behind an event is not shown any more', async () => {
  const { id } = await desk.window.waitForChat('Billing')
  await desk.waitForNobody(id)
  await desk.write(oleg.id, id, 'First question', 120)
  const second = await desk.write(oleg.id, id, 'Second question', 60)
  await desk.waitFor(id, 'two messages', (wait) => wait?.messageCount === 2)
  await comeAndGo(id, guarded.id)
  await waitForText(id, 'Second question')
  await desk.delete(id, [second])
  await waitForText(id, 'First question')
  await desk.write(maria.id, id, 'I answer')
  await desk.waitForNobody(id)
  await comeAndGo(id, guarded.id)
  await waitForText(id, 'service')
})

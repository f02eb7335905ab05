import type { Page } from '@playwright/test'
import { composerOf, expect, messagesOf, openChat, rowOf, rows, test } from './support/console-fixture.ts'

const late = '[data-wait=red], [data-wait=breach]'
const clockOf = (tab: Page) => tab.getByRole('timer')
const titleOf = (tab: Page) => tab.getByRole('heading', { level: 1 })
const starOf = (tab: Page) => tab.locator('header').getByRole('button', { name: /^Star/u })

/** Opens the chat that waits longest; the scenario begins with several that are late. */
async function openLongestWaiting(tab: Page): Promise<string> {
  await expect(rows(tab).and(tab.locator(late)).first()).toBeVisible({ timeout: 60_000 })
  await tab.keyboard.press('Control+j')
  await expect(clockOf(tab)).toBeVisible()
  return (await titleOf(tab).textContent()) ?? ''
}

test('goes through the red chats, the longest waiting first, and around', async ({ tab }) => {
  const first = await openLongestWaiting(tab)
  await tab.keyboard.press('Alt+2')
  await expect(tab.getByRole('tab', { selected: true })).toContainText('Waiting')
  const count = await rows(tab).and(tab.locator(late)).count()
  expect(count).toBeGreaterThan(1)
  const seen = [first]
  for (let index = 1; index < count; index += 1) {
    await tab.keyboard.press('Control+j')
    await expect(titleOf(tab)).not.toHaveText(seen.at(-1) ?? '')
    await expect(rowOf(tab, (await titleOf(tab).textContent()) ?? '')).toHaveAttribute(
      'data-wait',
      /red|breach/u,
    )
    seen.push((await titleOf(tab).textContent()) ?? '')
  }
  expect(new Set(seen).size).toBe(count)
  await tab.keyboard.press('Control+j')
  await expect(titleOf(tab)).toHaveText(first)
  await tab.keyboard.press('Alt+1')
})

test('the clock of the open chat runs to the second', async ({ tab }) => {
  await openLongestWaiting(tab)
  const readS = async (): Promise<number> => {
    const [, elapsed = ''] = /([\d:]+)/u.exec((await clockOf(tab).textContent()) ?? '') ?? []
    return elapsed.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
  }
  const shownS = await readS()
  const startedMs = Date.now()
  await expect.poll(readS, { intervals: [50] }).toBe(shownS + 3)
  const tookMs = Date.now() - startedMs
  expect(tookMs).toBeGreaterThan(1_900)
  expect(tookMs).toBeLessThan(4_500)
})

test('Ctrl+Enter says that no reply is needed, and the toast takes it back', async ({ tab }) => {
  const title = await openLongestWaiting(tab)
  await expect(composerOf(tab)).toBeFocused()
  await tab.keyboard.press('Control+Enter')
  await expect(clockOf(tab)).toBeHidden()
  await expect(rowOf(tab, title)).toHaveAttribute('data-wait', 'none')
  await expect(tab.locator('[data-waiting-line]')).toBeHidden()
  await tab.getByRole('button', { name: 'Undo' }).click()
  await expect(clockOf(tab)).toBeVisible()
  await expect(rowOf(tab, title)).toHaveAttribute('data-wait', /red|breach/u)
  await expect(tab.locator('[data-waiting-line]')).toBeVisible()
})

test('Ctrl+Enter with text sends it', async ({ tab }) => {
  await openChat(tab, 'Duty shift')
  const text = `sent by Ctrl+Enter ${Date.now()}`
  await composerOf(tab).fill(text)
  await composerOf(tab).press('Control+Enter')
  await expect(messagesOf(tab).filter({ hasText: text })).toHaveAttribute('data-state', 'sent')
  await expect(tab.getByRole('button', { name: 'Undo' })).toBeHidden()
})

test('stars by the place of the key in a Russian layout, for good', async ({ tab }) => {
  await openChat(tab, 'Duty shift')
  const isStarred = starOf(tab)
  await expect(isStarred).toHaveAttribute('aria-pressed', 'false')
  const pressInRussian = async (): Promise<void> => {
    await composerOf(tab).dispatchEvent('keydown', { key: 'ы', code: 'KeyS', ctrlKey: true })
  }
  await pressInRussian()
  await expect(isStarred).toHaveAttribute('aria-pressed', 'true')
  await tab.reload()
  await expect(rowOf(tab, 'Duty shift')).toHaveAttribute('data-starred', 'true')
  await openChat(tab, 'Duty shift')
  await pressInRussian()
  await expect(rowOf(tab, 'Duty shift')).toHaveAttribute('data-starred', 'false')
})

test('reads a chat when its last message was on screen for a second, not before', async ({
  tab,
  datacenter,
}) => {
  const title = 'Duty shift'
  const chatId = await rowOf(tab, title).getAttribute('data-chat-id')
  await openChat(tab, title)
  await expect(rowOf(tab, title)).toHaveAttribute('data-unread', '0')
  const text = `disk is full ${Date.now()}`
  await datacenter.call('POST', '/messages', { chat: Number(chatId), from: '79000000002', text })
  await expect(messagesOf(tab).filter({ hasText: text })).toBeVisible()
  const seenMs = Date.now()
  await expect(rowOf(tab, title)).not.toHaveAttribute('data-unread', '0')
  await expect(rowOf(tab, title)).toHaveAttribute('data-unread', '0')
  expect(Date.now() - seenMs).toBeGreaterThan(700)
})

import type { Page } from '@playwright/test'
import { expect, openTab, rows, test } from './support/console-fixture.ts'
import {
  answer,
  findQuiet,
  readCounter,
  readOrder,
  rowOfChat,
  showList,
  tabNamed,
  write,
  type Customer,
} from './support/customers.ts'

/** Whether the first stands above the second. */
async function isAbove(tab: Page, first: Customer, second: Customer): Promise<boolean> {
  const order = await readOrder(tab)
  return order.indexOf(first.chatId) < order.indexOf(second.chatId)
}

test('a message within five minutes of the one before moves nothing, a later one does', async ({
  tab,
  datacenter,
  signedInContext,
  watchfloor,
}) => {
  const [mover, other, third] = await findQuiet(datacenter, 3)
  await showList(tab, 'Waiting')
  const say = async (customer: Customer, text: string, agoS: number): Promise<void> => {
    await write(datacenter, customer, text, { agoS })
    await expect(rowOfChat(tab, customer)).toContainText(text)
  }
  await say(mover, 'first words', 1_500)
  await say(other, 'other words', 1_400)
  await expect.poll(() => isAbove(tab, other, mover)).toBe(true)

  await say(mover, 'and one more', 1_250)
  // A later message of a third chat is not shown before the place of the first could have changed.
  await say(third, 'third words', 1_000)
  expect(await isAbove(tab, other, mover)).toBe(true)

  await say(mover, 'after a pause', 899)
  await expect.poll(() => isAbove(tab, mover, other)).toBe(true)

  // The place follows from the messages: a window that opens later shows the same.
  const second = await openTab(signedInContext, new URL('/', watchfloor.url).href)
  await showList(second, 'Waiting')
  await expect(rowOfChat(second, mover)).toBeVisible()
  expect(await readOrder(second)).toEqual(await readOrder(tab))
  await second.close()
  await answer(datacenter, mover, other, third)
  await expect(rowOfChat(tab, mover)).toBeHidden()
  await showList(tab, 'All')
})

test('a service message lifts nothing', async ({ tab, datacenter }) => {
  const [renamed, other, third] = await findQuiet(datacenter, 3)
  await showList(tab, 'Waiting')
  await write(datacenter, renamed, 'a question', { agoS: 1_200 })
  await write(datacenter, other, 'another one', { agoS: 700 })
  await expect.poll(() => isAbove(tab, other, renamed)).toBe(true)
  const title = `${renamed.title} ${Date.now() % 1_000}`
  await datacenter.call('POST', '/title', { chat: Number(renamed.chatId), user: '79000000006', title })
  await expect(rowOfChat(tab, renamed)).toContainText(title)
  await write(datacenter, third, 'third words')
  await expect(rowOfChat(tab, third)).toContainText('third words')
  expect(await isAbove(tab, other, renamed)).toBe(true)
  await answer(datacenter, renamed, other, third)
  await expect(rowOfChat(tab, renamed)).toBeHidden()
  await showList(tab, 'All')
})

test('tabs show what they say, and count it', async ({ tab, datacenter }) => {
  const [waiting, starred] = await findQuiet(datacenter, 2)
  const before = await readCounter(tab, 'Waiting')
  await write(datacenter, waiting, 'hello?', { agoS: 60 })
  await expect.poll(() => readCounter(tab, 'Waiting')).toBe(before + 1)
  await showList(tab, 'Waiting')
  await expect(rowOfChat(tab, waiting)).toBeVisible()
  await expect(rows(tab)).toHaveCount(before + 1)
  await expect(tab.locator('[role=option][data-wait=none]')).toHaveCount(0)

  await showList(tab, 'Unread')
  await expect(rowOfChat(tab, waiting)).toBeVisible()
  const unread = await readCounter(tab, 'Unread')
  await expect(rows(tab).first()).toHaveAttribute('aria-setsize', String(unread))
  await expect(tab.locator('[role=option][data-unread="0"]')).toHaveCount(0)

  await showList(tab, 'Starred')
  const stars = await readCounter(tab, 'Starred')
  await showList(tab, 'Waiting')
  await rowOfChat(tab, waiting).click({ button: 'right' })
  await tab.getByRole('menuitem', { name: 'Star', exact: false }).first().click()
  await expect.poll(() => readCounter(tab, 'Starred')).toBe(stars + 1)
  await showList(tab, 'Starred')
  await expect(rowOfChat(tab, waiting)).toHaveAttribute('data-starred', 'true')
  await expect(rowOfChat(tab, starred)).toBeHidden()
  await rowOfChat(tab, waiting).click({ button: 'right' })
  await tab.getByRole('menuitem', { name: /^Remove the star/u }).click()
  await expect.poll(() => readCounter(tab, 'Starred')).toBe(stars)

  await showList(tab, 'Team')
  await expect(rows(tab).filter({ hasText: 'Account managers' })).toBeVisible()
  await expect(rowOfChat(tab, waiting)).toBeHidden()
  await expect(tabNamed(tab, 'Team')).toHaveAttribute('aria-selected', 'true')

  await answer(datacenter, waiting)
  await expect.poll(() => readCounter(tab, 'Waiting')).toBe(before)
  await showList(tab, 'All')
})

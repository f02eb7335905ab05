import type { Page } from '@playwright/test'
import { expect, test } from './support/console-fixture.ts'
import {
  answer,
  findQuiet,
  openByName,
  readCounter,
  readOrder,
  rowOfChat,
  showList,
  tabNamed,
  write,
  type Customer,
} from './support/customers.ts'

const redAfterS = 600
const breachAfterS = 900
const clockOf = (tab: Page) => tab.getByRole('timer')

/** Keeps the moments at which a row's `data-wait` becomes something else, as the window saw them. */
async function recordChanges(
  tab: Page,
  { chatId }: Customer,
): Promise<() => Promise<Record<string, number>>> {
  await tab.evaluate((id) => {
    const moments: Record<string, number> = {}
    Object.assign(globalThis, { [`moments${id}`]: moments })
    const look = (): void => {
      const row = document.querySelector<HTMLElement>(`[role=option][data-chat-id="${id}"]`)
      const wait = row?.dataset['wait']
      if (wait !== undefined) moments[wait] ??= Date.now()
    }
    look()
    new MutationObserver(look).observe(document.body, {
      subtree: true,
      childList: true,
      attributeFilter: ['data-wait'],
    })
  }, chatId)
  return () =>
    tab.evaluate(
      (id) => (globalThis as unknown as Record<string, Record<string, number>>)[`moments${id}`] ?? {},
      chatId,
    )
}

async function readClockS(tab: Page): Promise<number> {
  // Its first part; where the bar ends stands behind it.
  const words = await clockOf(tab).locator('span').first().textContent()
  const [elapsed = ''] = /[\d:]+/u.exec(words ?? '') ?? []
  return elapsed.split(':').reduce((sum, part) => sum * 60 + Number(part), 0)
}

/** What the tab Waiting has, by its rows. */
async function countRows(tab: Page): Promise<{ readonly red: number; readonly waiting: number }> {
  const rows = tab.locator('[role=option][data-wait]')
  const late = tab.locator('[role=option]:is([data-wait=red], [data-wait=breach])')
  return { red: await late.count(), waiting: await rows.count() }
}

/** How many chats are red, by the tab's own words. */
async function readRed(tab: Page): Promise<number> {
  const words = (await tabNamed(tab, 'Waiting').getAttribute('title')) ?? ''
  return Number(/^(\d+) chats? (?:is|are) red/u.exec(words)?.[1] ?? 0)
}

test('red and breach come to the second while Telegram is out of reach', async ({ tab, datacenter }) => {
  const [early, late] = await findQuiet(datacenter, 2)
  await showList(tab, 'Waiting')
  const breachWait = await write(datacenter, late, 'still nothing?', { agoS: breachAfterS - 9 })
  const redWait = await write(datacenter, early, 'the site is down', { agoS: redAfterS - 9 })
  try {
    await expect(rowOfChat(tab, early)).toHaveAttribute('data-wait', 'waiting')
    await expect(rowOfChat(tab, late)).toHaveAttribute('data-wait', 'red')
    await datacenter.call('POST', '/stop')
    const readEarly = await recordChanges(tab, early)
    const readLate = await recordChanges(tab, late)
    const { red, waiting } = await countRows(tab)
    await expect(tab).toHaveTitle(new RegExp(`^\\(${red} red · ${waiting}\\)`, 'u'))
    expect(await readCounter(tab, 'Waiting')).toBe(waiting)

    await expect(rowOfChat(tab, early)).toHaveAttribute('data-wait', 'red')
    await expect(rowOfChat(tab, late)).toHaveAttribute('data-wait', 'breach')
    // Chats of the scenario may have turned red meanwhile as well.
    const after = await countRows(tab)
    expect(after.red).toBeGreaterThan(red)
    await expect.poll(() => readRed(tab)).toBe(after.red)
    await expect(tab).toHaveTitle(new RegExp(`^\\(${after.red} red · ${waiting}\\)`, 'u'))
    const redLateMs = ((await readEarly())['red'] ?? 0) - (redWait.dateS + redAfterS) * 1000
    const breachLateMs = ((await readLate())['breach'] ?? 0) - (breachWait.dateS + breachAfterS) * 1000
    expect(redLateMs).toBeGreaterThanOrEqual(0)
    expect(redLateMs).toBeLessThan(1_000)
    expect(breachLateMs).toBeGreaterThanOrEqual(0)
    expect(breachLateMs).toBeLessThan(1_000)
  } finally {
    await datacenter.call('POST', '/start')
    await answer(datacenter, early, late)
  }
  await expect(rowOfChat(tab, early)).toBeHidden({ timeout: 45_000 })
  await expect(rowOfChat(tab, late)).toBeHidden()
  await showList(tab, 'All')
})

test('the header counts on and changes at its marks', async ({ tab, datacenter }) => {
  const [customer] = await findQuiet(datacenter, 1)
  await write(datacenter, customer, 'who can help?', { agoS: redAfterS - 7 })
  await openByName(tab, customer)
  await expect(clockOf(tab)).toHaveAttribute('data-status', 'waiting')
  expect(await readClockS(tab)).toBeGreaterThanOrEqual(redAfterS - 7)
  await expect(clockOf(tab)).toHaveAccessibleName(/^The customer has waited 9 minutes.+Red at \d/u)
  await expect(clockOf(tab)).toHaveAttribute('data-status', 'red')
  expect(await readClockS(tab)).toBeGreaterThanOrEqual(redAfterS)
  await expect(clockOf(tab)).toHaveAccessibleName(/^Red: the customer has waited 10 minutes/u)
  await answer(datacenter, customer)
  await expect(clockOf(tab)).toBeHidden()
})

test('nagging resets nothing, an answer stops the clock, its deletion brings the wait back', async ({
  tab,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  const agoS = 300
  await write(datacenter, customer, 'is anybody there?', { agoS })
  await openByName(tab, customer)
  await expect(clockOf(tab)).toBeVisible()
  await write(datacenter, customer, 'hello???')
  await expect(clockOf(tab)).toHaveAccessibleName(/2 messages without an answer/u)
  expect(await readClockS(tab)).toBeGreaterThanOrEqual(agoS)

  const reply = await write(datacenter, customer, 'here, looking', { from: '79000000003' })
  await expect(clockOf(tab)).toBeHidden()
  await expect(rowOfChat(tab, customer)).toHaveAttribute('data-wait', 'none')
  await datacenter.call('DELETE', `/chats/${customer.chatId}/messages/${reply.number}`)
  await expect(clockOf(tab)).toHaveAccessibleName(/2 messages without an answer/u)
  expect(await readClockS(tab)).toBeGreaterThanOrEqual(agoS)
  await expect(rowOfChat(tab, customer)).toHaveAttribute('data-wait', 'waiting')
  await answer(datacenter, customer)
  await expect(clockOf(tab)).toBeHidden()
})

test('"No reply needed" by its button is taken back, and ends with the next message', async ({
  tab,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  await write(datacenter, customer, 'thank you!', { agoS: 200 })
  await openByName(tab, customer)
  const button = tab.locator('header').getByRole('button', { name: 'No reply needed' })
  await button.click()
  await expect(clockOf(tab)).toBeHidden()
  await tab.getByRole('button', { name: 'Undo' }).click()
  await expect(clockOf(tab)).toBeVisible()
  expect(await readClockS(tab)).toBeGreaterThanOrEqual(200)
  await button.click()
  await expect(clockOf(tab)).toBeHidden()
  await write(datacenter, customer, 'one more thing')
  await expect(clockOf(tab)).toHaveAccessibleName(/1 message without an answer/u)
  expect(await readClockS(tab)).toBeLessThan(60)
  await answer(datacenter, customer)
  await expect(clockOf(tab)).toBeHidden()
})

test('a row turns red under the pointer, while another one is held in its place', async ({
  tab,
  datacenter,
}) => {
  const [turning, moving] = await findQuiet(datacenter, 2)
  await showList(tab, 'Waiting')
  await write(datacenter, moving, 'a question', { agoS: 700 })
  await write(datacenter, turning, 'another question', { agoS: redAfterS - 6 })
  await expect(rowOfChat(tab, turning)).toHaveAttribute('data-wait', 'waiting')
  await expect(rowOfChat(tab, moving)).toHaveAttribute('data-wait', 'red')
  const before = await readOrder(tab)
  await rowOfChat(tab, moving).hover()
  await write(datacenter, moving, 'hello again')
  await expect(tab.getByRole('button', { name: '1 chat moved' })).toBeVisible()
  let offset = 0
  // The hand is never quite still.
  const moveHand = async (): Promise<void> => {
    offset = (offset + 1) % 5
    await rowOfChat(tab, moving).hover({ position: { x: 60 + offset, y: 10 } })
  }
  await expect(async () => {
    await moveHand()
    await expect(rowOfChat(tab, turning)).toHaveAttribute('data-wait', 'red', { timeout: 100 })
  }).toPass({ intervals: [250], timeout: 15_000 })
  expect(await readOrder(tab)).toEqual(before)
  await showList(tab, 'Waiting')
  await expect.poll(async () => (await readOrder(tab))[0]).toBe(moving.chatId)
  await answer(datacenter, turning, moving)
  await expect(rowOfChat(tab, moving)).toBeHidden()
  await showList(tab, 'All')
})

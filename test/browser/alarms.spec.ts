import type { Page } from '@playwright/test'
import { composerOf, dutyPhone, expect } from './support/console-fixture.ts'
import { findQuiet, openByName, rowOfChat } from './support/customers.ts'
import { findSerious } from './support/find-serious.ts'
import { test } from './support/two-consoles.ts'

// Two consoles on one machine take their time.
test.describe.configure({ timeout: 120_000 })

const soundOf = (page: Page) => page.locator('[data-alarm-sound]')
const panelOf = (page: Page) => page.locator('[data-alarms-panel]')
const barOf = (page: Page) => page.locator('[data-alarm-bar]')
const raiseButton = (page: Page) =>
  page.locator('header').getByRole('button', { name: 'Alarm!', exact: true })

/** A click, so that the browser lets the tab sound. */
async function touch(page: Page): Promise<void> {
  await page.getByRole('tab', { name: /^All/u }).click()
}

test('an alarm is raised on one console, rings on the other, is taken and done', async ({
  tab,
  maria,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  await touch(maria)
  await openByName(tab, customer)
  await raiseButton(tab).click()
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'What is wrong' }).fill('payments are down')
  await tab.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  // The button is gone, and an answer comes next.
  await expect(composerOf(tab)).toBeFocused()

  // On top of the other console, with its heading, bell, note and running time, and with sound.
  const row = rowOfChat(maria, customer)
  await expect(row).toHaveAttribute('data-alarm', 'open')
  await expect(row).toHaveAttribute('data-section', 'alarm')
  await expect(row).toContainText('Ivan: payments are down')
  await expect(row.getByRole('timer')).toHaveText(/^\d+:\d\d$/u)
  await expect(soundOf(maria)).toHaveAttribute('data-alarm-sound', 'ringing')
  await expect(maria).toHaveTitle(/^Alarm!/u)
  await expect(maria.locator('[data-alarm-news]')).toContainText('payments are down')
  // Whoever raised it knows.
  await expect(soundOf(tab)).toHaveAttribute('data-alarm-sound', 'quiet')

  await maria.keyboard.press('Alt+KeyA')
  await expect(panelOf(maria).locator('[data-alarm-state=open]')).toContainText(
    'sounds again for all at 3:00',
  )
  expect(await findSerious(maria)).toEqual([])
  await maria.keyboard.press('KeyT')
  await expect(panelOf(maria).locator('[data-alarm-state=taken]')).toContainText('You are on it')
  await expect(soundOf(maria)).toHaveAttribute('data-alarm-sound', 'quiet')
  await expect(barOf(tab)).toContainText('Maria')
  await expect(barOf(tab)).toHaveAttribute('data-alarm-bar', 'taken')
  await expect(rowOfChat(tab, customer)).toContainText('Maria is on it')
  expect(await findSerious(tab)).toEqual([])

  await barOf(tab).getByRole('button', { name: 'Done' }).click()
  await expect(barOf(tab)).toBeHidden()
  await expect(raiseButton(tab)).toBeVisible()
  // Its row is back where the messages put it, perhaps out of sight.
  await expect(maria.locator('[role=option][data-alarm]')).toHaveCount(0)
  await expect(panelOf(maria).getByRole('row').filter({ hasText: customer.title })).toContainText('Ivan')
})

test('keys raise, take and end the alarm of the chat, and a second one is refused in words', async ({
  tab,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  await openByName(tab, customer)
  await expect(composerOf(tab)).toBeFocused()
  await tab.keyboard.press('Control+Alt+KeyA')
  await tab.keyboard.press('Enter')
  await expect(barOf(tab)).toContainText('Raised by you')
  await tab.keyboard.press('Control+Alt+KeyA')
  await tab.keyboard.press('Enter')
  await expect(tab.getByRole('dialog').getByRole('alert')).toHaveText('This chat has an open alarm already.')
  await tab.keyboard.press('Escape')
  await tab.keyboard.press('Alt+KeyT')
  await expect(barOf(tab)).toContainText('You are on it')
  await tab.keyboard.press('Alt+Shift+KeyT')
  await expect(barOf(tab)).toBeHidden()
})

test('an alarm raised without a connection says so, and arrives later', async ({
  tab,
  maria,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  await openByName(tab, customer)
  await datacenter.call('POST', '/faults', { kind: 'stall', user: dutyPhone })
  try {
    await tab.keyboard.press('Control+Alt+KeyA')
    await tab.keyboard.press('Enter')
    await expect(barOf(tab)).toContainText(/Will be sent/u)
  } finally {
    await datacenter.call('POST', '/faults', { kind: 'resume', user: dutyPhone })
  }
  await expect(rowOfChat(maria, customer)).toHaveAttribute('data-alarm', 'open', { timeout: 40_000 })
  await expect(barOf(tab)).not.toContainText(/Will be sent/u)
  await barOf(tab).getByRole('button', { name: 'Done' }).click()
  await expect(maria.locator('[role=option][data-alarm]')).toHaveCount(0)
})

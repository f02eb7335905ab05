import type { Page } from '@playwright/test'
import { startConsole } from '../support/console-process.ts'
import {
  composerOf,
  expect,
  launchContext,
  openChat,
  openTab,
  rows,
  test,
} from './support/console-fixture.ts'
import { findSerious } from './support/find-serious.ts'

const maria = { phone: '79000000002', digits: '+7 900 000 00 02' }
const draft = 'The report is nearly'

async function signIn(page: Page, digits: string): Promise<void> {
  await page.getByRole('button', { name: 'Use a phone number' }).click()
  await page.getByRole('textbox', { name: /phone/iu }).fill(digits)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: /code/iu }).fill('11111')
}

test('a session that was ended elsewhere says so, and gives the draft back to the same person', async ({
  datacenter,
}) => {
  const running = await startConsole({ controlPort: datacenter.controlPort, login: maria.phone })
  const context = await launchContext()
  try {
    const page = await openTab(context, running.url)
    await expect(rows(page).first()).toBeVisible({ timeout: 60_000 })
    const title = 'Duty shift'
    await openChat(page, title)
    await composerOf(page).fill(draft)
    await datacenter.call('POST', '/faults', { kind: 'endSessions', user: maria.phone })
    const kept = page.getByRole('region', { name: 'Data of the last account' })
    await expect(kept).toContainText('come back when the same person signs in', { timeout: 30_000 })
    await expect(page.getByText(draft)).toBeHidden()
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme })
      expect(await findSerious(page)).toEqual([])
    }
    await kept.getByRole('button', { name: 'Remove now' }).click()
    await expect(kept.getByRole('button', { name: 'Remove', exact: true })).not.toBeFocused()
    await kept.getByRole('button', { name: 'Cancel' }).click()
    await signIn(page, maria.digits)
    await expect(rows(page).first()).toBeVisible({ timeout: 60_000 })
    await openChat(page, title)
    await expect(composerOf(page)).toHaveValue(draft)
  } finally {
    await context.close()
    await running.stop()
  }
})

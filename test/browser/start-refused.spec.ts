import { startConsole } from '../support/console-process.ts'
import { expect, launchContext, openTab, rows, test } from './support/console-fixture.ts'
import { findSerious } from './support/find-serious.ts'

const phone = '79000000003'

test('a profile that another Watchfloor has open is told, and the tab goes on by itself when it is closed', async ({
  datacenter,
}) => {
  test.setTimeout(240_000)
  const first = await startConsole({ controlPort: datacenter.controlPort, login: phone })
  const { profileFolder } = first
  const second = await startConsole({ controlPort: datacenter.controlPort, login: phone, profileFolder })
  const context = await launchContext()
  try {
    const page = await openTab(context, second.url)
    const trouble = page.getByText('Another Watchfloor works with this profile.')
    await expect(trouble).toBeVisible({ timeout: 60_000 })
    for (const colorScheme of ['dark', 'light'] as const) {
      // Before the settings are known, the theme is chosen as the page begins.
      await page.emulateMedia({ colorScheme })
      await page.reload()
      await expect(trouble).toBeVisible({ timeout: 30_000 })
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
      expect(await findSerious(page)).toEqual([])
    }
    await page.getByRole('button', { name: 'Try now' }).click()
    await expect(trouble).toBeVisible()
    await first.program.stop()
    await expect(rows(page).first()).toBeVisible({ timeout: 60_000 })
    await expect(trouble).toBeHidden()
  } finally {
    await context.close()
    await second.stop()
    await first.stop()
  }
})

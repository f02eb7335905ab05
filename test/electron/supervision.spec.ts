import { expect, test } from '@playwright/test'
import { createProfile, findCorePid, launchConsole } from './support/console.ts'

test('a killed core comes back: the window says so, keeps what it shows and recovers by itself', async () => {
  const profile = await createProfile()
  const { app, page, close } = await launchConsole({ profileFolder: profile.folder, scenario: 'demo' })
  const killCore = async (): Promise<number> => {
    const pid = await findCorePid(app)
    if (pid === undefined) throw new Error('no core runs')
    process.kill(pid, 'SIGKILL')
    return pid
  }
  try {
    const rows = page.getByRole('listbox').first().getByRole('option')
    await expect(rows.first()).toBeVisible({ timeout: 45_000 })
    await rows.first().click()
    await expect(page.locator('[data-message-id]').first()).toBeVisible()

    // The first time it is back before a word is worth it; the second pause is long enough to be told.
    const first = await killCore()
    await expect.poll(() => findCorePid(app), { timeout: 30_000 }).not.toBe(first)
    await expect.poll(() => findCorePid(app), { timeout: 30_000 }).toBeDefined()
    await killCore()
    const bar = page.getByRole('status').filter({ hasText: /core|restart|connect/iu })
    await expect(bar.first()).toBeVisible()
    await expect(rows.first()).toBeVisible()
    await expect(bar).toHaveCount(0, { timeout: 45_000 })

    const words = `Still here ${Date.now()}`
    const composer = page.getByRole('textbox', { name: 'Message' })
    await composer.fill(words)
    await composer.press('Enter')
    await expect(page.locator('[data-direction="out"]', { hasText: words })).toHaveAttribute(
      'data-state',
      'sent',
      {
        timeout: 45_000,
      },
    )
  } finally {
    await close()
    await profile.remove()
  }
})

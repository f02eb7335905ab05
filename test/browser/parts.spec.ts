import type { Page } from '@playwright/test'
import { expect, openTab, readPolicyViolations, rows, test } from './support/console-fixture.ts'

/** Scripts of parts that are loaded later. */
const settingsPart = '**/assets/loaded-dialogs-*.js'
const switcherPart = '**/assets/switcher-dialog-*.js'

/**
 * Older Chromium remembers for the life of a page that a module could not be fetched; there the window has to be loaded
 * again, as the dialog says. 147 does so, 156 does not.
 */
const retriesModules = (page: Page): boolean =>
  Number(page.context().browser()?.version().split('.')[0] ?? 0) >= 156

test.describe('a part of the window that is loaded when it is opened', () => {
  let page: Page

  test.afterEach(async ({ signedInContext }) => {
    await signedInContext.unrouteAll()
    expect(await readPolicyViolations(page)).toEqual([])
    await page.close()
  })

  test('says that its file did not come, and is there when it is tried again or the window is loaded again', async ({
    signedInContext,
    watchfloor,
  }) => {
    await signedInContext.route(settingsPart, (route) => route.abort())
    page = await openTab(signedInContext, new URL('/', watchfloor.url).href)
    await expect(rows(page).first()).toBeVisible()
    const opener = page.getByRole('button', { name: 'Settings' })
    await opener.click()
    const failed = page.getByRole('dialog', { name: 'This part did not load' })
    await expect(failed).toBeVisible()
    await expect(failed).toContainText('Nothing you wrote is lost')
    await signedInContext.unroute(settingsPart)
    if (retriesModules(page)) await failed.getByRole('button', { name: 'Try again' }).click()
    else {
      await failed.getByRole('button', { name: 'Load the window again' }).click()
      await expect(rows(page).first()).toBeVisible()
      await opener.click()
    }
    const settings = page.getByRole('dialog', { name: 'Settings' })
    await expect(settings.getByRole('tab', { selected: true })).toBeFocused()
    await expect(failed).toBeHidden()
    await page.keyboard.press('Escape')
    await expect(settings).toBeHidden()
  })

  test('keeps what is typed for it, and lets no key through to what is behind', async ({
    signedInContext,
    watchfloor,
  }) => {
    let letThrough = (): void => undefined
    const isLetThrough = new Promise<void>((resolve) => {
      letThrough = resolve
    })
    await signedInContext.route(switcherPart, async (route) => {
      await isLetThrough
      await route.continue()
    })
    page = await openTab(signedInContext, new URL('/', watchfloor.url).href)
    await expect(rows(page).first()).toBeVisible()
    const coming = page.getByRole('status', { name: 'Loading' })
    await page.keyboard.press('Control+k')
    await expect(coming).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(coming).toBeHidden()
    await page.keyboard.press('Control+k')
    await expect(coming).toBeVisible()
    // The overview of shortcuts has this key.
    await page.keyboard.type('r?')
    letThrough()
    const field = page.getByRole('combobox', { name: 'Go to a chat' })
    await expect(field).toBeFocused()
    await expect(field).toHaveValue('r?')
    await expect(page.getByRole('dialog')).toHaveCount(1)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toBeHidden()
  })
})

import type { Locator, Page } from '@playwright/test'
import { expect } from './console-fixture.ts'

/** The pages of the settings, in their order. */
export const settingsPages = [
  'General',
  'List',
  'Team',
  'Who is who',
  'Reply clock',
  'Notifications',
  'Shortcuts',
] as const

/** Opens the settings by their key at a page; answers the dialog. */
export async function openPage(page: Page, name: (typeof settingsPages)[number]): Promise<Locator> {
  await page.keyboard.press('Control+Comma')
  const settings = page.getByRole('dialog', { name: 'Settings' })
  await settings.getByRole('tab', { name, exact: true }).click()
  await expect(settings.getByRole('tabpanel', { name })).toBeVisible()
  return settings
}

/** Leaves the settings as they are. */
export async function closePage(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog', { name: 'Settings' })).toBeHidden()
}

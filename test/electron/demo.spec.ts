import { expect, test } from '@playwright/test'
import { createProfile, launchConsole } from './support/console.ts'

test('the demo signs in by itself, shows the chats, and a customer can be answered', async () => {
  const profile = await createProfile()
  const { page, complaints, close } = await launchConsole({ profileFolder: profile.folder, scenario: 'demo' })
  try {
    const list = page.getByRole('listbox').first()
    await expect(list.getByRole('option').first()).toBeVisible({ timeout: 45_000 })
    await expect.poll(() => list.getByRole('option').count()).toBeGreaterThan(20)

    await list.getByRole('option').first().click()
    await expect(page.locator('[data-message-id]').first()).toBeVisible()

    const composer = page.getByRole('textbox', { name: 'Message' })
    const words = `Checking it now ${Date.now()}`
    await composer.fill(words)
    await composer.press('Enter')
    const sent = page.locator('[data-direction="out"]', { hasText: words })
    await expect(sent).toHaveAttribute('data-state', 'sent')
    await expect(composer).toBeEmpty()
    expect(complaints).toEqual([])
  } finally {
    await close()
    await profile.remove()
  }
})

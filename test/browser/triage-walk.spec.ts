import type { Locator, Page } from '@playwright/test'
import { composerOf, expect, openChat, rowOf, test } from './support/console-fixture.ts'
import { answer, findQuiet, openByName, rowOfChat, showList, tabNamed, write } from './support/customers.ts'

const titleOf = (tab: Page): Locator => tab.getByRole('heading', { level: 1 })

/** A key of a Russian layout: what it writes is not what stands on it in an English one. */
async function pressInRussian(tab: Page, key: string, code: string, modifiers: object): Promise<void> {
  await tab.evaluate(
    (init) => {
      document.activeElement?.dispatchEvent(
        new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }),
      )
    },
    { key, code, ...modifiers },
  )
}

test('Alt+↓ goes through unread chats alone, Alt+← and Alt+→ through what was open', async ({
  tab,
  datacenter,
}) => {
  const [lower, upper] = await findQuiet(datacenter, 2)
  await showList(tab, 'Waiting')
  // Newer than every other one that waits; a read chat stands between them.
  await write(datacenter, lower, 'a word', { agoS: 3 })
  await expect(rowOfChat(tab, lower)).toHaveAttribute('data-unread', '1')
  await write(datacenter, upper, 'another word')
  await expect(rowOfChat(tab, upper)).toHaveAttribute('data-unread', '1')

  await tab.keyboard.press('Alt+ArrowDown')
  await expect(titleOf(tab)).toHaveText(upper.title)
  await expect(rowOfChat(tab, upper)).toHaveAttribute('data-unread', '0')
  await tab.keyboard.press('Alt+ArrowDown')
  await expect(titleOf(tab)).toHaveText(lower.title)
  await expect(rowOfChat(tab, lower)).toHaveAttribute('data-unread', '0')
  // The one above is read by now, so the way up does not lead there.
  await tab.keyboard.press('Alt+ArrowUp')
  await expect(titleOf(tab)).not.toHaveText(lower.title)
  await expect(titleOf(tab)).not.toHaveText(upper.title)

  await tab.keyboard.press('Alt+ArrowLeft')
  await expect(titleOf(tab)).toHaveText(lower.title)
  await tab.keyboard.press('Alt+ArrowLeft')
  await expect(titleOf(tab)).toHaveText(upper.title)
  await tab.keyboard.press('Alt+ArrowRight')
  await expect(titleOf(tab)).toHaveText(lower.title)
  await answer(datacenter, lower, upper)
  await expect(rowOfChat(tab, lower)).toBeHidden()
  await showList(tab, 'All')
})

test('numbers lead to the lists, with a Russian layout too', async ({ tab }) => {
  const names = ['All', 'Waiting', 'Unread', 'Starred', 'Team', 'Kedrovka']
  for (const [index, name] of names.entries()) {
    await tab.keyboard.press(`Alt+${index + 1}`)
    await expect(tab.getByRole('tab', { selected: true })).toHaveText(new RegExp(`^${name}`, 'u'))
  }
  await openChat(tab, 'Duty shift')
  await expect(composerOf(tab)).toBeFocused()
  await pressInRussian(tab, '2', 'Digit2', { altKey: true })
  await expect(tabNamed(tab, 'Waiting')).toHaveAttribute('aria-selected', 'true')
  await pressInRussian(tab, '1', 'Digit1', { altKey: true })
  await expect(tabNamed(tab, 'All')).toHaveAttribute('aria-selected', 'true')
  await expect(composerOf(tab)).toHaveValue('')
})

test('Ctrl+J, Ctrl+K and Alt+P work by the place of the key', async ({ tab, datacenter }) => {
  const [customer] = await findQuiet(datacenter, 1)
  await write(datacenter, customer, 'nobody answers', { agoS: 30 * 60 })
  await expect(tab.locator('[role=tab]').filter({ hasText: 'Waiting' })).toHaveAttribute('title', /red/u)
  await pressInRussian(tab, 'о', 'KeyJ', { ctrlKey: true })
  await expect(tab.getByRole('timer')).toHaveAttribute('data-status', /red|breach/u)

  await openByName(tab, customer)
  await pressInRussian(tab, 'з', 'KeyP', { altKey: true })
  await expect(rowOfChat(tab, customer)).toHaveAttribute('data-pinned', 'true')
  await pressInRussian(tab, 'з', 'KeyP', { altKey: true })
  await expect(rowOfChat(tab, customer)).toHaveAttribute('data-pinned', 'false')
  await pressInRussian(tab, 'л', 'KeyK', { ctrlKey: true })
  await expect(tab.getByRole('dialog', { name: 'Go to a chat' })).toBeVisible()
  await tab.keyboard.press('Escape')
  await answer(datacenter, customer)
  await expect(tab.getByRole('timer')).toBeHidden()
})

test('? shows every shortcut with the keys it has', async ({ tab }) => {
  await tab.getByRole('listbox').focus()
  await tab.keyboard.press('?')
  const overview = tab.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(overview).toBeVisible()
  const lines = overview.locator('section > div')
  await expect(lines.filter({ hasText: 'Next red chat' })).toContainText('Ctrl J')
  await expect(lines.filter({ hasText: 'Next unread chat' })).toContainText('Alt ↓')
  await overview.getByRole('searchbox').fill('star')
  await expect(lines.filter({ hasText: /^Star/u })).toContainText('Ctrl S')
  await expect(lines.filter({ hasText: 'Next red chat' })).toBeHidden()
  await tab.keyboard.press('Escape')
  await expect(overview).toBeHidden()
})

test('a shortcut with other keys works at once, and the old keys do nothing', async ({ tab }) => {
  const settings = tab.getByRole('dialog', { name: 'Settings' })
  const openShortcuts = async (): Promise<void> => {
    await tab.keyboard.press('Control+Comma')
    await settings.getByRole('tab', { name: 'Shortcuts' }).click()
  }
  await openShortcuts()
  const star = settings.locator('[data-shortcut="chat.star"]')
  await star.getByRole('button', { name: /^Change Ctrl S/u }).click()
  // It belongs to another one: said, and not taken before the user says so.
  await tab.keyboard.press('Control+KeyJ')
  await expect(star.getByRole('alert')).toContainText('Ctrl J is already “Next red chat')
  await tab.keyboard.press('Escape')
  await expect(star.getByRole('alert')).toBeHidden()
  await expect(star).toContainText('Ctrl S')
  await star.getByRole('button', { name: /^Change Ctrl S/u }).click()
  await tab.keyboard.press('Alt+KeyY')
  await expect(star).toContainText('Alt Y')
  await tab.keyboard.press('Escape')
  await expect(settings).toBeHidden()

  await openChat(tab, 'Duty shift')
  await tab.keyboard.press('Alt+KeyY')
  await expect(rowOf(tab, 'Duty shift')).toHaveAttribute('data-starred', 'true')
  await tab.keyboard.press('Control+KeyS')
  // Its answer would come before that of the next press.
  await tab.keyboard.press('Alt+KeyY')
  await expect(rowOf(tab, 'Duty shift')).toHaveAttribute('data-starred', 'false')
  await tab.reload()
  await openChat(tab, 'Duty shift')
  await tab.keyboard.press('Alt+KeyY')
  await expect(rowOf(tab, 'Duty shift')).toHaveAttribute('data-starred', 'true')

  await openShortcuts()
  await settings.getByRole('button', { name: 'Reset all…' }).click()
  await settings.getByRole('button', { name: 'Reset all', exact: true }).click()
  await expect(star).toContainText('Ctrl S')
  await tab.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await tab.keyboard.press('Control+KeyS')
  await expect(rowOf(tab, 'Duty shift')).toHaveAttribute('data-starred', 'false')
})

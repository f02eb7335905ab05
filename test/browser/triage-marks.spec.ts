import type { Page } from '@playwright/test'
import { listProcessTree, readCommandLine } from '../support/process-tree.ts'
import { expect, openTab, rows, test } from './support/console-fixture.ts'
import {
  answer,
  findQuiet,
  openByName,
  readCounter,
  rowOfChat,
  showList,
  write,
} from './support/customers.ts'

/** Kills the core as a crash would, and waits until another one has taken its place. */
async function killCore(root: number): Promise<void> {
  const findCore = (): number | undefined =>
    listProcessTree(root).find((pid) => readCommandLine(pid).includes('browser-core'))
  const core = findCore()
  if (core === undefined) throw new Error('no core runs')
  process.kill(core, 'SIGKILL')
  await expect
    .poll(() => [undefined, core].includes(findCore()), { timeout: 30_000, message: 'the core comes back' })
    .toBe(false)
}

function chooseInMenu(tab: Page, name: RegExp): Promise<void> {
  return tab.getByRole('menuitem', { name }).click()
}

test('pins by menu and by key are the same in every tab and outlive a killed core, as stars do', async ({
  tab,
  datacenter,
  signedInContext,
  watchfloor,
}) => {
  const [byMenu, byKey] = await findQuiet(datacenter, 2)
  await write(datacenter, byMenu, 'a quiet word')
  await rowOfChat(tab, byMenu).click({ button: 'right' })
  await chooseInMenu(tab, /^Pin/u)
  await expect(rowOfChat(tab, byMenu)).toHaveAttribute('data-section', 'pinned')

  await openByName(tab, byKey)
  await tab.keyboard.press('Alt+KeyP')
  await expect(rowOfChat(tab, byKey)).toHaveAttribute('data-section', 'pinned')
  await tab.locator('header').getByRole('button', { name: /^Star/u }).click()
  await expect(rowOfChat(tab, byKey)).toHaveAttribute('data-starred', 'true')

  const second = await openTab(signedInContext, new URL('/', watchfloor.url).href)
  for (const customer of [byMenu, byKey]) {
    await expect(rowOfChat(second, customer)).toHaveAttribute('data-section', 'pinned')
  }
  await second.close()

  await killCore(watchfloor.program.child.pid ?? 0)
  // The port is the new core's a moment after its process is there.
  await expect(() => tab.reload()).toPass({ timeout: 30_000 })
  await expect(rowOfChat(tab, byMenu)).toHaveAttribute('data-section', 'pinned', { timeout: 30_000 })
  await expect(rowOfChat(tab, byKey)).toHaveAttribute('data-section', 'pinned')
  await expect(rowOfChat(tab, byKey)).toHaveAttribute('data-starred', 'true')
  await expect(rowOfChat(tab, byMenu)).toHaveAttribute('data-starred', 'false')

  await openByName(tab, byKey)
  await tab.keyboard.press('Control+KeyS')
  await tab.keyboard.press('Alt+KeyP')
  await expect(rowOfChat(tab, byKey)).toHaveAttribute('data-pinned', 'false')
  await rowOfChat(tab, byMenu).click({ button: 'right' })
  await chooseInMenu(tab, /^Unpin/u)
  await expect(rowOfChat(tab, byMenu)).toHaveAttribute('data-pinned', 'false')
  await showList(tab, 'Starred')
  await expect(rowOfChat(tab, byKey)).toBeHidden()
  await showList(tab, 'All')
  await answer(datacenter, byMenu)
})

test('marks all chats read, waits where Telegram asks to, and takes it back', async ({ tab, datacenter }) => {
  test.setTimeout(120_000)
  const [first, second] = await findQuiet(datacenter, 2)
  for (const customer of [first, second]) await write(datacenter, customer, 'unread words')
  await expect(rowOfChat(tab, first)).toHaveAttribute('data-unread', '1')
  await expect(rowOfChat(tab, second)).toHaveAttribute('data-unread', '1')
  const count = await readCounter(tab, 'Unread')
  expect(count).toBeGreaterThan(1)

  await tab.keyboard.press('Alt+Shift+KeyA')
  const dialog = tab.getByRole('dialog', { name: 'Mark all as read' })
  await expect(dialog.getByRole('status')).toHaveText(
    new RegExp(`^${count} chats with \\d+ messages will be marked as read`, 'u'),
  )
  await datacenter.call('POST', '/faults', { kind: 'flood', method: 'channels.readHistory', seconds: 4 })
  await tab.keyboard.press('Control+Enter')
  await expect(dialog).toBeHidden()
  const status = tab.getByRole('status')
  await expect(status.filter({ hasText: /^Read marks: Telegram asks to wait \d s/u })).toBeVisible()
  await expect(status.filter({ hasText: `of ${count}` })).toContainText('Marking as read:')
  await expect(tab.getByText(`${count} chats were marked as read`)).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => readCounter(tab, 'Unread')).toBe(0)
  await expect(rowOfChat(tab, first)).toHaveAttribute('data-unread', '0')

  await tab.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => readCounter(tab, 'Unread'), { timeout: 60_000 }).toBe(count)
  await showList(tab, 'Unread')
  await expect(rowOfChat(tab, first)).toBeVisible()
  await expect(rows(tab).first()).toHaveAttribute('aria-setsize', String(count))
  await showList(tab, 'All')
  await answer(datacenter, first, second)
})

import type { Page } from '@playwright/test'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { expect, openTab, rowOf, rows, test } from './support/console-fixture.ts'

const pinned = (tab: Page) => tab.locator('[role=option][data-section=pinned]')
const chats = (tab: Page) => tab.locator('[role=option][data-section=chats]')

/** Titles or ids of rows as they stand on screen; rows that are kept out of view may come first in the document. */
async function readIds(tab: Page, section: 'pinned' | 'chats'): Promise<readonly string[]> {
  return tab.locator(`[role=option][data-section=${section}]`).evaluateAll((all) =>
    all
      .map((row) => ({ id: (row as HTMLElement).dataset.chatId ?? '', top: row.getBoundingClientRect().top }))
      .toSorted((a, b) => a.top - b.top)
      .map(({ id }) => id),
  )
}

/** More than one may have: history that is read back still corrects where others stand. */
const movedHint = (tab: Page) => tab.getByRole('button', { name: /^\d+ chats? moved$/u })

/** Chats on screen, from below, that were quiet for so long that a message lifts them. */
async function findQuiet(
  tab: Page,
  datacenter: DatacenterProcess,
  count: number,
): Promise<readonly string[]> {
  const quiet: string[] = []
  // Private chats, whose ids are their people's, are read in another way.
  const groups = (await readIds(tab, 'chats')).filter((chat) => Number(chat) < 0)
  for (const chat of groups.toReversed()) {
    const { messages } = await datacenter.call<{ messages: { date: number }[] }>(
      'GET',
      `/chats/${chat}/messages?limit=1`,
    )
    if (Date.now() / 1000 - (messages.at(-1)?.date ?? 0) > 600) quiet.push(chat)
    if (quiet.length === count) break
  }
  return quiet
}

/** The pointer rests where no list is. */
async function leaveList(tab: Page): Promise<void> {
  await tab.mouse.move(1_000, 450)
}

test('shows 34 rows at 900 px, pins and the heading of the chats included', async ({ tab }) => {
  await expect(pinned(tab).first()).toBeVisible()
  await expect(tab.getByText('Chats', { exact: true }).last()).toBeVisible()
  const countRows = (): Promise<number> =>
    rows(tab).evaluateAll(
      (all) =>
        all.filter((row) => {
          const { top, bottom, height } = row.getBoundingClientRect()
          return height === 24 && top >= 0 && bottom <= window.innerHeight
        }).length,
    )
  // While history is read back, its line at the bottom takes the place of one.
  await expect.poll(countRows, { timeout: 60_000 }).toBeGreaterThanOrEqual(34)
})

test('rows keep their places under the pointer, and go on when it leaves', async ({ tab, datacenter }) => {
  await leaveList(tab)
  const [quiet = ''] = await findQuiet(tab, datacenter, 1)
  const target = chats(tab).nth(3)
  await target.hover()
  const before = await readIds(tab, 'chats')
  const text = `nothing works ${Date.now()}`
  await datacenter.call('POST', '/messages/bulk', { count: 1, chats: [Number(quiet)], text, wait: true })
  await expect(tab.locator(`[data-chat-id="${quiet}"]`)).toContainText(text)
  await expect(movedHint(tab)).toBeVisible()
  expect(await readIds(tab, 'chats')).toEqual(before)
  await leaveList(tab)
  await expect(movedHint(tab)).toBeHidden()
  await expect.poll(async () => (await readIds(tab, 'chats'))[0]).toBe(quiet)
})

test('what moved is shown by a press on the hint, and by five seconds of stillness', async ({
  tab,
  datacenter,
}) => {
  await leaveList(tab)
  const [first = '', second = ''] = await findQuiet(tab, datacenter, 2)
  const write = (chat: string): Promise<unknown> =>
    datacenter.call('POST', '/messages/bulk', {
      count: 1,
      chats: [Number(chat)],
      text: `hello ${Date.now()}`,
      wait: true,
    })
  await chats(tab).nth(3).hover()
  await write(first)
  await movedHint(tab).click()
  await expect.poll(async () => (await readIds(tab, 'chats'))[0]).toBe(first)
  await chats(tab).nth(5).hover()
  await write(second)
  await expect(movedHint(tab)).toBeVisible()
  // Both may have been lifted within the same second.
  await expect
    .poll(async () => (await readIds(tab, 'chats')).slice(0, 2), { timeout: 15_000 })
    .toContain(second)
  await leaveList(tab)
})

test('pins are put in order by dragging and by keys, for good', async ({
  tab,
  signedInContext,
  watchfloor,
}) => {
  await expect(pinned(tab).first()).toBeVisible()
  const before = await readIds(tab, 'pinned')
  expect(before.length).toBeGreaterThan(2)
  const last = pinned(tab).nth(before.length - 1)
  const box = await last.boundingBox()
  await pinned(tab).first().hover()
  await tab.mouse.down()
  await tab.mouse.move(200, (box?.y ?? 0) + 20, { steps: 6 })
  await tab.mouse.up()
  const dragged = [...before.slice(1), before[0]]
  await expect.poll(() => readIds(tab, 'pinned')).toEqual(dragged)
  // A drag opens nothing.
  await expect(rows(tab).and(tab.locator('[aria-selected=true]'))).toHaveCount(0)
  await tab.reload()
  await expect.poll(() => readIds(tab, 'pinned')).toEqual(dragged)
  const second = await openTab(signedInContext, new URL('/', watchfloor.url).href)
  await expect.poll(() => readIds(second, 'pinned')).toEqual(dragged)
  await second.close()
  await leaveList(tab)
  await tab.getByRole('listbox').focus()
  for (let step = 1; step < before.length; step += 1) await tab.keyboard.press('ArrowDown')
  for (let step = 1; step < before.length; step += 1) {
    await tab.keyboard.press('Control+Shift+ArrowUp')
    await expect
      .poll(async () => (await readIds(tab, 'pinned')).indexOf(before[0] ?? ''))
      .toBe(before.length - 1 - step)
  }
  await expect.poll(() => readIds(tab, 'pinned')).toEqual(before)
})

test('Esc leaves a dragged pin where it was', async ({ tab }) => {
  await expect(pinned(tab).first()).toBeVisible()
  const before = await readIds(tab, 'pinned')
  await pinned(tab).first().hover()
  await tab.mouse.down()
  await tab.mouse.move(200, 400, { steps: 6 })
  await tab.keyboard.press('Escape')
  await tab.mouse.up()
  await leaveList(tab)
  expect(await readIds(tab, 'pinned')).toEqual(before)
})

test('a star with a note stands in its tab, and goes again', async ({ tab }) => {
  const row = chats(tab).nth(9)
  const chat = await row.getAttribute('data-chat-id')
  const note = `contract ends ${Date.now()}`
  await row.click({ button: 'right' })
  await tab.getByRole('menuitem', { name: 'Star with a note…' }).click()
  await tab.getByRole('textbox', { name: 'Why this chat has a star' }).fill(note)
  await tab.keyboard.press('Enter')
  const starred = tab.locator(`[data-chat-id="${chat}"]`)
  await expect(starred).toHaveAttribute('data-starred', 'true')
  await tab.getByRole('tab', { name: /^Starred/u }).click()
  await expect(starred).toContainText(note)
  await starred.click({ button: 'right' })
  await tab.getByRole('menuitem', { name: /^Remove the star/u }).click()
  await expect(starred).toBeHidden()
  await tab.getByRole('tab', { name: /^All/u }).click()
  await expect(starred).toHaveAttribute('data-starred', 'false')
})

test('the menu key opens the menu of the row where the keyboard stands', async ({ tab }) => {
  await tab.getByRole('listbox').focus()
  await tab.keyboard.press('Home')
  await tab.keyboard.press('Shift+F10')
  await expect(tab.getByRole('menuitem', { name: /^Unpin/u })).toBeVisible()
  await tab.keyboard.press('Escape')
  await expect(tab.getByRole('listbox')).toBeFocused()
})

test('sorts by who waits longest, and remembers it', async ({ tab }) => {
  await expect(tab.locator('[data-wait=breach]').first()).toBeVisible({ timeout: 60_000 })
  const choose = async (name: string): Promise<void> => {
    await tab.getByRole('button', { name: /^Order:/u }).click()
    await tab.getByRole('menuitemradio', { name }).click()
  }
  const readWaits = (): Promise<readonly string[]> =>
    chats(tab).evaluateAll((all) =>
      all
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => (row as HTMLElement).dataset.wait ?? ''),
    )
  await choose('Longest waiting first')
  await expect.poll(async () => (await readWaits())[0]).toBe('breach')
  const waits = await readWaits()
  expect(waits.lastIndexOf('red')).toBeLessThan(waits.indexOf('waiting'))
  expect(waits.lastIndexOf('waiting')).toBeLessThan(waits.indexOf('none'))
  await tab.reload()
  await expect.poll(async () => (await readWaits())[0]).toBe('breach')
  await choose('Newest first')
  await expect(tab.getByRole('button', { name: 'Order: Newest first' })).toBeVisible()
})

test('a row says in words how long somebody waits', async ({ tab }) => {
  const late = tab.locator('[data-wait=breach]').first()
  await expect(late).toBeVisible({ timeout: 60_000 })
  const chat = await late.getAttribute('data-chat-id')
  await expect(rows(tab).and(tab.locator(`[data-chat-id="${chat}"]`))).toHaveAccessibleName(
    /Too late: a customer has been waiting for \d/u,
  )
  await expect(rowOf(tab, 'Duty shift')).toHaveAccessibleName(/pinned/u)
})

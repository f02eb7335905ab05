import type { Page } from '@playwright/test'
import { composerOf, dutyPhone, expect, messagesOf, readChat, rows } from './support/console-fixture.ts'
import { answer, findQuiet, openByName, rowOfChat, write } from './support/customers.ts'
import { findSerious } from './support/find-serious.ts'
import { test } from './support/two-consoles.ts'

test.describe.configure({ timeout: 120_000 })

const noteField = (page: Page) => page.getByRole('textbox', { name: 'Internal note' })
const notesOf = (page: Page) => page.locator('[data-note-id]')

test('! writes a note that colleagues see and the customer never gets', async ({
  tab,
  maria,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  const asked = `is it down? ${Date.now()}`
  await write(datacenter, customer, asked)
  await openByName(maria, customer)
  await openByName(tab, customer)
  await expect(messagesOf(tab).last()).toContainText(asked)
  const said = `the same disk again ${Date.now()}`

  await composerOf(tab).fill('!')
  await expect(noteField(tab)).toBeFocused()
  await expect(tab.locator('[data-note-mode=true]')).toContainText('Internal note: the team only')
  await tab.keyboard.type(` ${said} @ser`)
  await expect(tab.getByRole('option', { name: /Maria Sergeeva/u })).toBeVisible()
  expect(await findSerious(tab)).toEqual([])
  await tab.keyboard.press('Enter')
  await expect(noteField(tab)).toHaveValue(`! ${said} @Maria Sergeeva `)
  await tab.keyboard.press('Enter')
  await expect(composerOf(tab)).toHaveValue('')

  const mine = notesOf(tab).filter({ hasText: said })
  await expect(mine).toContainText('Internal note · you')
  await expect(mine).toHaveAttribute('data-note-state', 'sent')
  const theirs = notesOf(maria).filter({ hasText: said })
  await expect(theirs).toContainText('Ivan')
  await expect(theirs.locator('b').filter({ hasText: '@Maria Sergeeva' })).toBeVisible()
  const inChat = await readChat(datacenter, customer.chatId)
  expect(inChat.some(({ text }) => text.includes(said))).toBe(false)
  await answer(datacenter, customer)
})

test('a note on a message stands under it, and goes for everybody', async ({ tab, maria, datacenter }) => {
  const [customer] = await findQuiet(datacenter, 1)
  const asked = `which server? ${Date.now()}`
  await write(datacenter, customer, asked)
  await write(datacenter, customer, `and one more ${Date.now()}`)
  await openByName(maria, customer)
  await openByName(tab, customer)
  // An answer that was begun waits behind the note.
  await composerOf(tab).fill('half an answer')
  const message = messagesOf(tab).filter({ hasText: asked })
  await message.click({ button: 'right' })
  await tab.getByRole('menuitem', { name: /Internal note on it/u }).click()
  await expect(noteField(tab)).toBeFocused()
  await expect(tab.locator('[data-note-mode=true]')).toContainText('On the message of')
  const said = `db-2, see task 48213 ${Date.now()}`
  await tab.keyboard.type(said)
  await tab.keyboard.press('Enter')
  await expect(composerOf(tab)).toHaveValue('half an answer')
  await composerOf(tab).fill('')

  for (const page of [tab, maria]) {
    const row = page.locator('[data-index]').filter({ hasText: asked })
    await expect(row.locator('[data-note-id]')).toContainText(said)
  }
  await notesOf(tab).filter({ hasText: said }).click({ button: 'right' })
  await tab.getByRole('menuitem', { name: 'Remove the note' }).click()
  await tab.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  for (const page of [tab, maria]) await expect(notesOf(page).filter({ hasText: said })).toHaveCount(0)
  await answer(datacenter, customer)
})

test('a note that Telegram refuses says so, and is there once when it is tried again', async ({
  tab,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  await openByName(tab, customer)
  const said = `refused at first ${Date.now()}`
  const refusal = {
    kind: 'refuse',
    method: 'messages.sendMessage',
    message: 'CHAT_WRITE_FORBIDDEN',
    code: 403,
  }
  await datacenter.call('POST', '/faults', { ...refusal, user: dutyPhone })
  await composerOf(tab).fill(`! ${said}`)
  await tab.keyboard.press('Enter')
  const note = notesOf(tab).filter({ hasText: said })
  await expect(note).toHaveAttribute('data-note-state', 'failed')
  await expect(tab.getByText(/^Did not count: Internal note/u)).toBeVisible()
  expect(await findSerious(tab)).toEqual([])
  await datacenter.call('DELETE', '/faults')
  await note.getByRole('button', { name: 'Try again' }).click()
  await expect(note).toHaveAttribute('data-note-state', 'sent')
  await expect(note).toHaveCount(1)
  await tab.getByRole('button', { name: 'Understood' }).click()
})

test('whatever way a ! comes into the field, it is a note; among ourselves it is text', async ({
  tab,
  datacenter,
}) => {
  const [customer] = await findQuiet(datacenter, 1)
  await openByName(tab, customer)
  const secret = `restored ${Date.now()}`
  await composerOf(tab).fill(` \u200B！ ${secret}`)
  await expect(noteField(tab)).toBeVisible()
  // The draft is on disk, and still a note after a restart of the window.
  await tab.evaluate(() => window.dispatchEvent(new Event('blur')))
  await expect(rowOfChat(tab, customer)).toContainText(`Note draft: ${secret}`)
  await tab.reload()
  await expect(rows(tab).first()).toBeVisible()
  await openByName(tab, customer)
  await expect(noteField(tab)).toHaveValue(new RegExp(secret, 'u'))
  await noteField(tab).press('Control+Enter')
  await expect(notesOf(tab).filter({ hasText: secret })).toBeVisible()
  const inChat = await readChat(datacenter, customer.chatId)
  expect(inChat.some(({ text }) => text.includes('restored'))).toBe(false)

  // Among ourselves it is a text like any other.
  await openByName(tab, { title: 'Duty shift' })
  const text = `! hello ${Date.now()}`
  await composerOf(tab).fill(text)
  await expect(composerOf(tab)).toBeVisible()
  await composerOf(tab).press('Enter')
  await expect(messagesOf(tab).filter({ hasText: text })).toHaveAttribute('data-state', 'sent')
})

test('the log of the team is shown as what it says, its JSON on request', async ({ tab }) => {
  await openByName(tab, { title: 'Kedrovka: shift log' })
  const entry = tab.locator('[data-team-log-entry=entry]').last()
  await expect(entry).toBeVisible()
  await expect(entry).not.toContainText('"type"')
  await entry.getByRole('button', { name: 'log entry' }).click()
  await expect(entry).toContainText('"type"')
  expect(await findSerious(tab)).toEqual([])
})

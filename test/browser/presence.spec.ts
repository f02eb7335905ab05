import { composerOf, expect } from './support/console-fixture.ts'
import { findQuiet, openByName, rowOfChat } from './support/customers.ts'
import { findSerious } from './support/find-serious.ts'
import { test } from './support/two-consoles.ts'

/** A console edits its message at most once in 15 s. */
const editPace = { timeout: 45_000 }

test('colleagues see who is in a chat and who writes, and are warned of writing at once', async ({
  tab,
  maria,
  datacenter,
}) => {
  test.setTimeout(150_000)
  const [customer] = await findQuiet(datacenter, 1)
  const header = tab.locator('[data-header-presence]')
  const warning = tab.locator('[data-writing-warning]')
  await openByName(tab, customer)
  await openByName(maria, customer)
  await expect(header).toContainText(/Maria\u2069 is here/u, editPace)
  await expect(rowOfChat(tab, customer).locator('[data-presence=here]')).toHaveAttribute('title', /Maria/u)
  await expect(warning).toBeHidden()

  await composerOf(maria).fill('looking into it')
  await expect(header).toContainText(/Maria\u2069 is writing/u, editPace)
  await expect(warning).toHaveText(/Maria\u2069 is writing an answer too/u)
  await expect(rowOfChat(tab, customer).locator('[data-presence=writing]')).toBeVisible()
  expect(await findSerious(tab)).toEqual([])
  // It warns, and locks nothing.
  await expect(composerOf(tab)).toBeEditable()

  // A note is nobody's business: while one is written nobody is told of writing.
  await composerOf(maria).fill('! looking into it')
  await expect(warning).toBeHidden(editPace)
  await maria.getByRole('textbox', { name: 'Internal note' }).fill('')
})

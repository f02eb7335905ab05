import { startConsole } from '../support/console-process.ts'
import { dutyPhone, expect, launchContext, openTab, rowOf, rows, test } from './support/console-fixture.ts'
import { findSerious } from './support/find-serious.ts'
import { openPage, settingsPages } from './support/settings.ts'

// Whose rules are the team's may not change them.
test.use({ worksAlone: true })

for (const colorScheme of ['dark', 'light'] as const) {
  test(`axe finds nothing serious in the settings, ${colorScheme}`, async ({ tab }) => {
    test.setTimeout(120_000)
    await tab.emulateMedia({ colorScheme })
    for (const name of settingsPages) {
      const settings = await openPage(tab, name)
      expect(await findSerious(tab), name).toEqual([])
      await tab.keyboard.press('Escape')
      await expect(settings).toBeHidden()
    }
  })
}

test('walks the pages by keys and remembers the last one', async ({ tab }) => {
  const settings = await openPage(tab, 'General')
  await tab.keyboard.press('ArrowDown')
  await expect(settings.getByRole('tab', { name: 'List', selected: true })).toBeFocused()
  await tab.keyboard.press('Escape')
  await expect(settings).toBeHidden()
  await tab.keyboard.press('Control+Comma')
  await expect(settings.getByRole('tab', { name: 'List', selected: true })).toBeFocused()
})

test('tries out who is who before it counts, and loses nothing at Esc', async ({ tab }) => {
  const settings = await openPage(tab, 'Who is who')
  const everyGroup = settings.getByRole('switch', { name: /^Every group/u })
  await everyGroup.click()
  await expect(settings.getByText(/\d+ chats cease to be customers'/u)).toBeVisible()
  await settings.getByRole('radio', { name: /^Changes/u }).click()
  await expect(settings.locator('[data-class=other]').first()).toContainText('was: Customer')
  await tab.keyboard.press('Escape')
  await expect(settings.getByText('Close without saving?')).toBeVisible()
  await settings.getByRole('button', { name: 'Discard' }).click()
  await expect(settings).toBeHidden()
  await openPage(tab, 'Who is who')
  await expect(everyGroup).toBeChecked()
})

test('adds people by name, by id and from a group', async ({ tab }) => {
  const settings = await openPage(tab, 'Who is who')
  const staff = settings.getByRole('list', { name: 'Staff' })
  const person = settings.getByRole('combobox', { name: 'Add a person' })
  await person.fill('987654321')
  await expect(tab.getByRole('option', { name: 'Add id 987654321' })).toBeVisible()
  await tab.keyboard.press('Enter')
  await expect(staff.locator('[data-user-id="987654321"]')).toBeVisible()
  const before = await staff.getByRole('listitem').count()
  await settings.getByRole('button', { name: 'From a group…' }).click()
  const group = tab.getByRole('dialog', { name: 'Staff from a group' })
  await group.getByRole('combobox', { name: 'Group' }).fill('romashka llc')
  await expect(tab.getByRole('option', { name: /^Romashka LLC/u }).first()).toBeVisible()
  await tab.keyboard.press('Enter')
  await group.getByRole('checkbox', { name: 'Everybody' }).click()
  const add = group.getByRole('button', { name: /^Add \d+/u })
  const count = Number(/\d+/u.exec((await add.textContent()) ?? '')?.[0])
  await tab.keyboard.press('Control+Enter')
  await expect(group).toBeHidden()
  expect(count).toBeGreaterThan(0)
  await expect
    .poll(async () => {
      const more = settings.getByRole('button', { name: /^Show \d+ more/u })
      if (await more.isVisible()) await more.click()
      return staff.getByRole('listitem').count()
    })
    .toBe(before + count)
  await settings.getByRole('button', { name: 'Discard' }).click()
  await expect(staff.locator('[data-user-id="987654321"]')).toBeHidden()
})

test('sets a chat by hand at once and lets the rules decide again', async ({ tab }) => {
  const settings = await openPage(tab, 'Who is who')
  await settings.getByRole('searchbox', { name: 'Find a chat' }).fill('bookwave')
  const choice = settings.getByRole('combobox', { name: 'What BookWave counts as' })
  const row = settings.locator('[data-class]', { hasText: 'BookWave' })
  await choice.click()
  await tab.getByRole('option', { name: 'Other' }).click()
  await expect(row).toContainText('set by hand')
  await expect(row).toHaveAttribute('data-class', 'other')
  await choice.click()
  await tab.getByRole('option', { name: 'By the rules' }).click()
  await expect(row).toHaveAttribute('data-class', 'customer')
})

test('keeps working hours, and says what is wrong with them without losing any', async ({ tab }) => {
  const settings = await openPage(tab, 'Reply clock')
  await settings.getByLabel('Red after').fill('20')
  await tab.keyboard.press('Enter')
  await expect(settings.getByRole('alert')).toHaveText('Breach must come after red (20 min).')
  await settings.getByLabel('Red after').fill('10')
  await tab.keyboard.press('Enter')
  await expect(settings.getByRole('alert')).toBeHidden()

  await settings.getByRole('button', { name: 'Edit…' }).click()
  const editor = tab.getByRole('dialog', { name: 'Working hours' })
  await editor.getByRole('radio', { name: 'By the week' }).click()
  await editor.getByRole('combobox', { name: 'Time zone' }).fill('moscow')
  await expect(tab.getByRole('option', { name: /Moscow/u })).toBeVisible()
  await tab.keyboard.press('Enter')
  await editor.getByLabel('Monday, until').fill('13')
  await editor.getByRole('button', { name: 'Hours for Monday' }).click()
  await editor.getByLabel('Monday, from').nth(1).fill('12')
  await tab.keyboard.press('Control+Enter')
  await expect(editor.getByRole('alert')).toHaveText('Overlaps the one before it.')
  await editor.getByLabel('Monday, from').nth(1).fill('14')
  await editor.getByRole('button', { name: 'Copy to Tue–Fri' }).click()
  await editor.getByLabel('Add days off').fill('1.1.2027–3.1.2027, 30.2.2027')
  await tab.keyboard.press('Enter')
  await expect(editor.getByRole('alert')).toHaveText('Not a date: 30.2.2027')
  await expect(editor.getByLabel('Add days off')).toHaveValue('30.2.2027')
  expect(await findSerious(tab)).toEqual([])
  await tab.keyboard.press('Control+Enter')
  await expect(editor).toBeHidden()
  await expect(settings.getByText('Mon–Fri 09:00–13:00, 14:00–18:00 · Moscow · 3 holidays')).toBeVisible()

  await settings.getByRole('button', { name: 'Edit…' }).click()
  await editor.getByRole('radio', { name: '24×7' }).click()
  await tab.keyboard.press('Control+Enter')
  await expect(settings.getByText(/^24×7/u)).toBeVisible()
})

test('gives one chat marks of its own and takes them back', async ({ tab }) => {
  const own = tab.getByRole('dialog', { name: 'Reply clock of this chat' })
  const open = async (): Promise<void> => {
    await rowOf(tab, 'Romashka LLC').click({ button: 'right' })
    await tab.getByRole('menuitem', { name: /^Reply clock/u }).click()
    await expect(own).toBeVisible()
  }
  await open()
  await own.getByLabel('Red after').fill('20')
  await tab.keyboard.press('Tab')
  await expect(own.getByRole('alert')).toHaveText('Red must come before breach (15 min).')
  await own.getByLabel('Breach after').fill('40')
  await tab.keyboard.press('Control+Enter')
  await expect(own).toBeHidden()
  await open()
  await expect(own.getByLabel('Breach after')).toHaveValue('40')
  expect(await findSerious(tab)).toEqual([])
  await own.getByRole('button', { name: 'Reset' }).click()
  await tab.keyboard.press('Control+Enter')
  await expect(own).toBeHidden()
  await open()
  await expect(own.getByLabel('Red after')).toHaveValue('')
})

test('changes keys, takes them over from another shortcut and resets them', async ({ tab }) => {
  const settings = await openPage(tab, 'Shortcuts')
  const star = settings.locator('[data-shortcut="chat.star"]')
  await star.getByRole('button', { name: /^Change Ctrl S/u }).click()
  await tab.keyboard.press('Escape')
  await expect(settings).toBeVisible()
  await star.getByRole('button', { name: /^Change Ctrl S/u }).click()
  await tab.keyboard.press('Alt+KeyM')
  await expect(star.getByRole('alert')).toContainText('Alt M is already “Mute or unmute”.')
  await star.getByRole('button', { name: 'Take over' }).click()
  await expect(star).toContainText('Alt M')
  await expect(settings.locator('[data-shortcut="chat.mute"]')).toContainText('no keys')
  await star.getByRole('button', { name: /^Add keys/u }).click()
  await tab.keyboard.press('Control+Enter')
  await expect(star.getByRole('alert')).toContainText('Ctrl Enter is already')
  await star.getByRole('button', { name: 'Other keys' }).click()
  await tab.keyboard.press('Tab')
  await expect(star.getByText('Press keys…')).toBeHidden()
  await settings.getByRole('button', { name: 'Reset all…' }).click()
  await settings.getByRole('button', { name: 'Reset all', exact: true }).click()
  await expect(star).toContainText('Ctrl S')
  await expect(settings.locator('[data-shortcut="chat.mute"]')).toContainText('Alt M')
})

test('sets a new account up: staff from a group, what comes of it, running clocks', async ({
  datacenter,
}) => {
  test.setTimeout(180_000)
  const running = await startConsole({
    controlPort: datacenter.controlPort,
    login: dutyPhone,
    args: ['--no-preset'],
  })
  const context = await launchContext()
  try {
    const page = await openTab(context, running.url)
    const setUp = page.getByRole('dialog', { name: 'Set up the reply clock' })
    await expect(setUp).toBeVisible({ timeout: 60_000 })
    expect(await findSerious(page)).toEqual([])
    await setUp.getByRole('button', { name: 'From a group…' }).click()
    const group = page.getByRole('dialog', { name: 'Staff from a group' })
    await group.getByRole('combobox', { name: 'Group' }).fill('duty shift')
    await expect(page.getByRole('option', { name: /^Duty shift/u })).toBeVisible()
    await page.keyboard.press('Enter')
    await group.getByRole('checkbox', { name: 'Everybody' }).click()
    await page.keyboard.press('Control+Enter')
    await expect(group).toBeHidden()
    await expect(setUp.getByText('Maria Sergeeva')).toBeVisible()

    // Later: what was chosen stays, and the list says why nothing turns red.
    await page.keyboard.press('Escape')
    await expect(setUp).toBeHidden()
    await expect(rows(page).first()).toBeVisible()
    await expect(page.locator('[data-wait=red], [data-wait=breach]')).toHaveCount(0)
    await page.getByRole('button', { name: 'Set up' }).first().click()
    await expect(setUp.getByText('Maria Sergeeva')).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(setUp.getByRole('switch', { name: /^Every group/u })).toBeFocused()
    // The switch with the focus does not turn.
    await page.keyboard.press('Control+Enter')
    await expect(setUp.locator('[data-class=customer]').first()).toBeVisible()
    expect(await findSerious(page)).toEqual([])
    await page.keyboard.press('Control+Enter')
    await expect(setUp).toBeHidden()
    await expect(page.locator('[data-wait=red], [data-wait=breach]').first()).toBeVisible({ timeout: 60_000 })
  } finally {
    await context.close()
    await running.stop()
  }
})

import type { BrowserContext, Locator, Page } from '@playwright/test'
import { eventVersion, type NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { writeTeamLogMessages } from '#shared/domain/team-log/write-log-messages.ts'
import { startConsole, type ConsoleProcess } from '../support/console-process.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { chatIds, phones, teamScenario, userIds } from '../support/team-people.ts'
import { expect, launchContext, openTab, rows, test } from './support/console-fixture.ts'
import { rowOfChat } from './support/customers.ts'
import { findSerious } from './support/find-serious.ts'
import { closePage, openPage } from './support/settings.ts'

interface Desk {
  readonly page: Page
  readonly context: BrowserContext
  readonly console: ConsoleProcess
}

let datacenter: DatacenterProcess
let lena: Desk
let ivan: Desk

async function openDesk(phone: string): Promise<Desk> {
  const running = await startConsole({ controlPort: datacenter.controlPort, login: phone })
  const context = await launchContext()
  const page = await openTab(context, running.url)
  await expect(rows(page).first()).toBeVisible({ timeout: 60_000 })
  return { page, context, console: running }
}

async function closeDesk({ context, console: running }: Desk): Promise<void> {
  await context.close()
  await running.stop()
}

function personIn(settings: Locator, name: keyof typeof userIds): Locator {
  return settings.locator(`tr[data-user-id="${userIds[name]}"]`)
}

async function giveRole(page: Page, name: string, role: string): Promise<void> {
  await page.getByRole('combobox', { name: `Role of ${name}` }).click()
  await page.getByRole('option', { name: role, exact: true }).click()
}

/** Says something in the log without a console. */
async function post(from: keyof typeof userIds, event: NewTeamEvent): Promise<void> {
  const written = writeTeamLogMessages('a line', { v: eventVersion, id: `by-hand-${Date.now()}`, ...event })
  if (!written.ok) throw new Error('the event is too large')
  for (const { text, entities } of written.value) {
    await datacenter.call('POST', '/messages', {
      from: userIds[from],
      chat: chatIds.teamLog,
      text,
      entities: entities.map(({ offset, length }) => ({
        kind: 'pre',
        offset,
        length,
        language: 'watchfloor',
      })),
    })
  }
}

test.describe.configure({ mode: 'serial', timeout: 120_000 })

test.beforeAll(async () => {
  test.setTimeout(240_000)
  datacenter = await startDatacenterProcess(['--scenario', teamScenario, '--traffic', 'off'])
  ;[lena, ivan] = await Promise.all([openDesk(phones.lena), openDesk(phones.ivan)])
})

test.afterAll(async () => {
  await Promise.all([closeDesk(lena), closeDesk(ivan)])
  await datacenter.stop()
})

test('takes a group with customers in it only by the number of those who would read', async () => {
  const settings = await openPage(lena.page, 'Team')
  const line = settings.getByRole('listitem').filter({ hasText: 'North shop' })
  await expect(line).toContainText('and 2 others who are not colleagues would read every note and alarm', {
    timeout: 30_000,
  })
  await expect(settings.getByRole('listitem').filter({ hasText: 'Watch log' })).not.toContainText(
    'not colleagues',
  )
  await line.getByRole('button', { name: 'Choose North shop' }).click()
  const asks = lena.page.getByRole('dialog', { name: /^Make .*North shop.* the team channel/u })
  const take = asks.getByRole('button', { name: 'Make it the team channel' })
  await lena.page.keyboard.press('Enter')
  await lena.page.keyboard.press('Control+Enter')
  await expect(asks.getByText('Kira Customer', { exact: true })).toBeVisible()
  for (const colorScheme of ['dark', 'light'] as const) {
    await lena.page.emulateMedia({ colorScheme })
    expect(await findSerious(lena.page)).toEqual([])
  }
  const field = asks.getByRole('textbox', { name: 'Type 3 to go on' })
  for (const typed of ['2', '33', '-3', '3 ']) {
    await expect(take).toBeDisabled()
    await field.fill(typed)
    await lena.page.keyboard.press('Enter')
  }
  await expect(take).toBeEnabled()
  await datacenter.call('POST', '/join', { chat: chatIds.north, user: userIds.pavel, inviter: userIds.lena })
  await take.click()
  await expect(asks.getByRole('alert')).toContainText('Nothing was chosen')
  await asks.getByRole('button', { name: 'Look again' }).click()
  await expect(asks.getByRole('textbox', { name: 'Type 4 to go on' })).toHaveValue('')
  await expect(take).toBeDisabled()
  await datacenter.call('POST', '/leave', { chat: chatIds.north, user: userIds.pavel })
  await lena.page.keyboard.press('Escape')
  await expect(asks).toBeHidden()
  await closePage(lena.page)
})

test('chooses a channel, says who begins, and begins', async () => {
  const ofIvan = await openPage(ivan.page, 'Team')
  await expect(ofIvan.getByText('Without one this console works alone')).toBeVisible()
  await ofIvan.getByRole('button', { name: 'Choose Watch log' }).click()
  await expect(ofIvan.getByText(/Lena Manager, who owns the channel/u)).toBeVisible({ timeout: 30_000 })

  const ofLena = await openPage(lena.page, 'Team')
  expect(await findSerious(lena.page)).toEqual([])
  await ofLena.getByRole('button', { name: 'Choose Watch log' }).click()
  await ofLena.getByRole('checkbox', { name: 'Alexey' }).click({ timeout: 30_000 })
  expect(await findSerious(lena.page)).toEqual([])
  await ofLena.getByRole('button', { name: 'Begin with 2 managers' }).click()
  await expect(personIn(ofLena, 'alexey')).toHaveAttribute('data-role', 'manager')
  await expect(personIn(ofIvan, 'alexey')).toHaveAttribute('data-role', 'manager')
})

test('gives roles, and keeps the last manager', async () => {
  const ofLena = lena.page.getByRole('dialog', { name: 'Settings' })
  const ofIvan = ivan.page.getByRole('dialog', { name: 'Settings' })
  await giveRole(lena.page, 'Ivan Duty', 'duty')
  await giveRole(lena.page, 'Oleg Task', 'task')
  await expect(personIn(ofIvan, 'ivan')).toHaveAttribute('data-role', 'duty')
  await expect(personIn(ofIvan, 'oleg')).toContainText('task')
  await expect(ofIvan.getByRole('combobox')).toHaveCount(0)
  await giveRole(lena.page, 'Alexey', 'no role')
  await expect(personIn(ofLena, 'alexey')).toHaveAttribute('data-role', 'none')
  await expect(ofLena.getByRole('combobox', { name: 'Role of Lena Manager' })).toBeDisabled()
  await expect(ofIvan.getByRole('switch', { name: 'Duty sees every customer' })).toBeDisabled()
  for (const colorScheme of ['dark', 'light'] as const) {
    await lena.page.emulateMedia({ colorScheme })
    expect(await findSerious(lena.page)).toEqual([])
  }
  await closePage(ivan.page)
})

test('lets the owner of the channel name the managers anew', async () => {
  const ofLena = lena.page.getByRole('dialog', { name: 'Settings' })
  const name = async (count: string): Promise<void> => {
    await ofLena.getByRole('button', { name: 'Name managers…' }).click()
    const dialog = lena.page.getByRole('dialog', { name: 'Name the managers anew' })
    await dialog.getByRole('checkbox', { name: 'Ivan Duty' }).click()
    expect(await findSerious(lena.page)).toEqual([])
    await dialog.getByRole('button', { name: count }).click()
    await expect(dialog).toBeHidden()
  }
  await name('Name 2 managers')
  await expect(personIn(ofLena, 'ivan')).toHaveAttribute('data-role', 'manager')
  await name('Name 1 manager')
  await expect(personIn(ofLena, 'ivan')).toHaveAttribute('data-role', 'duty')
})

test('shows whose the rules are, and lets whoever is no manager read but not change them', async () => {
  const settings = await openPage(ivan.page, 'Reply clock')
  await expect(settings.getByText(/^Shared by the team, changed by Lena Manager on/u)).toContainText(
    'Managers change it: Lena Manager.',
  )
  await expect(settings.getByLabel('Red after')).toBeDisabled()
  await settings.getByRole('tab', { name: 'Who is who' }).click()
  await expect(settings.getByText('Staff is everybody with a role in the team channel')).toContainText(
    '4 people',
  )
  await expect(settings.getByRole('switch', { name: /^Every group/u })).toBeDisabled()
  expect(await findSerious(ivan.page)).toEqual([])
  await closePage(ivan.page)
  const ofLena = lena.page.getByRole('dialog', { name: 'Settings' })
  await ofLena.getByRole('tab', { name: 'Reply clock' }).click()
  await expect(ofLena.getByText('What you change holds for everybody.')).toBeVisible()
  await ofLena.getByLabel('Red after').fill('9')
  await lena.page.keyboard.press('Enter')
  await openPage(ivan.page, 'Reply clock')
  await expect(settings.getByLabel('Red after')).toHaveValue('9')
  await closePage(ivan.page)
  await ofLena.getByRole('tab', { name: 'Team', exact: true }).click()
})

test('warns of a stranger in the channel, where notes are written too, until a manager decides', async () => {
  const ofLena = lena.page.getByRole('dialog', { name: 'Settings' })
  const warning = ofLena.locator('[data-strangers]')
  // Her role was taken away above.
  await expect(warning).toContainText('Alexey')
  await giveRole(lena.page, 'Alexey', 'manager')
  await expect(warning).toBeHidden()
  for (const user of [userIds.kira, userIds.bot])
    await datacenter.call('POST', '/join', { chat: chatIds.teamLog, user, inviter: userIds.lena })
  await expect(warning).toContainText('2 readers of the channel are not colleagues.')
  for (const colorScheme of ['dark', 'light'] as const) {
    await lena.page.emulateMedia({ colorScheme })
    expect(await findSerious(lena.page)).toEqual([])
  }
  const ofIvan = await openPage(ivan.page, 'Team')
  await expect(ofIvan.locator('[data-strangers]')).toContainText('A manager says')
  await expect(ofIvan.getByRole('button', { name: /^Take .* out/u })).toHaveCount(0)
  await closePage(ivan.page)
  await rowOfChat(ivan.page, { chatId: String(chatIds.north) }).click()
  const composer = ivan.page.getByRole('textbox', { name: 'Message' })
  await composer.fill('!careful')
  await expect(ivan.page.getByText(/^Also read by .*Kira Customer.* and 1 other/u)).toBeVisible()
  await expect(ivan.page.getByText('Internal note: the team only')).toHaveCount(0)
  await warning.getByRole('button', { name: 'Alerts may read' }).click()
  await warning.getByRole('button', { name: 'Take Kira Customer out…' }).click()
  const asks = lena.page.getByRole('dialog', { name: /^Take .*Kira Customer.* out of the team channel/u })
  await lena.page.keyboard.press('Enter')
  await expect(asks).toBeVisible()
  await asks.getByRole('button', { name: 'Take out' }).click()
  await expect(warning).toBeHidden()
  await expect(ivan.page.getByText('Internal note: the team only')).toBeVisible()
  await ivan.page.getByRole('textbox', { name: 'Internal note' }).fill('')
  await giveRole(lena.page, 'Alexey', 'no role')
  await giveRole(lena.page, 'Alexey', 'duty')
})

test('goes on duty by a press and off by a key, and says when one is back', async () => {
  const ofLena = lena.page.getByRole('dialog', { name: 'Settings' })
  const mine = ivan.page.getByRole('switch', { name: 'On duty' })
  await expect(mine).not.toBeChecked()
  await mine.click()
  await expect(mine).toBeChecked()
  await expect(personIn(ofLena, 'ivan')).toHaveAttribute('data-on-duty', 'true')
  await expect(personIn(ofLena, 'ivan')).toContainText('on duty since')
  await ivan.page.keyboard.press('Control+Shift+KeyD')
  await expect(mine).not.toBeChecked()
  await expect(personIn(ofLena, 'ivan')).toHaveAttribute('data-on-duty', 'false')
  await mine.click({ button: 'right' })
  const panel = ivan.page.getByRole('dialog', { name: 'On duty', exact: true })
  expect(await findSerious(ivan.page)).toEqual([])
  await panel.getByRole('button', { name: 'Say: back in 15 minutes' }).click()
  await expect(panel.getByText(/^back \d/u)).toBeVisible()
  await expect(personIn(ofLena, 'ivan')).toContainText(/back \d/u)
  await ivan.page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
})

test('lists what does not count, with the reason', async () => {
  const settings = lena.page.getByRole('dialog', { name: 'Settings' })
  await post('oleg', { type: 'duty', on: true })
  await expect(personIn(settings, 'oleg')).toHaveAttribute('data-on-duty', 'true')
  await post('oleg', { type: 'settings', duty_sees_all: false })
  await settings.getByRole('button', { name: 'Show 1' }).click()
  const rejected = lena.page.getByRole('dialog', { name: 'Messages that do not count' })
  await expect(
    rejected.getByRole('row', { name: /Oleg Task.*Team's settings.*may not do this/u }),
  ).toBeVisible()
  await lena.page.keyboard.press('Escape')
  await expect(rejected).toBeHidden()
  await closePage(lena.page)
})

test('shows a chat to somebody with a task and an end, and takes it back', async () => {
  const chat = { chatId: String(chatIds.north) }
  for (const { page } of [lena, ivan]) await rowOfChat(page, chat).click()
  const ofLena = lena.page.getByRole('button', { name: /^Visible to: nobody/u })
  await expect(ofLena).toBeVisible()
  await lena.page.keyboard.press('Alt+KeyV')
  const panel = lena.page.getByRole('dialog', { name: 'Visible to' })
  await panel.getByRole('combobox', { name: 'Show to: name' }).fill('ole')
  await lena.page.getByRole('option', { name: /^Oleg Task/u }).click()
  await panel.getByRole('textbox', { name: 'Task number' }).fill('48977')
  await panel.getByRole('combobox', { name: 'For how long' }).click()
  await lena.page.getByRole('option', { name: 'End of today' }).click()
  await panel.getByRole('button', { name: 'Show to Oleg' }).click()
  const grant = panel.locator(`[data-user-id="${userIds.oleg}"]`)
  await expect(grant).toContainText('task 48977 · until the end of today')
  expect(await findSerious(lena.page)).toEqual([])

  await ivan.page.getByRole('button', { name: 'Visible to: shown to 1 person' }).click()
  const ofIvan = ivan.page.getByRole('dialog', { name: 'Visible to' })
  await expect(ofIvan.getByText('Managers decide who sees it.')).toBeVisible()
  await expect(ofIvan.getByRole('button', { name: /^Do not show/u })).toHaveCount(0)
  await grant.getByRole('button', { name: /^Do not show it to Oleg/u }).click()
  await expect(ofIvan.locator(`[data-user-id="${userIds.oleg}"]`)).toHaveCount(0)

  for (const { page } of [lena, ivan]) await page.keyboard.press('Escape')
  await rowOfChat(lena.page, chat).click({ button: 'right' })
  await lena.page.getByRole('menuitem', { name: 'Visible to…' }).click()
  const ofRow = lena.page.getByRole('dialog', { name: /: visible to$/u })
  await expect(ofRow.getByRole('combobox', { name: 'Show to: name' })).toBeFocused()
  expect(await findSerious(lena.page)).toEqual([])
  await lena.page.keyboard.press('Escape')
})

test('closes a chat that is not shown any more, and opens it again with what was written in it', async () => {
  const composer = ivan.page.getByRole('textbox', { name: 'Message' })
  await composer.fill('half an answer')
  const settings = await openPage(lena.page, 'Team')
  const seesAll = settings.getByRole('switch', { name: "Duty sees every customer's chat" })
  await seesAll.click()
  await expect(ivan.page.getByText('This chat cannot be opened any more')).toBeVisible()
  await expect(rowOfChat(ivan.page, { chatId: String(chatIds.north) })).toHaveCount(0)
  expect(await findSerious(ivan.page)).toEqual([])
  await seesAll.click()
  await expect(composer).toHaveValue('half an answer')
  await composer.fill('')
  await closePage(lena.page)
})

test('works alone again, and makes a channel of its own with those whom Telegram lets in', async () => {
  await lena.page.keyboard.press('Escape')
  await datacenter.call('POST', '/privacy', { user: userIds.sam, canBeAdded: false })
  const settings = await openPage(lena.page, 'Team')
  await settings.getByRole('button', { name: 'Work alone…' }).click()
  const asks = lena.page.getByRole('dialog', { name: /^Work without Watch log/u })
  expect(await findSerious(lena.page)).toEqual([])
  await lena.page.keyboard.press('Control+Enter')
  await expect(asks).toBeHidden()
  await expect(lena.page.getByRole('switch', { name: 'On duty' })).toHaveCount(0)
  await expect(settings.getByRole('listitem').filter({ hasText: 'Watch log' })).toContainText(
    'has a team log',
  )

  await settings.getByRole('textbox', { name: 'Name' }).fill('Night watch')
  const colleagues = settings.getByRole('combobox', { name: 'Colleagues' })
  for (const name of ['sam', 'ivan']) {
    await colleagues.fill(name)
    await lena.page.getByRole('option', { name: new RegExp(name, 'iu') }).click()
  }
  await settings.getByRole('button', { name: 'Create with 2 colleagues' }).click()
  await expect(settings.getByRole('alert')).toContainText('Telegram did not let in: Sam Stranger', {
    timeout: 30_000,
  })
  await expect(settings.getByRole('checkbox', { name: 'Ivan Duty' })).toBeVisible()
  await settings.getByRole('button', { name: 'Understood' }).click()
  await settings.getByRole('button', { name: 'Begin with 1 manager' }).click()
  await expect(personIn(settings, 'lena')).toHaveAttribute('data-role', 'manager')
})

test('says that one was removed, and what still holds', async () => {
  const settings = await openPage(ivan.page, 'Team')
  await expect(settings.getByRole('button', { name: 'Add people…' })).toBeVisible()
  await datacenter.call('POST', '/leave', {
    chat: chatIds.teamLog,
    user: userIds.ivan,
    removedBy: userIds.lena,
  })
  await expect(settings.getByRole('alert')).toContainText('You were removed from the team channel')
  await expect(settings.getByText('this console is in step')).toHaveCount(0)
  await expect(settings.getByRole('button', { name: 'Add people…' })).toHaveCount(0)
  await expect(settings.getByRole('heading', { name: 'Use a group you have' })).toBeVisible()
  expect(await findSerious(ivan.page)).toEqual([])
})

import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { composerOf, expect, messagesOf, readChat, rows, test } from './support/console-fixture.ts'
import { findQuiet, openByName } from './support/customers.ts'
import { findSerious } from './support/find-serious.ts'

test.describe.configure({ timeout: 180_000 })

interface SeenChat {
  readonly tdlibId: number
  readonly kind: string
  readonly title: string
  readonly migratedTo?: number
  readonly members: readonly { readonly userId: number; readonly role: string }[]
}

/** The company's own group, which is a basic one. */
async function findGroup(datacenter: DatacenterProcess): Promise<SeenChat & { readonly ownerId: number }> {
  const { chats } = await datacenter.call<{ chats: readonly SeenChat[] }>('GET', '/state')
  const group = chats.find(
    ({ kind, migratedTo, title }) =>
      kind === 'basicGroup' &&
      migratedTo === undefined &&
      chats.filter((other) => other.title === title).length === 1,
  )
  if (group === undefined) throw new Error('there is no basic group')
  const ownerId = group.members.find(({ role }) => role === 'creator')?.userId ?? 0
  return { ...group, ownerId }
}

test('a window that shows a group is at its supergroup at once, with the text, the caret and the history', async ({
  tab,
  datacenter,
}) => {
  const group = await findGroup(datacenter)
  await openByName(tab, group)
  const [old] = (await readChat(datacenter, String(group.tdlibId))).slice(-1)
  await expect(messagesOf(tab).last()).toBeVisible()
  await composerOf(tab).fill('half a sentence')
  await composerOf(tab).evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(5, 5))
  const { chat } = await datacenter.call<{ chat: number }>('POST', '/migrate', {
    chat: group.tdlibId,
    user: group.ownerId,
  })
  const chatId = String(-1_000_000_000_000 - chat)
  await expect(tab.locator(`[role=option][data-chat-id="${chatId}"]`)).toHaveAttribute(
    'aria-selected',
    'true',
  )
  await expect(composerOf(tab)).toHaveValue('half a sentence')
  await expect(composerOf(tab)).toBeFocused()
  await tab.keyboard.type('of ')
  await expect(composerOf(tab)).toHaveValue('half of a sentence')
  await expect(messagesOf(tab).filter({ hasText: 'The group became a supergroup' })).toHaveCount(1)
  if (old?.text !== undefined && old.text !== '') {
    await expect(messagesOf(tab).filter({ hasText: old.text }).first()).toBeVisible()
  }

  // One conversation: the switcher offers the supergroup alone, and leads to it from anywhere.
  await tab.keyboard.press('Control+KeyK')
  const dialog = tab.getByRole('dialog')
  await dialog.getByRole('combobox').fill(group.title)
  await expect(dialog.getByRole('option').filter({ hasText: group.title })).toHaveCount(1)
  await tab.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await composerOf(tab).press('Enter')
  await expect(composerOf(tab)).toHaveValue('')
  await expect
    .poll(async () => (await readChat(datacenter, chatId)).map(({ text }) => text))
    .toContain('half of a sentence')
})

test('what is typed stays when the account is removed, becomes a note or waits until it is back', async ({
  tab,
  datacenter,
}) => {
  const { chats } = await datacenter.call<{ chats: readonly SeenChat[] }>('GET', '/state')
  const { accounts } = await datacenter.call<{ accounts: { userId: number; phone: string }[] }>(
    'GET',
    '/accounts',
  )
  const me = accounts.find(({ phone }) => phone === '79000000001')?.userId ?? 0
  const [customer] = await findQuiet(datacenter, 1)
  const group = chats.find(({ tdlibId }) => String(tdlibId) === customer.chatId)
  if (group === undefined) throw new Error('there is no such group')
  const chat = group.tdlibId
  const owner = group.members.find(({ role }) => role === 'creator')?.userId
  await openByName(tab, group)
  await composerOf(tab).fill('half an answer')
  await datacenter.call('POST', '/leave', { chat, user: me, removedBy: owner })
  const why = tab.getByRole('note').filter({ hasText: 'You are not a member' })
  await expect(why).toContainText('What is typed stays here')
  await expect(composerOf(tab)).toHaveValue('half an answer')
  expect(await findSerious(tab)).toEqual([])
  const before = (await readChat(datacenter, String(chat))).length
  await composerOf(tab).press('Enter')
  await expect(tab.getByRole('status').filter({ hasText: 'Not sent: you may not write' })).toBeVisible()
  await expect(composerOf(tab)).toHaveValue('half an answer')

  // Switching chats and loading the window again lose nothing.
  await tab.keyboard.press('Alt+ArrowLeft')
  await tab.reload()
  await expect(rows(tab).first()).toBeVisible()
  await openByName(tab, group)
  await expect(composerOf(tab)).toHaveValue('half an answer')
  expect((await readChat(datacenter, String(chat))).length).toBe(before)

  // The text can be used as a note; taken back to a text, it is there when writing is possible again.
  await tab.getByRole('button', { name: 'Turn into a note' }).click()
  const note = tab.getByRole('textbox', { name: 'Internal note' })
  await expect(note).toHaveValue('! half an answer')
  await expect(note).toBeFocused()
  await note.fill('the other half')
  await expect(why).toBeVisible()
  await datacenter.call('POST', '/join', { chat, user: me, inviter: owner })
  await expect(why).toHaveCount(0)
  await expect(composerOf(tab)).toHaveValue('the other half')
  await composerOf(tab).press('Enter')
  await expect(composerOf(tab)).toHaveValue('')
})

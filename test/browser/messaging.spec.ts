import {
  composerOf,
  expect,
  messagesOf,
  openChat,
  openTab,
  readChat,
  rowOf,
  rows,
  test,
} from './support/console-fixture.ts'
import { answer, findQuiet, openByName, write } from './support/customers.ts'

const chatTitle = 'Duty shift'

test('the list is dense and walked by keys', async ({ tab }) => {
  const shown = await rows(tab).evaluateAll((elements) => {
    const inView = elements.filter((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return top >= 0 && bottom <= innerHeight
    })
    return inView.length
  })
  expect(shown).toBeGreaterThanOrEqual(34)
  await tab.getByRole('listbox').focus()
  await tab.keyboard.press('Home')
  await tab.keyboard.press('ArrowDown')
  await tab.keyboard.press('Enter')
  await expect(rows(tab).nth(1)).toHaveAttribute('aria-selected', 'true')
  // Opening a chat puts the cursor into its composer.
  await expect(composerOf(tab)).toBeFocused()
  await tab.getByRole('listbox').focus()
  await tab.keyboard.press('End')
  const last = await rows(tab).first().getAttribute('aria-setsize')
  const walked = tab.locator(`[role=option][aria-posinset="${last}"]`)
  await expect(walked).toBeInViewport()
  await expect(tab.getByRole('listbox')).toHaveAttribute(
    'aria-activedescendant',
    (await walked.getAttribute('id')) ?? '',
  )
})

test('reads a chat and answers in it, exactly once', async ({ tab, datacenter }) => {
  await openChat(tab, chatTitle)
  const chatId = await rowOf(tab, chatTitle).getAttribute('data-chat-id')
  const text = `looking into it ${Date.now()}`
  await composerOf(tab).fill(text)
  await composerOf(tab).press('Enter')
  const message = messagesOf(tab).filter({ hasText: text })
  await expect(message).toHaveAttribute('data-state', 'sent')
  await expect(message).toHaveAttribute('data-direction', 'out')
  await expect(composerOf(tab)).toHaveValue('')
  await expect(rowOf(tab, chatTitle)).toContainText(text)
  const kept = await readChat(datacenter, chatId ?? '')
  expect(kept.filter((one) => one.text === text)).toHaveLength(1)
})

test('opens a chat with its first unread message in sight, and what was read before above it', async ({
  tab,
  datacenter,
}) => {
  const customers = await findQuiet(datacenter, 3)
  for (const customer of customers) {
    for (let index = 0; index < 25; index += 1) {
      await write(
        datacenter,
        customer,
        `${index} ${'it is down again, and nobody can pay. '.repeat(index % 5)}`,
      )
    }
  }
  // What came is on disk, what was before it is not: the history around is loaded while it is shown.
  for (const customer of customers) {
    await openByName(tab, customer)
    const log = tab.getByRole('log')
    const first = log.locator('[data-index]').filter({ hasText: 'New messages' })
    await expect(log).toHaveAttribute('aria-busy', 'false')
    const readTop = async (): Promise<number> => {
      const [row, list] = await Promise.all([first.boundingBox(), log.boundingBox()])
      return (row?.y ?? Number.NaN) - (list?.y ?? Number.NaN)
    }
    await expect.poll(readTop).toBeGreaterThan(60)
    expect(await readTop()).toBeLessThan(90)
    await answer(datacenter, customer)
  }
})

test('receives what others write, its edits and its deletion', async ({ tab, datacenter }) => {
  await openChat(tab, chatTitle)
  const chat = await rowOf(tab, chatTitle).getAttribute('data-chat-id')
  const text = `db-2 is slow ${Date.now()}`
  const { number } = await datacenter.call<{ number: number }>('POST', '/messages', {
    chat: Number(chat),
    from: '79000000002',
    text,
  })
  const message = messagesOf(tab).filter({ hasText: text })
  await expect(message).toHaveAttribute('data-direction', 'in')
  await datacenter.call('PATCH', `/chats/${chat}/messages/${number}`, { text: `${text}, fixed` })
  await expect(messagesOf(tab).filter({ hasText: `${text}, fixed` })).toBeVisible()
  await datacenter.call('DELETE', `/chats/${chat}/messages/${number}`)
  await expect(messagesOf(tab).filter({ hasText: text })).toHaveCount(0)
})

test('a message to another chat moves its row to the top of the unpinned ones', async ({
  tab,
  datacenter,
}) => {
  const chat = await rows(tab).nth(12).getAttribute('data-chat-id')
  const text = `is anybody there ${Date.now()}`
  await datacenter.call('POST', '/messages/bulk', { count: 1, chats: [Number(chat)], text, wait: true })
  await expect(tab.locator(`[data-chat-id="${chat}"]`)).toContainText(text)
  const unpinned = rows(tab).filter({ hasNot: tab.getByRole('img', { name: 'Pinned' }) })
  await expect(unpinned.first()).toHaveAttribute('data-chat-id', chat ?? '')
})

test('keeps the draft over a reload and shows it in the row', async ({ tab }) => {
  await openChat(tab, 'Account managers')
  const draft = `half a sentence ${Date.now()}`
  await composerOf(tab).fill(draft)
  await openChat(tab, chatTitle)
  await expect(rowOf(tab, 'Account managers')).toContainText('half a sentence')
  await tab.reload()
  await openChat(tab, 'Account managers')
  await expect(composerOf(tab)).toHaveValue(draft)
  await composerOf(tab).fill('')
  await openChat(tab, chatTitle)
  await expect(rowOf(tab, 'Account managers')).not.toContainText('half a sentence')
})

test('two tabs show the same', async ({ tab, signedInContext, watchfloor }) => {
  const second = await openTab(signedInContext, new URL('/', watchfloor.url).href)
  await openChat(tab, chatTitle)
  await openChat(second, chatTitle)
  const text = `from the first tab ${Date.now()}`
  await composerOf(tab).fill(text)
  await composerOf(tab).press('Enter')
  await expect(messagesOf(second).filter({ hasText: text })).toHaveAttribute('data-state', 'sent')
  await second.close()
  await expect(messagesOf(tab).filter({ hasText: text })).toHaveAttribute('data-state', 'sent')
})

test('a text sent while Telegram is out of reach waits and goes out once', async ({ tab, datacenter }) => {
  await openChat(tab, chatTitle)
  const chat = await rowOf(tab, chatTitle).getAttribute('data-chat-id')
  await datacenter.call('POST', '/stop')
  const text = `sent into the dark ${Date.now()}`
  await composerOf(tab).fill(text)
  await composerOf(tab).press('Enter')
  const message = messagesOf(tab).filter({ hasText: text })
  await expect(message).toHaveAttribute('data-state', 'pending')
  await expect(
    tab
      .getByRole('status')
      .filter({ hasText: /connect/iu })
      .first(),
  ).toBeVisible()
  await datacenter.call('POST', '/start')
  await expect(message).toHaveAttribute('data-state', 'sent', { timeout: 45_000 })
  const kept = await readChat(datacenter, chat ?? '')
  expect(kept.filter((one) => one.text === text)).toHaveLength(1)
})

import { describe, expect, test } from 'vitest'
import type { ListId } from '#shared/contract/entities/chat.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'
import { maria, oleg } from './small.ts'
import { useCores } from './use-cores.ts'

const { open, openSynced, start } = useCores()

const readTitles = (window: TestWindow, list: ListId = 'main'): readonly (string | undefined)[] =>
  window.order(list).map((id) => window.chat(id)?.title)

/** The chats of a list that stand in a section, by title. */
const readSection = (window: TestWindow, section: string, list: ListId = 'main') =>
  window
    .order(list)
    .filter((id) => window.state.lists.get(list)?.places.get(id)?.section === section)
    .map((id) => window.chat(id)?.title)

async function waitForOrder(window: TestWindow, titles: readonly string[], list: ListId = 'main') {
  await window.waitFor(
    () => readTitles(window, list).join() === titles.join(),
    () => `${list}: ${titles.join()}, now ${readTitles(window, list).join()}`,
  )
}

describe('pins', () => {
  test("begin as Telegram's, are put behind each other, moved and taken away, in every window at once", async () => {
    const core = await openSynced(await start())
    const { window } = core
    const other = await core.openWindow()
    const support = await window.waitForChat('Support of Oleg')
    const news = await window.waitForChat('News')
    const billing = await window.waitForChat('Billing')
    await window.waitFor(
      () => window.chat(support.id)?.isPinned,
      () => "Telegram's own pin",
    )
    expectOk(await window.calls['chat.setPinned']({ chatId: news.id, isPinned: true }))
    expectOk(await window.calls['chat.setPinned']({ chatId: billing.id, isPinned: true }))
    await waitForOrder(other, ['Support of Oleg', 'News', 'Billing', 'Maria Sergeeva'])
    expect(readSection(other, 'pinned')).toEqual(['Support of Oleg', 'News', 'Billing'])
    expectOk(await other.calls['chat.movePin']({ chatId: billing.id }))
    await waitForOrder(window, ['Billing', 'Support of Oleg', 'News', 'Maria Sergeeva'])
    expectOk(await window.calls['chat.movePin']({ chatId: support.id, after: news.id }))
    await waitForOrder(window, ['Billing', 'News', 'Support of Oleg', 'Maria Sergeeva'])
    expectOk(await window.calls['chat.setPinned']({ chatId: news.id, isPinned: false }))
    await waitForOrder(other, ['Billing', 'Support of Oleg', 'Maria Sergeeva', 'News'])
    expect(other.chat(news.id)?.isPinned).toBe(false)
    const moved = await window.calls['chat.movePin']({ chatId: news.id, after: billing.id })
    expect(moved.ok ? undefined : moved.error.code).toBe('not_pinned')
  })

  test('stay over a restart, and those that were taken away do not come back', async () => {
    const datacenter = await start()
    const first = await openSynced(datacenter)
    const support = await first.window.waitForChat('Support of Oleg')
    const news = await first.window.waitForChat('News')
    await first.window.waitFor(
      () => first.window.chat(support.id)?.isPinned,
      () => "Telegram's own pin",
    )
    expectOk(await first.window.calls['chat.setPinned']({ chatId: support.id, isPinned: false }))
    expectOk(await first.window.calls['chat.setPinned']({ chatId: news.id, isPinned: true }))
    await first.close()
    const second = await open(datacenter, first.profileFolder)
    expect(second.window.order()[0]).toBe(news.id)
    await second.window.waitForSync()
    expect(second.window.chat(support.id)?.isPinned).toBe(false)
    expect(readSection(second.window, 'pinned')).toEqual(['News'])
  })

  test('hold their places whatever is written', async () => {
    const datacenter = await start()
    const { window } = await openSynced(datacenter)
    const news = await window.waitForChat('News')
    const billing = await window.waitForChat('Billing')
    expectOk(await window.calls['chat.setPinned']({ chatId: news.id, isPinned: true }))
    await waitForOrder(window, ['Support of Oleg', 'News', 'Maria Sergeeva', 'Billing'])
    await datacenter.call('POST', '/messages', { from: oleg.id, chat: billing.id, text: 'Hello?' })
    await waitForOrder(window, ['Support of Oleg', 'News', 'Billing', 'Maria Sergeeva'])
  })
})

test('stars have a list of their own, notes, and stay over a restart', async () => {
  const datacenter = await start()
  const first = await openSynced(datacenter)
  const { window } = first
  const news = await window.waitForChat('News')
  const small = await window.waitForChat('Small group')
  const note = 'Ask about the invoice'
  expectOk(await window.calls['chat.setStar']({ chatId: news.id, isStarred: true }))
  expectOk(await window.calls['chat.setStar']({ chatId: small.id, isStarred: true, note }))
  await waitForOrder(window, ['Small group', 'News'], 'starred')
  await first.close()
  const { window: later } = await open(datacenter, first.profileFolder)
  expect(readTitles(later, 'starred')).toEqual(['Small group', 'News'])
  expect(later.chat(small.id)?.star).toMatchObject({ note })
  await later.waitForSync()
  expect(readTitles(later, 'starred')).toEqual(['Small group', 'News'])
  expectOk(await later.calls['chat.setStar']({ chatId: small.id, isStarred: false }))
  await waitForOrder(later, ['News'], 'starred')
  expect(later.chat(small.id)).not.toHaveProperty('star')
})

test('marks of a chat that is in none of the lists are kept', async () => {
  const datacenter = await start()
  const first = await openSynced(datacenter)
  const { window } = first
  const billing = await window.waitForChat('Billing')
  expectOk(await window.calls['chat.setStar']({ chatId: billing.id, isStarred: true }))
  await datacenter.call('POST', '/leave', { chat: billing.id, user: '79000000001' })
  await window.waitFor(
    () => !window.order().includes(billing.id),
    () => 'the left chat to go',
  )
  expect(readTitles(window, 'starred')).toEqual(['Billing'])
  await first.close()
  const { window: later } = await openSynced(datacenter, first.profileFolder)
  expect(readTitles(later, 'starred')).toEqual(['Billing'])
})

test('marks stay with a group that becomes a supergroup', async () => {
  const datacenter = await start()
  const first = await openSynced(datacenter)
  const { window } = first
  const small = await window.waitForChat('Small group')
  const note = 'Upgrade them'
  expectOk(await window.calls['chat.setStar']({ chatId: small.id, isStarred: true, note }))
  expectOk(await window.calls['chat.setPinned']({ chatId: small.id, isPinned: true }))
  expectOk(await window.calls['chat.setClass']({ chatId: small.id, class: 'team' }))
  await datacenter.call('POST', '/migrate', { chat: small.id, user: maria.phone })
  const upgraded = await window.waitFor(
    () =>
      [...window.state.chats.values()].find(
        (chat) => chat.title === small.title && chat.kind === 'supergroup',
      ),
    () => 'the supergroup',
  )
  await window.waitFor(
    () => window.chat(upgraded.id)?.star?.note === note && window.chat(upgraded.id)?.isPinned,
    () => `the marks, now ${JSON.stringify(window.chat(upgraded.id))}`,
  )
  expect(window.order('starred')).toEqual([upgraded.id])
  // The list of the team holds a chat once one of Telegram's own lists does.
  await window.waitFor(
    () => window.order('team').includes(upgraded.id),
    () => `the supergroup among the team's, now ${JSON.stringify(window.order('team'))}`,
  )
  expect(window.order('team')).not.toContain(small.id)
  await first.close()
  const { window: later } = await openSynced(datacenter, first.profileFolder)
  expect(later.order('starred')).toEqual([upgraded.id])
  expect(later.chat(upgraded.id)).toMatchObject({ isPinned: true, hasHandClass: true, class: 'team' })
})

test('a chat that nobody knows has no marks', async () => {
  const { window } = await openSynced(await start())
  const unknown = await window.calls['chat.setStar']({ chatId: 77, isStarred: true })
  expect(unknown.ok ? undefined : unknown.error.code).toBe('chat_not_found')
})

test('a chat has a clock of its own, if it makes sense', async () => {
  const datacenter = await start()
  const first = await openSynced(datacenter)
  const { window } = first
  const { id } = await window.waitForChat('Billing')
  const override = { redAfterMin: 30, breachAfterMin: 45 }
  const wrong = await window.calls['chat.setClockOverride']({ chatId: id, override: { redAfterMin: 20 } })
  expect(wrong.ok ? undefined : wrong.error.code).toBe('breach_before_red')
  const days = [[{ from: 600, to: 500 }], [], [], [], [], [], []]
  const calendar = { kind: 'weekly' as const, timeZone: 'Europe/Moscow', days, holidays: [] }
  const broken = await window.calls['chat.setClockOverride']({ chatId: id, override: { calendar } })
  expect(broken.ok ? undefined : broken.error.code).toBe('calendar_invalid')
  expectOk(await window.calls['chat.setClockOverride']({ chatId: id, override }))
  await window.waitFor(
    () => window.chat(id)?.hasClockOverride,
    () => 'a clock of its own',
  )
  await first.close()
  const { window: later } = await openSynced(datacenter, first.profileFolder)
  expect(expectOk(await later.calls['chat.getClockOverride']({ chatId: id }))).toEqual({ override })
  expectOk(await later.calls['chat.setClockOverride']({ chatId: id }))
  expect(expectOk(await later.calls['chat.getClockOverride']({ chatId: id }))).toEqual({})
})

import { describe, expect, test } from 'vitest'
import type { ListId } from '#shared/contract/entities/chat.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'
import { guarded, maria, oleg } from './small.ts'
import { useCores } from './use-cores.ts'

const { open, openSynced, start } = useCores()

const readTitles = (window: TestWindow, list: ListId = 'main'): readonly (string | undefined)[] =>
  window.order(list).map((id) => window.chat(id)?.title)

async function waitForOrder(window: TestWindow, titles: readonly string[], list: ListId = 'main') {
  await window.waitFor(
    () => readTitles(window, list).join() === titles.join(),
    () => `${list}: ${titles.join()}, now ${readTitles(window, list).join()}`,
  )
}

async function setUp(window: TestWindow): Promise<void> {
  const staff = [maria.id, guarded.id].map((userId) => ({
    userId: userId as StaffMember['userId'],
    name: '',
  }))
  expectOk(await window.calls['rules.set']({ isSetUp: true, staff }))
}

/** Dates are whole seconds, so messages that are to be told apart by them are some seconds old. */
async function write(
  datacenter: DatacenterProcess,
  window: TestWindow,
  title: string,
  from: number | string,
  agoS = 0,
): Promise<void> {
  const { id } = await window.waitForChat(title)
  const text = `Message ${crypto.randomUUID()}`
  await datacenter.call('POST', '/messages', {
    from,
    chat: id,
    text,
    date: Math.floor(Date.now() / 1000) - agoS,
  })
  await window.waitFor(
    () => JSON.stringify(window.chat(id)?.lastMessage?.preview).includes(text),
    () => `the message in ${title}`,
  )
}

async function unpinAll(window: TestWindow): Promise<void> {
  const { id } = await window.waitForChat('Support of Oleg')
  expectOk(await window.calls['chat.setPinned']({ chatId: id, isPinned: false }))
}

describe('the order', () => {
  test('moves a chat when it was quiet before, and leaves it where it is in a conversation', async () => {
    const datacenter = await start()
    const { window } = await openSynced(datacenter)
    await unpinAll(window)
    await waitForOrder(window, ['Support of Oleg', 'Maria Sergeeva', 'Billing', 'News'])
    await write(datacenter, window, 'News', maria.phone, 60)
    await waitForOrder(window, ['News', 'Support of Oleg', 'Maria Sergeeva', 'Billing'])
    await write(datacenter, window, 'Billing', oleg.id, 50)
    await waitForOrder(window, ['Billing', 'News', 'Support of Oleg', 'Maria Sergeeva'])
    // Both are lively now: neither moves any more.
    await write(datacenter, window, 'News', maria.phone, 40)
    await write(datacenter, window, 'News', maria.phone, 30)
    expect(readTitles(window)).toEqual(['Billing', 'News', 'Support of Oleg', 'Maria Sergeeva'])
    expectOk(await window.calls['settings.set']({ dampingMin: 0 }))
    await waitForOrder(window, ['News', 'Billing', 'Support of Oleg', 'Maria Sergeeva'])
  })

  test('does not move for what I write myself, unless it is set so', async () => {
    const datacenter = await start()
    const { window } = await openSynced(datacenter)
    await unpinAll(window)
    await write(datacenter, window, 'Billing', '79000000001')
    expect(readTitles(window)).toEqual(['Support of Oleg', 'Maria Sergeeva', 'Billing', 'News'])
    expectOk(await window.calls['settings.set']({ ownMessageLifts: true }))
    await waitForOrder(window, ['Billing', 'Support of Oleg', 'Maria Sergeeva', 'News'])
  })

  test('is by waiting time if set so, with those who do not wait below, and is remembered', async () => {
    const datacenter = await start()
    const first = await openSynced(datacenter)
    const { window } = first
    await unpinAll(window)
    await setUp(window)
    await write(datacenter, window, 'Billing', oleg.id)
    await waitForOrder(window, ['Billing', 'Support of Oleg', 'Small group'], 'waiting')
    await waitForOrder(window, ['Billing', 'Support of Oleg', 'Maria Sergeeva', 'News'])
    expectOk(await window.calls['settings.set']({ listSort: 'longest_waiting' }))
    await waitForOrder(window, ['Small group', 'Support of Oleg', 'Billing'], 'waiting')
    await waitForOrder(window, ['Support of Oleg', 'Billing', 'Maria Sergeeva', 'News'])
    // A clock of its own breaches late, whoever has waited longest.
    const { id } = await window.waitForChat('Small group')
    const override = { redAfterMin: 1000, breachAfterMin: 2000 }
    expectOk(await window.calls['chat.setClockOverride']({ chatId: id, override }))
    expectOk(await window.calls['settings.set']({ listSort: 'nearest_breach' }))
    await waitForOrder(window, ['Support of Oleg', 'Billing', 'Small group'], 'waiting')
    await first.close()
    const { window: later } = await open(datacenter, first.profileFolder)
    expect(readTitles(later, 'waiting')).toEqual(['Support of Oleg', 'Billing', 'Small group'])
    await later.waitForSync()
    expect(readTitles(later, 'waiting')).toEqual(['Support of Oleg', 'Billing', 'Small group'])
  })
})

describe('counts', () => {
  test('follow what waits, what is answered and what is read', async () => {
    const datacenter = await start()
    const { window } = await openSynced(datacenter)
    await setUp(window)
    const waitForCounts = async (counts: object): Promise<void> => {
      await window.waitFor(
        () => JSON.stringify(window.state.triage?.counts) === JSON.stringify(counts),
        () => `${JSON.stringify(counts)}, now ${JSON.stringify(window.state.triage?.counts)}`,
      )
    }
    await waitForCounts({ customer: 3, team: 0, waiting: 2, red: 2, breach: 2, unread: 2 })
    await write(datacenter, window, 'Billing', oleg.id)
    await waitForCounts({ customer: 3, team: 0, waiting: 3, red: 2, breach: 2, unread: 3 })
    await write(datacenter, window, 'Support of Oleg', maria.phone)
    await waitForCounts({ customer: 3, team: 0, waiting: 2, red: 1, breach: 1, unread: 3 })
    expect(window.state.triage?.lastAnswerAtS).toBeGreaterThan(Date.now() / 1000 - 60)
    const { id } = await window.waitForChat('Billing')
    expectOk(await window.calls['chat.setClass']({ chatId: id, class: 'other' }))
    expectOk(await window.calls['chat.markRead']({ chatId: id }))
    await waitForCounts({ customer: 2, team: 0, waiting: 1, red: 1, breach: 1, unread: 2 })
    expect(window.order('waiting')).not.toContain(id)
    expect(window.chat(id)).not.toHaveProperty('wait')
  })
})

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk } from '../support/test-window.ts'
import { ivan, maria, oleg, smallScenario } from './small.ts'

let datacenter: DatacenterProcess
let harness: CoreHarness

beforeEach(async () => {
  datacenter = await startDatacenterProcess(['--scenario', smallScenario, '--traffic', 'off'])
  harness = await openHarness({ datacenter, loginPhone: ivan.phone })
  await harness.window.waitForSync()
})

afterEach(async () => {
  await harness.dispose()
  await datacenter.stop()
})

const write = (from: number, chat: number, text: string): Promise<unknown> =>
  datacenter.call('POST', '/messages', { from, chat, text })

describe('notifications', () => {
  test('tell of a message after a second, with how many are unread', async () => {
    const { window } = harness
    const { id } = await window.waitForChat('Support of Oleg')
    await write(oleg.id, id, 'the site is down')
    await window.waitFor(
      () => window.notifications.length > 0,
      () => 'a notification',
    )
    expect(window.notifications).toEqual([
      {
        chatId: id,
        kind: 'message',
        title: 'Support of Oleg',
        author: 'Oleg',
        preview: { kind: 'text', text: 'the site is down' },
        count: 4,
        isSilent: false,
        canReply: true,
      },
    ])
  })

  test('keep quiet about what is read elsewhere within the second, and are taken back when it is read later', async () => {
    const { window } = harness
    const { id } = await window.waitForChat('Support of Oleg')
    await write(oleg.id, id, 'read on the phone')
    await datacenter.call('POST', '/read', { user: ivan.id, chat: id })
    await window.waitFor(
      () => window.chat(id)?.unreadCount === 0,
      () => 'the chat read',
    )
    await write(oleg.id, id, 'not read')
    await window.waitFor(
      () => window.notifications.length > 0,
      () => 'a notification',
    )
    expect(window.notifications).toMatchObject([{ preview: { text: 'not read' }, count: 1 }])
    await datacenter.call('POST', '/read', { user: ivan.id, chat: id })
    await window.waitFor(
      () => window.retracted.includes(id),
      () => 'the notification taken back',
    )
  })

  test.each([
    ['the account logs out', async () => void (await harness.window.calls['auth.logOut'](undefined))],
    ['the program leaves it for another', () => harness.core.close()],
  ])('are taken back when %s', async (_, leave) => {
    const { window } = harness
    const { id } = await window.waitForChat('Support of Oleg')
    await write(oleg.id, id, 'the site is down')
    await window.waitFor(
      () => window.notifications.length > 0,
      () => 'a notification',
    )
    await write(oleg.id, id, 'is anybody there?')
    await window.waitFor(
      () => window.chat(id)?.unreadCount === 5,
      () => 'the next message',
    )
    await leave()
    await window.waitFor(
      () => window.retracted.includes(id),
      () => 'the notification taken back',
    )
    expect(window.notifications).toHaveLength(1)
  })

  test('respect mutes, quiet hours and what is wanted', async () => {
    const { window } = harness
    const { id } = await window.waitForChat('Support of Oleg')
    const { id: marias } = await window.waitForChat('Maria Sergeeva')
    const set = async (changes: object): Promise<void> => {
      const { notifications } = window.state.settings!
      expectOk(await window.calls['settings.set']({ notifications: { ...notifications, ...changes } }))
    }
    expectOk(await window.calls['chat.setMuted']({ chatId: id }))
    await window.waitFor(
      () => window.chat(id)?.isMuted,
      () => 'the chat muted',
    )
    await write(oleg.id, id, 'in a muted chat')
    await datacenter.call('POST', '/messages', { from: maria.id, to: ivan.id, text: 'private' })
    await window.waitFor(
      () => window.notifications.some(({ chatId }) => chatId === marias),
      () => 'the notification of the private chat',
    )
    await set({ messages: 'customers' })
    await datacenter.call('POST', '/messages', { from: maria.id, to: ivan.id, text: 'not of a customer' })
    const now = new Date()
    const minute = now.getHours() * 60 + now.getMinutes()
    const hours = { from: (minute + 1_380) % 1_440, to: (minute + 60) % 1_440 }
    await set({ messages: 'all', quietHours: hours })
    await datacenter.call('POST', '/messages', { from: maria.id, to: ivan.id, text: 'quiet' })
    await window.waitFor(
      () => window.chat(marias)?.unreadCount === 3,
      () => 'three unread',
    )
    await set({ messages: 'all', quietHours: undefined })
    await datacenter.call('POST', '/messages', { from: maria.id, to: ivan.id, text: 'heard' })
    await window.waitFor(
      () => window.notifications.at(-1)?.preview?.kind === 'text' && window.notifications.length > 1,
      () => 'the last notification',
    )
    expect(window.notifications.map(({ preview }) => preview)).toEqual([
      { kind: 'text', text: 'private' },
      { kind: 'text', text: 'heard' },
    ])
  })
})

test('many chats that turn red in one moment are told of at once', async () => {
  const world = await startDatacenterProcess(['--scenario', 'demo', '--traffic', 'off'])
  const { accounts } = await world.call<{ accounts: { userId: number; staff?: string }[] }>(
    'GET',
    '/accounts',
  )
  const staffIds = accounts.filter(({ staff }) => staff !== undefined).map(({ userId }) => userId)
  const demo = await openHarness({ datacenter: world, loginPhone: ivan.phone })
  try {
    const { window } = demo
    await window.waitForSync()
    const staff = staffIds.map((userId) => ({ userId, name: '' }))
    expectOk(await window.calls['rules.set']({ isSetUp: true, staff }))
    await window.waitFor(
      () =>
        window.state.triage !== undefined &&
        window.state.triage.counts.waiting > 0 &&
        window.state.triage.reading === undefined,
      () => 'all clocks',
    )
    const { chats, people } = await world.call<{
      chats: { tdlibId: number; members: { userId: number }[] }[]
      people: { id: number; isBot: boolean }[]
    }>('GET', '/state')
    const others = new Set([...people.filter(({ isBot }) => isBot).map(({ id }) => id), ...staffIds])
    const quiet = chats.flatMap(({ members, tdlibId }) => {
      const from = members.find(({ userId }) => !others.has(userId))?.userId
      const view = window.chat(tdlibId)
      const isQuiet = view?.class === 'customer' && view.wait === undefined && !view.isMuted
      return isQuiet && from !== undefined ? [{ chat: tdlibId, from }] : []
    })
    const nowS = Math.floor(Date.now() / 1000)
    for (const { chat, from } of quiet.slice(0, 8)) {
      await world.call('POST', '/messages', { chat, from, text: 'hello?', date: nowS - 600 + 6 })
    }
    const told = await window.waitFor(
      () => window.notifications.find(({ kind }) => kind === 'red_digest'),
      () => `one notification of red chats, now ${JSON.stringify(window.notifications)}`,
    )
    expect(told.count).toBeGreaterThan(4)
    expect(window.notifications.filter(({ kind }) => kind === 'red')).toEqual([])
  } finally {
    await demo.dispose()
    await world.stop()
  }
})

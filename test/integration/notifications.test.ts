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

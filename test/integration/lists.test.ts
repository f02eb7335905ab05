import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { startProgram } from '../support/child-process.ts'
import { openHarness, type CoreHarness } from '../support/core-harness.ts'
import { startDatacenterProcess, type DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, plain } from '../support/test-window.ts'
import { ivan, maria, oleg, smallScenario } from './small.ts'

const datacenters: DatacenterProcess[] = []
const harnesses: CoreHarness[] = []

afterEach(async () => {
  await Promise.all(harnesses.splice(0).map((harness) => harness.dispose()))
  await Promise.all(datacenters.splice(0).map((datacenter) => datacenter.stop()))
})

async function start(scenario: string): Promise<DatacenterProcess> {
  const datacenter = await startDatacenterProcess(['--scenario', scenario, '--traffic', 'off'])
  datacenters.push(datacenter)
  return datacenter
}

async function open(datacenter: DatacenterProcess, profileFolder?: string): Promise<CoreHarness> {
  const harness = await openHarness({
    datacenter,
    loginPhone: ivan.phone,
    ...(profileFolder === undefined ? {} : { profileFolder }),
  })
  harnesses.push(harness)
  return harness
}

async function readTdlibOrder(datacenter: DatacenterProcess): Promise<readonly number[]> {
  const { publicKeyPem } = await datacenter.call<{ publicKeyPem: string }>('GET', '/info')
  const entry = fileURLToPath(new URL('../support/tdlib-order.ts', import.meta.url))
  const program = startProgram(process.execPath, [
    entry,
    String(datacenter.mtprotoPort),
    publicKeyPem,
    ivan.phone,
    ivan.code,
  ])
  const [line] = await program.waitForLine(/^\[.*\]$/u)
  await program.stop()
  return JSON.parse(line) as number[]
}

describe('a small account', () => {
  test('has every list with its places, counters and marks', async () => {
    const { window } = await open(await start(smallScenario))
    await window.waitForSync()
    const titles = (list: 'main' | 'archive' | `folder:${number}`): readonly (string | undefined)[] =>
      window.order(list).map((id) => window.chat(id)?.title)
    expect(titles('main')).toEqual(['Support of Oleg', 'Maria Sergeeva', 'Billing', 'News'])
    expect(titles('archive')).toEqual(['Small group'])
    expect(window.state.folders).toMatchObject([{ title: 'Colleagues', position: 0 }])
    const [folder] = window.state.folders
    expect(folder && window.order(folder.list).map((id) => window.chat(id)?.title)).toEqual([
      'Maria Sergeeva',
    ])
    const support = window.findChat('Support of Oleg')
    expect(support).toMatchObject({
      kind: 'supergroup',
      unreadCount: 3,
      initials: 'SO',
      isMuted: false,
      lastMessage: { author: 'Oleg', preview: { kind: 'text', text: 'Is anybody there?' } },
    })
    expect(support && window.state.lists.get('main')?.places.get(support.id)?.section).toBe('pinned')
    expect(window.findChat('News')).toMatchObject({ kind: 'channel', isMuted: true })
    expect(window.findChat('News')?.lastMessage).not.toHaveProperty('author')
    expect(window.findChat('Small group')).toMatchObject({ kind: 'basic_group', unreadCount: 1 })
    expect(window.session.sync).toMatchObject({ isComplete: true, chatCount: 5 })
  })

  test('moves with what happens', async () => {
    const datacenter = await start(smallScenario)
    const { window } = await open(datacenter)
    await window.waitForSync()
    const { id } = await window.waitForChat('News')
    const billing = await window.waitForChat('Billing')
    await datacenter.call('POST', '/messages', { from: maria.phone, chat: id, text: 'Second post' })
    await window.waitFor(
      () => window.order().indexOf(id) === 1,
      () => 'News below the pinned chat',
    )
    await datacenter.call('POST', '/title', { chat: billing.id, user: maria.phone, title: 'Billing and tax' })
    await window.waitFor(
      () => window.chat(billing.id)?.title === 'Billing and tax',
      () => 'the new title',
    )
    await datacenter.call('POST', '/leave', { chat: billing.id, user: ivan.phone })
    await window.waitFor(
      () => !window.order().includes(billing.id),
      () => 'the left chat to go',
    )
  })

  test('knows who read what, both ways', async () => {
    const datacenter = await start(smallScenario)
    const { window } = await open(datacenter)
    await window.waitForSync()
    const { id } = await window.waitForChat('Support of Oleg')
    await window.open(id)
    const last = await window.waitForMessage(id, 'Is anybody there?')
    expectOk(await window.calls['messages.view']({ chatId: id, messageIds: [last.id] }))
    await window.waitFor(
      () => window.chat(id)?.unreadCount === 0 && window.chat(id)?.lastReadInboxId === last.id,
      () => 'nothing unread',
    )
    const personal = await window.waitForChat('Maria Sergeeva')
    await window.open(personal.id)
    expectOk(
      await window.calls['messages.send']({
        sendId: crypto.randomUUID(),
        chatId: personal.id,
        text: plain('Until six'),
      }),
    )
    const sent = await window.waitForMessage(personal.id, 'Until six')
    expect(window.chat(personal.id)?.lastReadOutboxId).toBeLessThan(sent.id)
    await datacenter.call('POST', '/read', { user: maria.phone, to: ivan.phone })
    await window.waitFor(
      () => window.chat(personal.id)?.lastReadOutboxId === sent.id,
      () => 'the message read',
    )
  })

  test('is painted from the store while Telegram is away, and put right when it is back', async () => {
    const datacenter = await start(smallScenario)
    const first = await open(datacenter)
    await first.window.waitForSync()
    const order = first.window.order()
    const { id } = await first.window.waitForChat('Billing')
    await first.close()
    await datacenter.call('POST', '/leave', { chat: id, user: ivan.phone })
    await datacenter.call('POST', '/messages', {
      from: oleg.id,
      chat: first.window.findChat('Small group')?.id,
      text: 'Dinner, then?',
    })
    await datacenter.call('POST', '/stop')
    const second = await open(datacenter, first.profileFolder)
    // The first picture, before TDLib had a chance to speak.
    expect(second.window.order()).toEqual(order)
    expect(second.window.findChat('Small group')).toMatchObject({ unreadCount: 1 })
    await datacenter.call('POST', '/start')
    await second.window.waitForSync()
    await second.window.waitFor(
      () => second.window.findChat('Small group')?.unreadCount === 2 && !second.window.order().includes(id),
      () => `what happened meanwhile: ${JSON.stringify(second.window.findChat('Small group'))}`,
    )
    await second.close()
    const third = await open(datacenter, first.profileFolder)
    expect(third.window.order()).toEqual(second.window.order())
  })
})

test('2,000 chats are complete, in an order that the next start paints from the store', async () => {
  const datacenter = await start('large:2000x2')
  const first = await open(datacenter)
  await first.window.waitForSync(60_000)
  expect(first.window.state.chats.size).toBeGreaterThanOrEqual(2000)
  // Where every message lifts its chat, the order is Telegram's; the chats are the same in any case.
  const tdlibOrder = await readTdlibOrder(datacenter)
  expect(new Set(first.window.order())).toEqual(new Set(tdlibOrder))
  expectOk(await first.window.calls['settings.set']({ dampingMin: 0, ownMessageLifts: true }))
  await first.window.waitFor(
    () => first.window.order().join() === tdlibOrder.join(),
    () => 'the order of TDLib',
  )
  expectOk(await first.window.calls['settings.set']({ dampingMin: 5, ownMessageLifts: false }))
  await first.window.waitFor(
    () =>
      first.window.order().join() !== tdlibOrder.join() && first.window.state.triage?.reading === undefined,
    () => 'an order of our own, for good',
    60_000,
  )
  const counts = new Set(
    first.window.batches.flatMap(({ ops }) =>
      ops.flatMap((op) => (op.op === 'session' ? [op.value.sync.chatCount] : [])),
    ),
  )
  expect(counts.size).toBeGreaterThan(3)
  // Histories that the order needs are still being read; without Telegram what is known stays as it is.
  await datacenter.call('POST', '/stop')
  await first.window.waitFor(
    () => first.window.state.session?.connection !== 'ready',
    () => 'the end of the connection',
  )
  const late = await first.openWindow()
  await late.waitFor(
    () => late.order().length === tdlibOrder.length,
    () => `the whole list, now ${late.order().length}`,
  )
  await first.close()
  const second = await open(datacenter, first.profileFolder)
  expect(second.window.order()).toEqual(late.order())
})

test('a second start on the same profile is refused', async () => {
  const datacenter = await start(smallScenario)
  const { profileFolder } = await open(datacenter)
  await expect(open(datacenter, profileFolder)).rejects.toThrow('profile_in_use')
})

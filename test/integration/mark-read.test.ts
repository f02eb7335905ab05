import { expect, test } from 'vitest'
import type { DatacenterProcess } from '../support/datacenter-process.ts'
import { expectOk, plain, type TestWindow } from '../support/test-window.ts'
import { ivan, maria, oleg } from './small.ts'
import { useCores } from './use-cores.ts'

const { openSynced, start } = useCores()

interface State {
  readonly chats: readonly {
    readonly title?: string
    readonly views: readonly { readonly userId: number; readonly unreadCount: number }[]
  }[]
}

/** What Telegram itself has as unread, by title. */
async function readServer(datacenter: DatacenterProcess): Promise<Record<string, number>> {
  const { chats } = await datacenter.call<State>('GET', '/state')
  return Object.fromEntries(
    chats.flatMap(({ title, views }) => {
      const mine = views.find((view) => view.userId === ivan.id)
      return title === undefined || mine === undefined || mine.unreadCount === 0
        ? []
        : [[title, mine.unreadCount]]
    }),
  )
}

/** Asks the data centre until it has what is expected; it tells nobody by itself. */
async function waitForServer(datacenter: DatacenterProcess, unread: Record<string, number>): Promise<void> {
  await expect.poll(() => readServer(datacenter), { timeout: 15_000 }).toEqual(unread)
}

async function countCalls(datacenter: DatacenterProcess, method: string): Promise<number> {
  const { calls } = await datacenter.call<{ calls: { method: string; count: number }[] }>('GET', '/calls')
  return calls.filter((call) => call.method === method).reduce((sum, call) => sum + call.count, 0)
}

async function waitForEnd(window: TestWindow): Promise<void> {
  await window.waitFor(
    () => window.state.triage !== undefined && window.state.triage.markingRead === undefined,
    () => `the end of marking, now ${JSON.stringify(window.state.triage?.markingRead)}`,
  )
}

async function waitForLoss(window: TestWindow): Promise<void> {
  await window.waitFor(
    () => !['ready', 'updating'].includes(window.session.connection),
    () => `the connection to be lost, now ${window.session.connection}`,
  )
}

/** One message each into Billing and News, beside what is unread from the start. */
async function makeUnread(datacenter: DatacenterProcess, window: TestWindow): Promise<void> {
  const { id } = await window.waitForChat('Billing')
  const news = await window.waitForChat('News')
  await datacenter.call('POST', '/messages', { from: oleg.id, chat: id, text: '@ivan_duty, hello?' })
  await datacenter.call('POST', '/messages', { from: maria.phone, chat: news.id, text: 'News!' })
  await window.waitFor(
    () => window.chat(id)?.unreadCount === 1 && window.chat(news.id)?.unreadCount === 1,
    () => 'two unread chats more',
  )
}

test('the chats of a tab are counted and read, the others are not; and that is taken back', async () => {
  const datacenter = await start()
  const { window } = await openSynced(datacenter)
  await makeUnread(datacenter, window)
  expect(expectOk(await window.calls['chats.countUnread']({ tab: 'main' }))).toEqual({
    chatCount: 3,
    messageCount: 5,
  })
  expect(expectOk(await window.calls['chats.countUnread']({ tab: 'archive' })).chatCount).toBe(1)
  expectOk(await window.calls['chats.markAllRead']({ tab: 'main' }))
  await window.waitFor(
    () => window.state.triage?.undoableReadCount === 3 && window.state.triage.markingRead === undefined,
    () => `three chats read, now ${JSON.stringify(window.state.triage)}`,
  )
  for (const title of ['Support of Oleg', 'Billing', 'News'])
    expect(window.findChat(title)?.unreadCount).toBe(0)
  await waitForServer(datacenter, { 'Small group': 1 })
  expectOk(await window.calls['chats.undoMarkAllRead'](undefined))
  await window.waitFor(
    () => ['Support of Oleg', 'Billing', 'News'].every((title) => window.findChat(title)?.isMarkedUnread),
    () => 'three chats marked as unread',
  )
  await waitForEnd(window)
  expect(window.state.triage?.undoableReadCount).toBe(0)
})

test('a wait that Telegram asks for is shown and kept', async () => {
  const datacenter = await start()
  const { window } = await openSynced(datacenter)
  await makeUnread(datacenter, window)
  await datacenter.call('POST', '/faults', { kind: 'flood', method: 'channels.readHistory', seconds: 4 })
  const startedAtMs = Date.now()
  expectOk(await window.calls['chats.markAllRead']({ tab: 'main' }))
  await window.waitFor(
    () => window.state.triage?.markingRead?.pausedUntilMs,
    () => `a pause, now ${JSON.stringify(window.state.triage)}`,
  )
  const askedMeanwhile = await countCalls(datacenter, 'channels.readHistory')
  expect(askedMeanwhile).toBeLessThan(3)
  expect(expectOk(await window.calls['chats.countUnread']({ tab: 'main' })).chatCount).toBeGreaterThan(0)
  await waitForEnd(window)
  expect(Date.now() - startedAtMs).toBeGreaterThan(3_000)
  await waitForServer(datacenter, { 'Small group': 1 })
})

test('marking goes on when the connection is back, and stops when told to', async () => {
  const datacenter = await start()
  const { window } = await openSynced(datacenter)
  await makeUnread(datacenter, window)
  await datacenter.call('POST', '/stop')
  await waitForLoss(window)
  expectOk(await window.calls['chats.markAllRead']({ tab: 'main' }))
  const busy = await window.calls['chats.markAllRead']({ tab: 'archive' })
  expect(busy.ok ? undefined : busy.error.code).toBe('busy')
  await window.waitFor(
    () => window.state.triage?.markingRead?.totalCount === 3,
    () => 'three chats to mark',
  )
  await datacenter.call('POST', '/start')
  await waitForEnd(window)
  await waitForServer(datacenter, { 'Small group': 1 })
  await datacenter.call('POST', '/stop')
  await waitForLoss(window)
  expectOk(await window.calls['chats.markAllRead']({ tab: 'archive' }))
  await window.waitFor(
    () => window.state.triage?.markingRead,
    () => 'a job',
  )
  expectOk(await window.calls['chats.stopMarking'](undefined))
  await waitForEnd(window)
  expect(window.findChat('Small group')?.unreadCount).toBe(1)
})

test('one chat is read, marked unread, silenced and woken', async () => {
  const datacenter = await start()
  const { window } = await openSynced(datacenter)
  const { id } = await window.waitForChat('Support of Oleg')
  const waitFor = async (what: string, look: () => boolean | undefined): Promise<void> => {
    await window.waitFor(look, () => `${what}, now ${JSON.stringify(window.chat(id))}`)
  }
  expectOk(await window.calls['chat.markRead']({ chatId: id }))
  await waitFor('nothing unread', () => window.chat(id)?.unreadCount === 0)
  expectOk(await window.calls['chat.markUnread']({ chatId: id }))
  await waitFor('marked unread', () => window.chat(id)?.isMarkedUnread)
  expectOk(await window.calls['chat.markRead']({ chatId: id }))
  await waitFor('not marked', () => window.chat(id)?.isMarkedUnread === false)
  expectOk(await window.calls['chat.setMuted']({ chatId: id }))
  await waitFor('silent', () => window.chat(id)?.isMuted)
  expectOk(await window.calls['chat.setMuted']({ chatId: id, forS: 0 }))
  await waitFor('woken', () => window.chat(id)?.isMuted === false)
})

test('looking reads only if set so; answering always does', async () => {
  const datacenter = await start()
  const { window } = await openSynced(datacenter)
  expectOk(await window.calls['settings.set']({ markRead: 'manual' }))
  const { id } = await window.waitForChat('Support of Oleg')
  await window.open(id)
  const last = await window.waitForMessage(id, 'Is anybody there?')
  expectOk(await window.calls['messages.view']({ chatId: id, messageIds: [last.id] }))
  const text = plain('Here I am')
  expect(window.chat(id)?.unreadCount).toBe(3)
  expect(await readServer(datacenter)).toMatchObject({ 'Support of Oleg': 3 })
  expectOk(await window.calls['messages.send']({ sendId: crypto.randomUUID(), chatId: id, text }))
  await window.waitFor(
    () => window.chat(id)?.unreadCount === 0,
    () => 'nothing unread after the answer',
  )
  await waitForServer(datacenter, { 'Small group': 1 })
})

import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { startProgram } from '../support/child-process.ts'
import { ClockDesk } from '../support/clock-desk.ts'
import { expectOk } from '../support/test-window.ts'
import { guarded, ivan, maria, oleg, smallScenario } from './small.ts'

const staff = [maria.id, guarded.id]
let desk: ClockDesk

beforeEach(async () => {
  desk = await ClockDesk.start(smallScenario, ivan.phone)
  await desk.open()
  await desk.setRules(staff)
  await desk.waitForClocks()
})

afterEach(async () => {
  await desk.dispose()
})

describe('after the console was down', () => {
  test('red chats are red before Telegram is reached', async () => {
    const { id } = await desk.window.waitForChat('Support of Oleg')
    const wait = await desk.waitFor(id, 'a breach', (now) => now?.status === 'breach' && now.isComplete)
    await desk.close()
    await desk.datacenter.call('POST', '/stop')
    await desk.open(false)
    expect(desk.window.chat(id)?.wait).toEqual(wait)
    // Whose word it is that no reply is needed is known before Telegram says who the account is.
    expectOk(await desk.window.calls['chat.noReplyNeeded']({ chatId: id }))
    expect(await desk.waitForInterval(id, wait?.sinceS)).toMatchObject({
      endedBy: 'no_reply_needed',
      answeredBy: ivan.id,
    })
    await desk.datacenter.call('POST', '/start')
  })

  test('waits that began and ended meanwhile are kept, and one that began is as old as it is', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    await desk.waitForNobody(id)
    await desk.close()
    const first = await desk.write(oleg.id, id, 'First question', 3000)
    await desk.write(maria.id, id, 'First answer', 2400)
    await desk.write(oleg.id, id, 'Second question', 1000)
    for (let count = 0; count < 130; count += 1) await desk.write(oleg.id, id, `Hello ${count}?`, 900 - count)
    await desk.open()
    const wait = await desk.waitFor(
      id,
      'the whole wait',
      (now) => now?.messageCount === 131 && now.isComplete,
    )
    expect(wait).toMatchObject({ status: 'breach', sinceS: expect.any(Number) as number })
    expect(Math.round(desk.clock.now() / 1000) - (wait?.sinceS ?? 0)).toBeGreaterThanOrEqual(1000)
    await desk.waitForClocks()
    const findKept = async () =>
      (await desk.readIntervals(id)).find((one) => one.startMessageId === first * 2 ** 20)
    await expect.poll(findKept, { timeout: 10_000 }).toMatchObject({
      endedBy: 'reply',
      answeredBy: maria.id,
      wallMs: 600_000,
      workingMs: 600_000,
    })
  })

  test('an answer that was deleted meanwhile starts the clock again, a deleted question stops it', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    const other = await desk.window.waitForChat('Support of Oleg')
    await desk.waitFor(other.id, 'a breach', (now) => now?.status === 'breach')
    const question = await desk.write(oleg.id, id, 'A question', 700)
    await desk.waitFor(id, 'a red chat', (now) => now?.status === 'red')
    const answer = await desk.write(maria.id, id, 'An answer')
    await desk.waitForNobody(id)
    await desk.close()
    await desk.delete(id, [answer])
    await desk.delete(other.id, [7])
    await desk.open()
    await desk.waitFor(id, 'a red chat', (now) => now?.status === 'red')
    await desk.waitForNobody(other.id)
    await desk.waitForClocks()
    const readStarts = async () => (await desk.readIntervals(id)).map((one) => one.startMessageId)
    await expect.poll(readStarts, { timeout: 10_000 }).not.toContain(question * 2 ** 20)
  })

  test('a digest says what there is, once, after more than a few minutes', async () => {
    await desk.close()
    desk.clock.jump(600_000)
    await desk.open()
    const digest = await desk.window.waitFor(
      () => desk.window.state.triage?.digest,
      () => `a digest, now ${JSON.stringify(desk.window.state.triage)}`,
    )
    expect(digest).toMatchObject({ redCount: 2, waitingCount: 2, unreadCount: 2 })
    expectOk(await desk.window.calls['digest.dismiss'](undefined))
    await desk.close()
    await desk.open()
    await desk.waitForClocks()
    expect(desk.window.state.triage?.digest).toBeUndefined()
  })
})

describe('when the program is killed', () => {
  async function killAfter(call: 'chat.noReplyNeeded' | 'chat.takeBackNoReply'): Promise<void> {
    const { controlPort, mtprotoPort, tdjsonPath } = desk.datacenter
    const program = startProgram(process.execPath, [
      fileURLToPath(new URL('../support/no-reply-program.ts', import.meta.url)),
      JSON.stringify({
        datacenter: { controlPort, mtprotoPort, tdjsonPath },
        loginPhone: ivan.phone,
        profileFolder: desk.profileFolder,
        chatTitle: 'Support of Oleg',
        call,
      }),
    ])
    await program.waitForLine(/^done$/u)
    await program.stop('SIGKILL')
  }

  test('"no reply needed" and its taking back stay as they were said', async () => {
    const { id } = await desk.window.waitForChat('Support of Oleg')
    const wait = await desk.waitFor(id, 'a breach', (now) => now?.status === 'breach' && now.isComplete)
    await desk.close()
    await killAfter('chat.noReplyNeeded')
    await desk.open()
    await desk.waitForClocks()
    expect(desk.window.chat(id)?.wait).toBeUndefined()
    await desk.close()
    await killAfter('chat.takeBackNoReply')
    await desk.open()
    await desk.waitFor(id, 'the wait to go on', (now) => now?.sinceS === wait?.sinceS)
  })
})

describe('when more was missed than Telegram tells of', () => {
  const writeMany = (chat: number, count: number): Promise<unknown> =>
    desk.datacenter.call('POST', '/messages/bulk', { count, chats: [chat], text: 'Hello?' })

  test('the history is read back to the last answer', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    await desk.close()
    await writeMany(id, 1500)
    await desk.write(maria.id, id, 'One answer')
    await writeMany(id, 600)
    await desk.open()
    const wait = await desk.waitFor(id, 'the whole wait', (now) => now?.messageCount === 600)
    expect(wait?.isComplete).toBe(true)
  })

  test('the oldest message that was read counts when there is no end to it', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    await desk.close()
    await writeMany(id, 2300)
    await desk.open()
    await desk.waitForClocks()
    const wait = await desk.waitFor(id, 'a wait', (now) => now !== undefined && now.messageCount >= 2000)
    expect(wait?.isComplete).toBe(false)
    await desk.write(ivan.id, id, 'An answer all the same')
    await desk.waitForNobody(id)
  })
})

describe('while Telegram asks to wait', () => {
  /** Both ways to read a history. TDLib itself waits out less than a minute. */
  async function holdHistories(): Promise<void> {
    for (const method of ['messages.getHistory', 'messages.search']) {
      await desk.datacenter.call('POST', '/faults', { kind: 'flood', method, seconds: 100 })
    }
  }

  test('a wait is kept though it ended before anybody knew since when it was', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    await desk.close()
    desk.forget()
    const question = await desk.write(oleg.id, id, 'A question', 890)
    // More than the order needs to read.
    for (let count = 0; count < 40; count += 1) await desk.write(oleg.id, id, `Hello ${count}?`, 800 - count)
    await desk.write(oleg.id, id, 'Still nothing', 400)
    await holdHistories()
    await desk.open()
    await desk.setRules(staff)
    await desk.waitFor(id, 'a wait since some time', (wait) => wait?.isComplete === false)
    await desk.write(maria.id, id, 'An answer')
    await desk.waitForNobody(id)
    await desk.datacenter.call('DELETE', '/faults')
    desk.clock.jump(110_000)
    const intervals = async () => (await desk.readIntervals(id)).map((one) => one.startMessageId)
    await expect.poll(intervals, { timeout: 20_000 }).toContain(question * 2 ** 20)
    await desk.waitForClocks()
  })

  test('the history is read afterwards, and the view says until when', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    await desk.close()
    desk.forget()
    for (let count = 0; count < 130; count += 1) await desk.write(oleg.id, id, `Hello ${count}?`, 890 - count)
    await holdHistories()
    await desk.open()
    await desk.setRules(staff)
    await desk.window.waitFor(
      () => desk.window.state.triage?.reading?.pausedUntilMs,
      () => `a pause, now ${JSON.stringify(desk.window.state.triage)}`,
    )
    expect(desk.window.chat(id)?.wait).toMatchObject({ isComplete: false })
    const { pausedUntilMs, totalCount } = desk.window.state.triage?.reading ?? {}
    expect((pausedUntilMs ?? 0) - desk.clock.now()).toBeGreaterThan(90_000)
    expect(totalCount).toBeGreaterThan(0)
    await desk.datacenter.call('DELETE', '/faults')
    desk.clock.jump(110_000)
    await desk.waitForClocks()
    const wait = await desk.waitFor(
      id,
      'the whole wait',
      (now) => now?.messageCount === 130 && now.isComplete,
    )
    expect(wait?.status).toBe('breach')
  })
})

test('who is in a group is asked when Telegram allows it, and the session says until when that waits', async () => {
  const { id } = await desk.window.waitForChat('Billing')
  await desk.close()
  desk.forget()
  // TDLib itself waits out less than a minute.
  const flood = { kind: 'flood', method: 'channels.getParticipants', seconds: 100 }
  await desk.datacenter.call('POST', '/faults', flood)
  await desk.open()
  const colleagues = [maria, oleg].map(({ id: userId }) => ({ userId: userId as UserId, name: '' }))
  expectOk(await desk.window.calls['rules.set']({ isSetUp: true, staff: colleagues }))
  const members = await desk.window.waitFor(
    () => desk.window.session.waits?.find(({ limit }) => limit === 'members'),
    () => `members that wait, now ${JSON.stringify(desk.window.session.waits)}`,
  )
  expect(members.untilMs - desk.clock.now()).toBeGreaterThan(90_000)
  expect(desk.window.chat(id)?.class).toBe('customer')
  await desk.datacenter.call('DELETE', '/faults')
  desk.clock.jump(110_000)
  await desk.window.waitFor(
    () => desk.window.chat(id)?.class === 'team' && desk.window.session.waits === undefined,
    () => `a chat of our own and nothing that waits, now ${JSON.stringify(desk.window.session.waits)}`,
  )
})

describe('a basic group that becomes a supergroup', () => {
  const findSuccessor = (groupId: number): ChatView | undefined =>
    [...desk.window.state.chats.values()].find(
      (chat) => chat.title === 'Small group' && chat.id !== groupId && chat.wait?.isComplete === true,
    )

  test.each([
    ['on a machine that knew the group', false],
    ['on a machine that has never seen it', true],
  ])('keeps its wait while the console is away, %s', async (_, isForgotten) => {
    const group = await desk.window.waitForChat('Small group')
    const before = await desk.waitFor(group.id, 'a breach', (now) => now?.isComplete === true)
    await desk.close()
    if (isForgotten) desk.forget()
    await desk.datacenter.call('POST', '/migrate', { chat: group.id, user: maria.id })
    await desk.open()
    await desk.setRules(staff)
    const next = await desk.window.waitFor(
      () => findSuccessor(group.id),
      () => `the supergroup, now ${JSON.stringify([...desk.window.state.chats.values()])}`,
    )
    expect(next.wait).toMatchObject({ status: 'breach', sinceS: before?.sinceS, messageCount: 1 })
    expect(desk.window.chat(group.id)?.wait).toBeUndefined()
  })

  test('keeps its wait', async () => {
    const group = await desk.window.waitForChat('Small group')
    const before = await desk.waitFor(
      group.id,
      'a breach',
      (now) => now?.status === 'breach' && now.isComplete,
    )
    const answer = await desk.datacenter.call<{ chat: { id: number } }>('POST', '/migrate', {
      chat: group.id,
      user: maria.id,
    })
    expect(answer).toBeDefined()
    const next = await desk.window.waitFor(
      () =>
        [...desk.window.state.chats.values()].find(
          (chat) => chat.title === 'Small group' && chat.id !== group.id && chat.wait?.isComplete === true,
        ),
      () => `the supergroup, now ${JSON.stringify([...desk.window.state.chats.values()])}`,
    )
    expect(next.wait).toMatchObject({ status: 'breach', sinceS: before?.sinceS, messageCount: 1 })
    // The message that waits is in the conversation, where the window finds it.
    const waitingId = next.wait?.messageId
    expect(waitingId).toBeLessThan(0)
    await desk.window.open(next.id)
    expect(desk.window.messages(next.id).some(({ id }) => id === waitingId)).toBe(true)
    const readLists = () => [...desk.window.state.lists.keys()].map((list) => desk.window.order(list))
    // The group has no row, no place and no count of its own any more.
    await desk.window.waitFor(
      () =>
        desk.window.chat(group.id) === undefined &&
        !readLists().flat().includes(group.id) &&
        desk.window.state.triage?.counts.customer === 3,
      () => `the old group gone from ${JSON.stringify(readLists())}`,
    )
    expect(desk.window.state.upgrades).toEqual([{ chatId: next.id, fromChatId: group.id }])
    expect(readLists().flat()).toContain(next.id)
    expect(desk.window.state.triage?.counts).toMatchObject({ customer: 3, waiting: 2 })
    await desk.close()
    await desk.open()
    await desk.waitForClocks()
    expect(desk.window.chat(next.id)?.wait).toMatchObject({ sinceS: before?.sinceS })
    await desk.write(maria.id, next.id, 'In the new group')
    await desk.waitForNobody(next.id)
    await expect
      .poll(() => desk.readIntervals(next.id), { timeout: 10_000 })
      .toMatchObject([{ endedBy: 'reply', startS: before?.sinceS }])
  })
})

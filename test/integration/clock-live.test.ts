import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { WaitInterval, WorkingCalendar } from '#shared/contract/entities/triage.ts'
import { ClockDesk } from '../support/clock-desk.ts'
import { expectOk } from '../support/test-window.ts'
import { guarded, ivan, maria, oleg, smallScenario } from './small.ts'

interface Calls {
  readonly calls: readonly { readonly method: string; readonly count: number }[]
}

const staff = [maria.id, guarded.id]
let desk: ClockDesk

beforeEach(async () => {
  desk = await ClockDesk.start(smallScenario, ivan.phone)
  await desk.open()
})

afterEach(async () => {
  await desk.dispose()
})

describe('the clock of a customer', () => {
  test('does not run before somebody has said who is who', async () => {
    const { id } = await desk.window.waitForChat('Billing')
    await desk.write(oleg.id, id, 'Hello?', 3600)
    await desk.window.waitFor(
      () => desk.window.chat(id)?.lastMessage?.preview.kind === 'text' && desk.window.chat(id)?.unreadCount,
      () => 'the message',
    )
    expect(desk.window.chat(id)?.wait).toBeUndefined()
    expect(desk.window.order('waiting')).toEqual([])
    await desk.setRules(staff)
    await desk.waitFor(id, 'a breach', (wait) => wait?.status === 'breach')
    expect(desk.window.order('waiting')).toContain(id)
  })

  test('starts with the oldest unanswered message, is not reset by more, and ends with any answer of ours', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    await desk.waitForNobody(id)
    const first = await desk.write(oleg.id, id, 'The site is down', 700)
    const wait = await desk.waitFor(id, 'a red chat', (now) => now?.status === 'red')
    expect(wait).toMatchObject({ messageCount: 1, isComplete: true, isRunning: true })
    await desk.write(oleg.id, id, 'Is anybody there?')
    const nagged = await desk.waitFor(id, 'two messages', (now) => now?.messageCount === 2)
    expect(nagged).toMatchObject({ status: 'red', sinceS: wait?.sinceS, messageId: first * 2 ** 20 })
    await desk.write(ivan.id, id, 'Written on the phone')
    await desk.waitForNobody(id)
    const interval = await desk.waitForInterval(id, wait?.sinceS)
    expect(interval).toMatchObject({
      startMessageId: first * 2 ** 20,
      startS: wait?.sinceS,
      endedBy: 'reply',
      answeredBy: ivan.id,
      messageCount: 2,
    })
    expect(interval?.wallMs).toBe(interval && (interval.endS - interval.startS) * 1000)
    await desk.write(oleg.id, id, 'Thanks, and another thing')
    await desk.waitFor(id, 'a wait', (now) => now?.status === 'waiting')
    await desk.write(maria.id, id, 'A colleague answers')
    await desk.waitForNobody(id)
    const readAnswerers = async () => (await desk.readIntervals(id)).slice(0, 2).map((one) => one.answeredBy)
    await expect.poll(readAnswerers, { timeout: 10_000 }).toEqual([maria.id, ivan.id])
  })

  test('goes on when the answer is deleted, and ends when the question is', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    const question = await desk.write(oleg.id, id, 'A question', 120)
    const before = await desk.waitFor(id, 'a wait', (wait) => wait?.isComplete === true)
    const answer = await desk.write(maria.id, id, 'A wrong answer')
    await desk.waitForNobody(id)
    const findInterval = async (): Promise<WaitInterval | undefined> =>
      (await desk.readIntervals(id)).find((one) => one.startMessageId === question * 2 ** 20)
    await expect
      .poll(findInterval, { timeout: 10_000 })
      .toMatchObject({ endedBy: 'reply', answeredBy: maria.id })
    await desk.delete(id, [answer])
    const again = await desk.waitFor(id, 'the wait to go on', (wait) => wait !== undefined)
    expect(again?.sinceS).toBe(before?.sinceS)
    await expect.poll(findInterval, { timeout: 10_000 }).toBeUndefined()
    await desk.delete(id, [question])
    await desk.waitForNobody(id)
    await expect.poll(findInterval, { timeout: 10_000 }).toMatchObject({ endedBy: 'deleted' })
  })

  test('ends with "no reply needed", which survives a restart and can be taken back', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Support of Oleg')
    const wait = await desk.waitFor(id, 'a breach', (now) => now?.status === 'breach' && now.isComplete)
    const said = expectOk(await desk.window.calls['chat.noReplyNeeded']({ chatId: id }))
    expect(said.upToMessageId).toBe(wait?.messageId)
    await desk.waitForNobody(id)
    const findInterval = async (): Promise<WaitInterval | undefined> =>
      (await desk.readIntervals(id)).find((one) => one.startS === wait?.sinceS)
    await expect
      .poll(findInterval, { timeout: 10_000 })
      .toMatchObject({ endedBy: 'no_reply_needed', answeredBy: ivan.id })
    expect(desk.window.chat(id)?.canTakeBackNoReply).toBe(true)
    expect(await desk.window.calls['chat.noReplyNeeded']({ chatId: id })).toMatchObject({
      error: { code: 'not_waiting' },
    })
    await desk.close()
    await desk.open()
    await desk.waitForClocks()
    expect(desk.window.chat(id)?.wait).toBeUndefined()
    expectOk(await desk.window.calls['chat.takeBackNoReply']({ chatId: id }))
    const again = await desk.waitFor(id, 'the wait to go on', (now) => now?.isComplete === true)
    expect(again?.sinceS).toBe(wait?.sinceS)
    expect(desk.window.chat(id)?.canTakeBackNoReply).toBe(false)
    await expect.poll(findInterval, { timeout: 10_000 }).toBeUndefined()
    expect(await desk.window.calls['chat.takeBackNoReply']({ chatId: id })).toMatchObject({
      error: { code: 'nothing_to_take_back' },
    })
  })

  test('ends twice with "no reply needed": each wait is kept, and only the last one goes on', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Support of Oleg')
    const first = await desk.waitFor(id, 'a breach', (now) => now?.status === 'breach' && now.isComplete)
    expectOk(await desk.window.calls['chat.noReplyNeeded']({ chatId: id }))
    await desk.waitForNobody(id)
    const thanks = await desk.write(oleg.id, id, 'Thanks', 60)
    const second = await desk.waitFor(id, 'another wait', (now) => now !== undefined)
    expectOk(await desk.window.calls['chat.noReplyNeeded']({ chatId: id }))
    await desk.waitForNobody(id)
    const readStarts = async (): Promise<readonly number[]> =>
      (await desk.readIntervals(id))
        .filter((one) => one.endedBy === 'no_reply_needed')
        .map((one) => one.startS)
    await expect.poll(readStarts, { timeout: 10_000 }).toEqual([second?.sinceS, first?.sinceS])
    await desk.close()
    await desk.open()
    await desk.waitForClocks()
    expect(desk.window.chat(id)?.wait).toBeUndefined()
    expectOk(await desk.window.calls['chat.takeBackNoReply']({ chatId: id }))
    const again = await desk.waitFor(id, 'the last wait to go on', (now) => now?.isComplete === true)
    expect(again).toMatchObject({ messageId: thanks * 2 ** 20, sinceS: second?.sinceS })
    await expect.poll(readStarts, { timeout: 10_000 }).toEqual([first?.sinceS])
    expect(await desk.window.calls['chat.takeBackNoReply']({ chatId: id })).toMatchObject({
      error: { code: 'nothing_to_take_back' },
    })
  })

  test('ends when the account is taken out of the group, and is as old as it is when it comes back', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    const question = await desk.write(oleg.id, id, 'A question', 700)
    const wait = await desk.waitFor(id, 'red', (now) => now?.status === 'red' && now.isComplete)
    const taken = { chat: id, user: ivan.id, removedBy: maria.id }
    await desk.datacenter.call('POST', '/leave', taken)
    await desk.waitForNobody(id)
    expect(desk.window.order('waiting')).not.toContain(id)
    const startIds = async (): Promise<readonly number[]> =>
      (await desk.readIntervals(id)).map((one) => one.startMessageId)
    await expect.poll(startIds, { timeout: 10_000 }).toContain(question * 2 ** 20)
    await desk.close()
    await desk.open()
    await desk.waitForClocks()
    expect(desk.window.chat(id)?.wait).toBeUndefined()
    await desk.datacenter.call('POST', '/join', { chat: id, user: ivan.id, inviter: maria.id })
    const again = await desk.waitFor(id, 'the wait to go on', (now) => now?.isComplete === true)
    expect(again?.sinceS).toBe(wait?.sinceS)
    await expect.poll(startIds, { timeout: 10_000 }).not.toContain(question * 2 ** 20)
  })

  test('has the marks and the hours of its chat', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    await desk.write(oleg.id, id, 'A question', 120)
    await desk.waitFor(id, 'a wait', (wait) => wait?.status === 'waiting' && wait.redAfterMs === 600_000)
    const override = { redAfterMin: 1, breachAfterMin: 60 }
    expectOk(await desk.window.calls['chat.setClockOverride']({ chatId: id, override }))
    await desk.waitFor(id, 'red', (wait) => wait?.status === 'red' && wait.breachAfterMs === 3_600_000)
    const closed: WorkingCalendar = {
      kind: 'weekly',
      timeZone: 'Europe/Moscow',
      days: [[], [], [], [], [], [], []],
      holidays: [],
    }
    expectOk(await desk.window.calls['chat.setClockOverride']({ chatId: id, override: { calendar: closed } }))
    const asleep = await desk.waitFor(id, 'a clock that stands', (wait) => wait?.isRunning === false)
    expect(asleep).toMatchObject({ status: 'waiting', elapsedMs: 0 })
    await desk.write(maria.id, id, 'An answer in the night')
    await desk.waitForNobody(id)
    const interval = await desk.waitForInterval(id, asleep?.sinceS)
    expect(interval).toMatchObject({ endedBy: 'reply', workingMs: 0 })
    expect(interval?.wallMs).toBeGreaterThanOrEqual(120_000)
  })

  test('ends when the chat is not a customer’s any more, and goes on when it is again', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Support of Oleg')
    const wait = await desk.waitFor(id, 'a breach', (now) => now?.isComplete === true)
    const findInterval = async (): Promise<WaitInterval | undefined> =>
      (await desk.readIntervals(id)).find((one) => one.startS === wait?.sinceS)
    expectOk(await desk.window.calls['chat.setClass']({ chatId: id, class: 'other' }))
    await desk.waitForNobody(id)
    await expect.poll(findInterval, { timeout: 10_000 }).toMatchObject({ endedBy: 'class_changed' })
    expectOk(await desk.window.calls['chat.setClass']({ chatId: id, class: 'auto' }))
    const again = await desk.waitFor(id, 'the wait', (now) => now?.isComplete === true)
    expect(again?.sinceS).toBe(wait?.sinceS)
    await expect.poll(findInterval, { timeout: 10_000 }).toBeUndefined()
  })

  test('costs no questions to Telegram while its messages come by themselves', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    await desk.waitForClocks()
    await desk.write(oleg.id, id, 'One')
    await desk.waitFor(id, 'a wait', (now) => now !== undefined)
    const countReads = async (): Promise<number> => {
      const { calls } = await desk.datacenter.call<Calls>('GET', '/calls')
      return calls
        .filter((call) => call.method === 'messages.getHistory')
        .reduce((sum, call) => sum + call.count, 0)
    }
    let readCount = -1
    const isQuiet = async (): Promise<boolean> => {
      const before = readCount
      readCount = await countReads()
      return readCount === before
    }
    await expect.poll(isQuiet, { interval: 500, timeout: 10_000 }).toBe(true)
    for (const text of ['Two', 'Three']) await desk.write(oleg.id, id, text)
    const answer = await desk.write(maria.id, id, 'An answer')
    await desk.waitForNobody(id)
    await desk.delete(id, [answer])
    await desk.waitFor(id, 'three messages', (now) => now?.messageCount === 3)
    expect(await countReads()).toBe(readCount)
  })

  test('turns red within a second of its deadline while Telegram is away', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    await desk.write(oleg.id, id, 'Soon red', 594)
    const wait = await desk.waitFor(id, 'a wait', (now) => now !== undefined)
    expect(wait?.status).toBe('waiting')
    await desk.datacenter.call('POST', '/stop')
    await desk.waitFor(id, 'red', (now) => now?.status === 'red')
    expect(desk.clock.now() - (wait?.redAtMs ?? 0)).toBeLessThan(1000)
    await desk.datacenter.call('POST', '/start')
  })

  test('is right within a second after a sleep', async () => {
    await desk.setRules(staff)
    const { id } = await desk.window.waitForChat('Billing')
    await desk.write(oleg.id, id, 'Before the night')
    await desk.waitFor(id, 'a wait', (now) => now?.status === 'waiting')
    desk.clock.jump(3_600_000)
    const wokeMs = performance.now()
    await desk.waitFor(id, 'a breach', (now) => now?.status === 'breach')
    expect(performance.now() - wokeMs).toBeLessThan(1_500)
    await desk.window.waitFor(
      () => desk.window.state.triage?.digest,
      () => 'a digest',
    )
    expect(desk.window.state.triage?.digest).toMatchObject({ redCount: 3, waitingCount: 3 })
    // One digest instead of a notification for each.
    expect(desk.window.notifications.filter(({ kind }) => kind !== 'message')).toEqual([])
    expectOk(await desk.window.calls['digest.dismiss'](undefined))
    await desk.window.waitFor(
      () => desk.window.state.triage?.digest === undefined,
      () => 'no digest',
    )
  })
})

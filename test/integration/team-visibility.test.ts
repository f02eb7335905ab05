import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Result } from '#shared/lib/result.ts'
import { TeamDesk, waitForTeamLog, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'

const customers = [chatIds.north, chatIds.south, chatIds.bakery]

let desk: TeamDesk
let lena: TeamConsole
let ivan: TeamConsole
let oleg: TeamConsole

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  const opened = await desk.openAll(['lena', 'ivan', 'oleg'])
  for (const console of opened) await waitForTeamLog(console)
  ;[lena, ivan, oleg] = opened as [TeamConsole, TeamConsole, TeamConsole]
}, 120_000)
afterAll(async () => {
  await desk.dispose()
})

const readTitles = ({ state }: TestWindow): readonly string[] =>
  [...state.chats.values()].map((chat) => chat.title).sort()
const isListed = (window: TestWindow, chatId: ChatId): boolean =>
  [...window.state.lists.values()].some((list) => list.places.has(chatId))

async function waitForSight({ name, window }: TeamConsole, chatId: ChatId, isSeen: boolean): Promise<void> {
  await window.waitFor(
    () => (window.chat(chatId) !== undefined) === isSeen && isListed(window, chatId) === isSeen,
    () => `${chatId} ${isSeen ? 'shown to' : 'hidden from'} ${name}, who has ${readTitles(window).join()}`,
  )
}
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

describe('who sees a customer’s chat', () => {
  test('managers do, duty administrators do by default, task administrators do not', async () => {
    for (const chatId of customers) {
      await waitForSight(lena, chatId, true)
      await waitForSight(ivan, chatId, true)
      await waitForSight(oleg, chatId, false)
    }
    await expect.poll(() => readTitles(oleg.window)).toEqual(['Lunch', 'Watch log'])
    await expect
      .poll(() => oleg.window.state.triage?.counts)
      .toMatchObject({ customer: 0, waiting: 0, red: 0, breach: 0 })
    await expect.poll(() => oleg.window.session.sync.chatCount).toBe(2)
  })

  test('a manager shows it to one person, with the wait as it is, and takes it back', async () => {
    const { calls } = lena.window
    const grant = { chatId: chatIds.north, userId: userIds.oleg, task: 'CRM-17' }
    expectOk(await calls['visibility.grant'](grant))
    await waitForSight(oleg, chatIds.north, true)
    await oleg.window.waitFor(
      () => oleg.window.state.triage?.counts.customer === 1,
      () => 'the counter',
    )
    await expect
      .poll(() => oleg.window.chat(chatIds.north)?.grants)
      .toMatchObject([{ userId: userIds.oleg, task: 'CRM-17', by: { userId: userIds.lena } }])
    const seen = oleg.window.chat(chatIds.north)
    // Kira has been waiting for half an hour, whoever was looking.
    expect(seen?.wait).toMatchObject({
      status: 'breach',
      sinceS: ivan.window.chat(chatIds.north)?.wait?.sinceS,
    })
    await ivan.window.waitFor(
      () => ivan.window.chat(chatIds.north)?.grants?.length === 1,
      () => 'the grant on other consoles',
    )
    await oleg.window.open(chatIds.north)
    expect(oleg.window.texts(chatIds.north)).toContain('The cart is empty again')

    expectOk(await calls['visibility.revoke']({ chatId: chatIds.north, userId: userIds.oleg }))
    await waitForSight(oleg, chatIds.north, false)
    await oleg.window.waitFor(
      () => oleg.window.messages(chatIds.north).length === 0,
      () => 'the open conversation to be forgotten',
    )
    expect(oleg.window.conversation(chatIds.north)).toMatchObject({ state: 'failed', problem: 'not_found' })
    const mine = oleg.window.calls
    expect(codeOf(await mine['conversation.loadOlder']({ chatId: chatIds.north }))).toBe('not_open')
    expect(codeOf(await mine['conversation.open']({ chatId: chatIds.north }))).toBe('chat_not_found')
    expect(codeOf(await mine['chat.markRead']({ chatId: chatIds.north }))).toBe('chat_not_found')
    await expect.poll(() => lena.window.chat(chatIds.north)?.grants).toBeUndefined()
  })

  test('nobody but managers decides that', async () => {
    const grant = { chatId: chatIds.south, userId: userIds.oleg }
    expect(codeOf(await ivan.window.calls['visibility.grant'](grant))).toBe('no_right')
    expect(codeOf(await oleg.window.calls['visibility.grant'](grant))).toBe('chat_not_found')
    // Said by other means it counts as little.
    await desk.post('oleg', { type: 'visibility_granted', chat: chatIds.south, user: userIds.oleg })
    await desk.post('ivan', { type: 'visibility_granted', chat: chatIds.south, user: userIds.oleg })
    await lena.window.waitFor(
      () => (lena.window.state.team?.teamLog.rejectedCount ?? 0) >= 2,
      () => 'the refusals',
    )
    expect(lena.window.chat(chatIds.south)?.grants).toBeUndefined()
    await waitForSight(oleg, chatIds.south, false)
  })

  test('an alarm shows it to everybody until it is done', async () => {
    expectOk(await ivan.window.calls['alarm.raise']({ chatId: chatIds.south }))
    await waitForSight(oleg, chatIds.south, true)
    expect(oleg.window.state.lists.get('main')?.places.get(chatIds.south)?.section).toBe('alarm')
    const alarm = ivan.window.state.alarms.find((one) => one.done === undefined)
    expectOk(await ivan.window.calls['alarm.done']({ alarmId: alarm?.id ?? '' }))
    await waitForSight(oleg, chatIds.south, false)
    await oleg.window.waitFor(
      () => oleg.window.state.alarms.length === 0,
      () => 'the alarm to be gone with its title',
    )
    const history = expectOk(await oleg.window.calls['alarm.readHistory']({ limit: 10 }))
    expect(history.alarms).toEqual([])
  })

  test('it follows roles and what the team decides about duty', async () => {
    const { calls } = lena.window
    expectOk(await calls['team.setRole']({ userId: userIds.oleg, role: 'duty' }))
    await waitForSight(oleg, chatIds.south, true)
    expectOk(await calls['team.setDutySeesAll']({ dutySeesAll: false }))
    for (const console of [oleg, ivan]) await waitForSight(console, chatIds.south, false)
    await waitForSight(lena, chatIds.south, true)
    expectOk(await calls['visibility.grant']({ chatId: chatIds.bakery, userId: userIds.ivan }))
    await waitForSight(ivan, chatIds.bakery, true)
    expectOk(await calls['team.setDutySeesAll']({ dutySeesAll: true }))
    for (const console of [oleg, ivan]) await waitForSight(console, chatIds.south, true)
    expectOk(await calls['team.setRole']({ userId: userIds.oleg, role: 'task' }))
    await waitForSight(oleg, chatIds.south, false)
  })

  test('a class by hand counts, and only those may set it who answer customers', async () => {
    expectOk(await ivan.window.calls['chat.setClass']({ chatId: chatIds.north, class: 'other' }))
    await waitForSight(oleg, chatIds.north, true)
    const taken = await oleg.window.calls['chat.setClass']({ chatId: chatIds.north, class: 'team' })
    expect(codeOf(taken)).toBe('no_right')
    expectOk(await ivan.window.calls['chat.setClass']({ chatId: chatIds.north, class: 'auto' }))
    await waitForSight(oleg, chatIds.north, false)
  })

  test('a grant stays with a group that becomes a supergroup', async () => {
    expectOk(await lena.window.calls['visibility.grant']({ chatId: chatIds.bakery, userId: userIds.oleg }))
    await waitForSight(oleg, chatIds.bakery, true)
    await desk.datacenter.call('POST', '/migrate', { chat: chatIds.bakery, user: userIds.lena })
    const findUpgraded = ({ window }: TeamConsole) =>
      [...window.state.chats.values()].find(
        (chat) => chat.title === 'Old bakery' && chat.kind === 'supergroup',
      )
    for (const console of [oleg, lena])
      await console.window.waitFor(
        () => findUpgraded(console)?.grants?.some((grant) => grant.userId === userIds.oleg),
        () => `the grant of the supergroup at ${console.name}`,
      )
    const chatId = findUpgraded(lena)?.id ?? (0 as ChatId)
    expectOk(await lena.window.calls['visibility.revoke']({ chatId, userId: userIds.oleg }))
    await waitForSight(oleg, chatId, false)
  })

  test('a grant ends in time', async () => {
    const untilS = Math.floor(Date.now() / 1000) + 600
    const grant = { chatId: chatIds.south, userId: userIds.oleg, untilS }
    expectOk(await lena.window.calls['visibility.grant'](grant))
    await waitForSight(oleg, chatIds.south, true)
    await expect.poll(() => oleg.window.chat(chatIds.south)?.grants).toMatchObject([{ untilS }])
    oleg.clock.jump(601_000)
    await waitForSight(oleg, chatIds.south, false)
    lena.clock.jump(601_000)
    await lena.window.waitFor(
      () => lena.window.chat(chatIds.south)?.grants === undefined,
      () => 'the row to forget the grant',
    )
    // By Telegram's time it has not ended, and consoles learn that when they start.
    expectOk(await lena.window.calls['visibility.revoke']({ chatId: chatIds.south, userId: userIds.oleg }))
  })

  test('nothing stays in a window whose account logs out, and nothing comes', async () => {
    const { window } = ivan
    expectOk(await window.calls['auth.logOut'](undefined))
    await window.waitForAuth('wait_phone')
    await window.waitFor(
      () => window.state.chats.size === 0,
      () => `no chats, now ${readTitles(window).join()}`,
    )
    for (const list of window.state.lists.values()) expect(list.places.size).toBe(0)
  })

  test('whoever is taken out of the channel sees no more than before, until they leave the team', async () => {
    await desk.datacenter.call('POST', '/leave', {
      chat: chatIds.teamLog,
      user: userIds.oleg,
      removedBy: userIds.lena,
    })
    await oleg.window.waitFor(
      () => oleg.window.state.team?.channel?.state === 'removed',
      () => `the loss of the channel, now ${JSON.stringify(oleg.window.state.team)}`,
    )
    await waitForSight(oleg, chatIds.south, false)
    await desk.close('oleg')
    oleg = await desk.open('oleg', { choosesTeam: false })
    await waitForSight(oleg, chatIds.south, false)
    expectOk(await oleg.window.calls['team.forget'](undefined))
    for (const chatId of [chatIds.north, chatIds.south]) await waitForSight(oleg, chatId, true)
  })
})

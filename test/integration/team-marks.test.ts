import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { Result } from '#shared/lib/result.ts'
import { TeamDesk, waitForTeam, waitForTeamLog, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

const own = { redAfterMin: 30, breachAfterMin: 45 }

let desk: TeamDesk
let lena: TeamConsole
let ivan: TeamConsole
let maria: TeamConsole

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  // Ivan worked alone for a while.
  ivan = await desk.open('ivan', { choosesTeam: false })
  const south = { chatId: chatIds.south, override: own }
  expectOk(await ivan.window.calls['chat.setClockOverride'](south))
  expectOk(await ivan.window.calls['chat.setClass']({ chatId: chatIds.lunch, class: 'customer' }))
  expectOk(await ivan.window.calls['team.choose']({ chatId: chatIds.teamLog }))
  ;[lena, maria] = (await desk.openAll(['lena', 'maria'])) as [TeamConsole, TeamConsole]
  for (const console of [lena, ivan, maria]) await waitForTeamLog(console)
}, 120_000)
afterAll(async () => {
  await desk.dispose()
})

async function waitForRow(
  { name, window }: TeamConsole,
  chatId: ChatId,
  what: string,
  fits: (row: ChatView) => boolean,
): Promise<ChatView> {
  return window.waitFor(
    () => {
      const row = window.chat(chatId)
      return row !== undefined && fits(row) ? row : undefined
    },
    () => `${what} at ${name}, now ${JSON.stringify(window.chat(chatId))}`,
  )
}
const waits = ({ wait }: ChatView): boolean => wait !== undefined
const waitsNot = ({ wait }: ChatView): boolean => wait === undefined
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code)

describe('marks of a team', () => {
  test('take the place of those that a console had for itself', async () => {
    await waitForRow(ivan, chatIds.south, 'no clock of its own', (row) => !row.hasClockOverride)
    await waitForRow(ivan, chatIds.lunch, 'the team’s class', (row) => row.class === 'team')
    const read = expectOk(await ivan.window.calls['chat.getClockOverride']({ chatId: chatIds.south }))
    expect(read).toEqual({})
  })

  test('"no reply needed" stops the clock of every console, with who said it, and can be taken back', async () => {
    await waitForRow(ivan, chatIds.north, 'Kira to wait', waits)
    const { wait } = await waitForRow(maria, chatIds.north, 'Kira to wait', waits)
    expectOk(await maria.window.calls['chat.noReplyNeeded']({ chatId: chatIds.north }))
    await waitForRow(ivan, chatIds.north, 'nobody to wait', waitsNot)
    await vi.waitFor(
      async () => {
        const call = ivan.window.calls['clock.readIntervals']({ chatId: chatIds.north, limit: 5 })
        const kept = expectOk(await call).intervals.find((one) => one.startS === wait?.sinceS)
        expect(kept).toMatchObject({ endedBy: 'no_reply_needed', answeredBy: userIds.maria })
        expect(Math.abs((kept?.endS ?? 0) - Date.now() / 1000)).toBeLessThan(60)
      },
      { timeout: 20_000 },
    )
    await waitForRow(ivan, chatIds.north, 'the way back', (row) => row.canTakeBackNoReply)
    expectOk(await ivan.window.calls['chat.takeBackNoReply']({ chatId: chatIds.north }))
    const again = await waitForRow(maria, chatIds.north, 'Kira to wait again', waits)
    expect(again.wait?.sinceS).toBe(wait?.sinceS)
    expect(again.canTakeBackNoReply).toBe(false)
    const nothing = await maria.window.calls['chat.takeBackNoReply']({ chatId: chatIds.north })
    expect(codeOf(nothing)).toBe('nothing_to_take_back')
  })

  test('"no reply needed" holds in basic groups too, where messages have other ids for everybody', async () => {
    const { bakery: chat } = chatIds
    // Not in the same second as the next one: within it nobody can tell them apart.
    const date = Math.floor(Date.now() / 1000) - 30
    await desk.datacenter.call('POST', '/messages', { from: userIds.pavel, chat, text: 'Anybody?', date })
    for (const console of [ivan, maria]) await waitForRow(console, chatIds.bakery, 'Pavel to wait', waits)
    expectOk(await maria.window.calls['chat.noReplyNeeded']({ chatId: chatIds.bakery }))
    await waitForRow(ivan, chatIds.bakery, 'nobody to wait', waitsNot)
    await desk.write('pavel', chatIds.bakery, 'And now?')
    const { wait } = await waitForRow(ivan, chatIds.bakery, 'Pavel to wait again', waits)
    expect(wait?.messageCount).toBe(1)
  })

  test('"no reply needed" to a private chat stays with the account whose chat it is', async () => {
    const chatId = chatIds.pavelToIvan
    expectOk(await lena.window.calls['chat.setClass']({ chatId: chatIds.north, class: 'customer' }))
    expectOk(await ivan.window.calls['chat.setClass']({ chatId, class: 'customer' }))
    await waitForRow(ivan, chatId, 'Pavel to wait', waits)
    expectOk(await ivan.window.calls['chat.noReplyNeeded']({ chatId }))
    await waitForRow(ivan, chatId, 'nobody to wait', waitsNot)
    const types = (await desk.readTeamLog()).map(({ text }) => text)
    expect(types.filter((text) => text.includes('"no_reply"') && text.includes(`${chatId}`))).toEqual([])
  })

  test('deadlines of a chat are the managers’, and every clock follows them', async () => {
    const slow = { redAfterMin: 60, breachAfterMin: 90 }
    const refused = await ivan.window.calls['chat.setClockOverride']({
      chatId: chatIds.north,
      override: slow,
    })
    expect(codeOf(refused)).toBe('no_right')
    await waitForRow(ivan, chatIds.north, 'the breach', (row) => row.wait?.status === 'breach')
    expectOk(await lena.window.calls['chat.setClockOverride']({ chatId: chatIds.north, override: slow }))
    await waitForRow(ivan, chatIds.north, 'the deadlines', (row) => row.wait?.status === 'waiting')
    expect(ivan.window.chat(chatIds.north)?.hasClockOverride).toBe(true)
    expectOk(await lena.window.calls['chat.setClockOverride']({ chatId: chatIds.north }))
    await waitForRow(ivan, chatIds.north, 'the breach again', (row) => row.wait?.status === 'breach')
  })

  test('rules are the managers’; folders stay everybody’s own, and staff are the members', async () => {
    const { clock, customers } = ivan.window.state.rules!
    const slower = { ...clock, redAfterMin: 120, breachAfterMin: 180 }
    expectOk(await lena.window.calls['rules.set']({ clock: slower }))
    await ivan.window.waitFor(
      () => ivan.window.state.rules?.clock.redAfterMin === 120,
      () => 'the team’s rules',
    )
    await waitForRow(ivan, chatIds.north, 'the deadlines', (row) => row.wait?.status === 'waiting')
    const { calls } = ivan.window
    expect(codeOf(await calls['rules.set']({ clock: { ...clock, redAfterMin: 11 } }))).toBe('no_right')
    expectOk(await calls['rules.set']({ customers: { ...customers, folderIds: [7] } }))
    expect(codeOf(await calls['rules.set']({ isSetUp: true }))).toBe('ok')
    await expect.poll(() => ivan.window.state.rules?.customers.folderIds).toEqual([7])
    expect(maria.window.state.rules?.customers.folderIds).toEqual([])
    const staff = new Set(ivan.window.state.rules?.staff.map((member) => member.userId))
    expect(staff).toEqual(new Set([userIds.lena, userIds.ivan, userIds.maria, userIds.oleg, userIds.alexey]))
    expect(codeOf(await calls['rules.set']({ staff: [] }))).toBe('staff_by_team')
    expectOk(await lena.window.calls['rules.set']({ clock }))
    await waitForRow(ivan, chatIds.north, 'the breach again', (row) => row.wait?.status === 'breach')
  })

  test('whoever joins the channel stops clocks as soon as a manager has made them a colleague', async () => {
    await desk.write('sam', chatIds.north, 'I have seen this before')
    await waitForRow(ivan, chatIds.north, 'two messages', (row) => row.wait?.messageCount === 2)
    await desk.datacenter.call('POST', '/join', {
      chat: chatIds.teamLog,
      user: userIds.sam,
      inviter: userIds.lena,
    })
    await waitForTeam(ivan, 'Sam as a stranger', ({ strangers }) =>
      strangers.people.some(({ userId }) => userId === userIds.sam),
    )
    expect(ivan.window.chat(chatIds.north)?.wait?.messageCount).toBe(2)
    await desk.post('lena', { type: 'role', user: userIds.sam, role: 'task' })
    await waitForRow(ivan, chatIds.north, 'nobody to wait', waitsNot)
    await waitForTeam(ivan, 'no stranger', ({ strangers }) => strangers.people.length === 0)
  })

  test('a project belongs to a chat for everybody', async () => {
    const project = { tracker: 'jira', project: 'NORTH' }
    const { north: chatId } = chatIds
    expect(codeOf(await ivan.window.calls['chat.setProject']({ chatId, project }))).toBe('no_right')
    expectOk(await lena.window.calls['chat.setProject']({ chatId, project }))
    const read = async () => expectOk(await maria.window.calls['chat.getProject']({ chatId }))
    await expect.poll(read, { timeout: 20_000 }).toEqual({ project })
    expectOk(await lena.window.calls['chat.setProject']({ chatId }))
    await expect.poll(read, { timeout: 20_000 }).toEqual({})
  })

  test('what the log refuses is as it was before', async () => {
    await desk.write('kira', chatIds.west, 'Closed again')
    await waitForRow(maria, chatIds.west, 'Kira to wait', waits)
    await desk.fault('drop', { user: userIds.maria })
    await desk.fault('flood', { method: 'messages.sendMessage', seconds: 3, user: userIds.maria, times: 1 })
    expectOk(await maria.window.calls['chat.noReplyNeeded']({ chatId: chatIds.west }))
    await waitForRow(maria, chatIds.west, 'nobody to wait', waitsNot)
    await desk.post('lena', { type: 'role', user: userIds.maria, role: 'task' })
    await desk.fault('resume', { user: userIds.maria })
    await lena.window.waitFor(
      () => (lena.window.state.team?.teamLog.rejectedCount ?? 0) > 0,
      () => 'the refusal',
      30_000,
    )
    // She is no duty administrator any more and does not see the chat; she is again, and nothing was said.
    await desk.post('lena', { type: 'role', user: userIds.maria, role: 'duty' })
    await waitForRow(maria, chatIds.west, 'Kira to wait again', waits)
    await waitForRow(ivan, chatIds.west, 'Kira to wait', waits)
  })

  test('stay with a group that becomes a supergroup, over a restart too', async () => {
    expectOk(await maria.window.calls['chat.setClass']({ chatId: chatIds.bakery, class: 'other' }))
    await waitForRow(ivan, chatIds.bakery, 'the class', (row) => row.class === 'other')
    await desk.datacenter.call('POST', '/migrate', { chat: chatIds.bakery, user: userIds.lena })
    const upgraded = await ivan.window.waitFor(
      () =>
        [...ivan.window.state.chats.values()].find(
          (chat) => chat.title === 'Old bakery' && chat.kind === 'supergroup' && chat.class === 'other',
        ),
      () => 'the class of the supergroup',
    )
    await desk.close('ivan')
    ivan = await desk.open('ivan')
    // The team's rules hold before Telegram has said anything.
    const { rules } = ivan.window.state
    expect(rules?.staff.map((member) => member.userId)).toEqual(
      maria.window.state.rules?.staff.map((member) => member.userId),
    )
    expect(rules?.clock).toEqual(maria.window.state.rules?.clock)
    await waitForRow(ivan, upgraded.id, 'the class', (row) => row.hasHandClass && row.class === 'other')
    expectOk(await ivan.window.calls['chat.setClass']({ chatId: upgraded.id, class: 'auto' }))
    await waitForRow(maria, upgraded.id, 'the class by the rules', (row) => row.class === 'customer')
  })

  test('are gone with the team, and what a console had for itself is back', async () => {
    expectOk(await ivan.window.calls['team.forget'](undefined))
    await waitForRow(ivan, chatIds.south, 'its own clock', (row) => row.hasClockOverride)
    await waitForRow(ivan, chatIds.lunch, 'its own class', (row) => row.class === 'customer')
    const read = expectOk(await ivan.window.calls['chat.getClockOverride']({ chatId: chatIds.south }))
    expect(read).toEqual({ override: own })
  })
})

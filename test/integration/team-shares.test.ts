import { afterAll, beforeAll, expect, test } from 'vitest'
import { TeamDesk, waitForTeamLog, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk
let lena: TeamConsole

beforeAll(async () => {
  desk = await TeamDesk.start()
  lena = await desk.open('lena')
}, 60_000)
afterAll(async () => {
  await desk.dispose()
})

test('whoever begins a team may give it the rules and marks that were theirs', async () => {
  const { calls, state } = lena.window
  const clock = { ...state.rules!.clock, redAfterMin: 7 }
  const override = { redAfterMin: 40, breachAfterMin: 50 }
  expectOk(await calls['rules.set']({ clock }))
  expectOk(await calls['chat.setClass']({ chatId: chatIds.lunch, class: 'other' }))
  expectOk(await calls['chat.setClockOverride']({ chatId: chatIds.south, override }))
  await lena.window.waitFor(
    () => lena.window.chat(chatIds.north)?.wait,
    () => 'Kira to wait',
  )
  expectOk(await calls['chat.noReplyNeeded']({ chatId: chatIds.north }))
  await waitForTeam(lena, 'a log without a beginning', ({ teamLog }) => teamLog.state === 'no_genesis')
  expectOk(await calls['team.begin']({ managerIds: [userIds.lena], sharesRules: true }))
  await waitForTeamLog(lena)

  const ivan = await desk.open('ivan')
  await waitForTeamLog(ivan)
  await ivan.window.waitFor(
    () => {
      const { rules } = ivan.window.state
      // Without a role Ivan sees no customer's chat, but what the rules make of the others.
      return rules?.clock.redAfterMin === 7 && ivan.window.chat(chatIds.lunch)?.class === 'other'
    },
    () => `the rules, now ${JSON.stringify(ivan.window.state.rules)}`,
  )
  expectOk(await calls['team.setRole']({ userId: userIds.ivan, role: 'duty' }))
  await ivan.window.waitFor(
    () => ivan.window.chat(chatIds.north),
    () => 'the customers',
  )
  const read = expectOk(await ivan.window.calls['chat.getClockOverride']({ chatId: chatIds.south }))
  expect(read).toEqual({ override })
  await ivan.window.waitFor(
    () => ivan.window.chat(chatIds.north)?.wait === undefined,
    () => `nobody to wait, now ${JSON.stringify(ivan.window.chat(chatIds.north)?.wait)}`,
  )
  // What Lena had for herself is the team's now, for her too.
  expect(lena.window.chat(chatIds.south)?.hasClockOverride).toBe(true)
  expect(lena.window.chat(chatIds.north)?.wait).toBeUndefined()
})

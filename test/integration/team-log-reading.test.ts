import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { TeamDesk, waitForTeamLog, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'

let desk: TeamDesk

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
})
afterAll(() => desk.dispose())

/** Many small agreements, the last of which is that both are on duty. */
async function sayMuch(count: number): Promise<void> {
  const say = (at: number) =>
    desk.post(at % 2 === 0 ? 'ivan' : 'maria', { type: 'duty', on: at > count - 2 || at % 3 === 0 })
  for (let at = 1; at <= count; at += 20) {
    // The order of those before the last ones does not matter.
    const last = Math.min(at + 19, count)
    await Promise.all(Array.from({ length: last - at + 1 }, (_, index) => say(at + index)))
  }
}

const countSnapshots = async (): Promise<number> =>
  (await desk.readTeamLog()).filter(
    ({ text }) => text.includes('"type":"snapshot"') || text.includes('"part":'),
  ).length

const isOnDuty = ({ window }: TeamConsole): boolean =>
  window.state.team?.duty.onCount === 2 && window.state.team.duty.totalCount === 2

describe('a long log', () => {
  test('is summed up by a manager, so that a new console knows what holds after 200 messages at most', async () => {
    const [lena, maria] = (await desk.openAll(['lena', 'maria'])) as [TeamConsole, TeamConsole]
    await Promise.all([waitForTeamLog(lena), waitForTeamLog(maria)])
    await desk.close('maria')
    await sayMuch(150)
    await expect.poll(countSnapshots, { timeout: 15_000 }).toBeGreaterThan(0)
    await desk.datacenter.call('POST', '/messages/bulk', {
      count: 120,
      chats: [chatIds.teamLog],
      text: 'Lunch?',
    })
    const before = await countSnapshots()
    await expect.poll(countSnapshots, { timeout: 15_000 }).toBeGreaterThan(before)
    await sayMuch(40)
    await desk.forgetReads()
    const oleg = await desk.open('oleg')
    const team = await waitForTeamLog(oleg)
    expect(team.teamLog.readCount).toBeLessThanOrEqual(200)
    await oleg.window.waitFor(
      () => isOnDuty(oleg),
      () => 'the same duty',
    )
    expect(await desk.countReads('oleg')).toBeLessThanOrEqual(200)
    expect(team.myRole).toBe('task')
    // It reads on, and finds nothing wrong.
    const whole = await waitForTeam(oleg, 'the whole history', ({ teamLog }) => teamLog.isWhole, 30_000)
    expect(whole.teamLog.mismatch).toBeUndefined()
    expect(whole.teamLog.rejectedCount).toBe(0)
    expect(isOnDuty(oleg)).toBe(true)
  })

  test('is caught up with by a console that was away, though Telegram tells it of nothing', async () => {
    await Promise.all([desk.close('lena'), desk.close('oleg')])
    await sayMuch(500)
    await desk.post('lena', { type: 'role', user: userIds.sam, role: 'task' })
    await desk.fault('forgetChanges', { chat: chatIds.teamLog })
    const maria = await desk.open('maria', { isSynced: false })
    expect(maria.window.state.team?.teamLog.state).toBe('ready')
    await waitForTeam(maria, 'everything', ({ teamLog }) => teamLog.readCount >= 600, 30_000)
    await maria.window.waitFor(
      () => isOnDuty(maria),
      () => 'the same duty',
    )
    const sam = maria.window.state.colleagues.find(({ userId }) => userId === userIds.sam)
    expect(sam).toMatchObject({ role: 'task', isMember: false })
    expect(maria.window.state.team?.teamLog.mismatch).toBeUndefined()
  })
})

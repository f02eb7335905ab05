import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { TeamDesk, waitForTeamLog, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk

beforeAll(async () => {
  desk = await TeamDesk.start()
})
afterAll(() => desk.dispose())

/** Who has which role and is on duty, as a window shows it. */
const readRoles = (colleagues: readonly TeamPerson[]): string =>
  colleagues
    .filter(({ role }) => role !== undefined)
    .map(({ firstName, isOnDuty, role }) => `${firstName} ${role}${isOnDuty ? ' on' : ''}`)
    .toSorted()
    .join(', ')

async function waitForRoles({ name, window }: TeamConsole, roles: string): Promise<void> {
  await window.waitFor(
    () => readRoles(window.state.colleagues) === roles,
    () =>
      `${roles} at ${name}, now ${readRoles(window.state.colleagues)}, ${JSON.stringify(window.state.team)}`,
  )
}

describe('a team', () => {
  test('begins with a genesis, and everybody comes to the same roles and duty', async () => {
    const [lena, ivan, oleg] = (await desk.openAll(['lena', 'ivan', 'oleg'])) as [
      TeamConsole,
      TeamConsole,
      TeamConsole,
    ]
    await Promise.all(
      [lena, ivan, oleg].map((one) =>
        waitForTeam(one, 'no genesis', ({ teamLog }) => teamLog.state === 'no_genesis'),
      ),
    )
    const refused = await ivan.window.calls['team.begin']({ managerIds: [], sharesRules: false })
    expect(refused.ok ? undefined : refused.error.code).toBe('no_right')
    expectOk(await lena.window.calls['team.begin']({ managerIds: [userIds.alexey], sharesRules: false }))
    await Promise.all([lena, ivan, oleg].map((one) => waitForTeamLog(one)))
    const again = await lena.window.calls['team.setRole']({ userId: userIds.ivan, role: 'duty' })
    expectOk(again)
    expectOk(await lena.window.calls['team.setRole']({ userId: userIds.oleg, role: 'task' }))
    await waitForTeam(ivan, 'a role', ({ myRole }) => myRole === 'duty')
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: true }))
    // Whom Lena's console knows as staff got the role duty when she began.
    const roles = 'Alexey manager, Ivan duty on, Lena manager, Maria duty, Oleg task'
    for (const one of [lena, ivan, oleg]) await waitForRoles(one, roles)
    expect((await waitForTeam(oleg, 'duty', ({ duty }) => duty.onCount === 1)).duty).toEqual({
      onCount: 1,
      totalCount: 2,
    })
    const forbidden = await oleg.window.calls['team.setRole']({ userId: userIds.oleg, role: 'manager' })
    expect(forbidden.ok ? undefined : forbidden.error.code).toBe('no_right')
    const texts = (await desk.readTeamLog()).map(({ text }) => text.split('\n')[0])
    expect(texts.some((line) => line?.includes('Lena Manager') && line.endsWith('#watchfloor'))).toBe(true)
    await waitForTeam(lena, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0)
  })
})

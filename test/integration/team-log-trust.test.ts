import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import { readTeamLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import { TeamHistory } from '#shared/domain/team-log/team-history.ts'
import { startProgram } from '../support/child-process.ts'
import { TeamDesk, waitForTeamLog, waitForTeam } from '../support/team-desk.ts'
import { chatIds, phones, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
})
afterAll(() => desk.dispose())

const program = fileURLToPath(new URL('../support/team-program.ts', import.meta.url))

/** A snapshot as an honest console would write it now, but for what is made up. */
async function makeSnapshot(madeUp?: NewTeamEvent): Promise<NewTeamEvent> {
  const history = new TeamHistory({
    ownerId: userIds.lena,
    isPrivileged: (id) => id === userIds.lena,
  })
  let newestId = 0
  const items = (await desk.readTeamLog()).flatMap(
    ({ date, fromId, number, text }): readonly TeamLogItem[] => {
      newestId = number * 2 ** 20
      const [line = '', block] = text.split('\n')
      const content = block === undefined ? undefined : readTeamLogBlock(block, line.endsWith('#watchfloor'))
      if (content === undefined || content.kind === 'presence') return []
      return [{ messageId: newestId, dateS: date, authorId: fromId, content }]
    },
  )
  if (madeUp !== undefined) {
    const event = { v: 1, id: 'made-up-event', ...madeUp }
    const content = { kind: 'event', event, isMarked: true } as const
    items.push({ messageId: newestId + 1, dateS: 0, authorId: userIds.lena, content })
  }
  history.add(items)
  history.markWhole()
  return { type: 'snapshot', ...history.makeSnapshot()!, up_to: newestId as never }
}

describe('a snapshot', () => {
  test('of a manager that is not true is found out, whoever began with it', async () => {
    const lena = await desk.open('lena')
    await waitForTeam(lena, 'the whole log', ({ teamLog }) => teamLog.isWhole)
    await desk.datacenter.call('POST', '/messages/bulk', {
      count: 60,
      chats: [chatIds.teamLog],
      text: 'Lunch?',
    })
    const lie = await makeSnapshot({ type: 'settings', duty_sees_all: false })
    const { messageId } = await desk.post('alexey', lie)
    const told = await waitForTeam(lena, 'a mismatch', ({ teamLog }) => teamLog.mismatch !== undefined)
    expect(told.teamLog.mismatch?.author).toBe('Alexey Manager')
    const { rejected } = expectOk(await lena.window.calls['team.readRejected'](undefined))
    expect(rejected[0]).toMatchObject({ messageId, reason: 'snapshot_mismatch', author: 'Alexey Manager' })
    expect(told.dutySeesAll).toBe(true)
    expectOk(await lena.window.calls['team.dismissMismatch'](undefined))
    await waitForTeam(lena, 'no mismatch', ({ teamLog }) => teamLog.mismatch === undefined)
    await desk.close('lena')
    // It is told of once.
    const again = await desk.open('lena')
    await waitForTeam(again, 'the log', ({ teamLog }) => teamLog.isWhole && teamLog.rejectedCount === 1)
    expect(again.window.state.team?.teamLog.mismatch).toBeUndefined()
    await desk.close('lena')

    const oleg = await desk.open('oleg')
    const found = await waitForTeam(oleg, 'the lie', ({ teamLog }) => teamLog.mismatch !== undefined, 20_000)
    expect(found.dutySeesAll).toBe(true)
    expect(found.teamLog.isWhole).toBe(true)
    await desk.close('oleg')
  })

  test('that is true finds what was deleted while a console was away', async () => {
    const before = await desk.open('maria')
    const { number } = await desk.post('lena', { type: 'settings', duty_sees_all: false })
    // TDLib finds out by itself what is gone from the pages that it loads anyway.
    await desk.datacenter.call('POST', '/messages/bulk', {
      count: 160,
      chats: [chatIds.teamLog],
      text: 'Lunch?',
    })
    await desk.post('maria', { type: 'duty', on: true })
    await waitForTeam(
      before,
      'a setting and duty',
      ({ amOnDuty, dutySeesAll, teamLog }) => amOnDuty && !dutySeesAll && teamLog.isWhole,
    )
    await desk.close('maria')
    await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers: [number] })
    await desk.fault('forgetChanges', { chat: chatIds.teamLog })
    await desk.post('lena', await makeSnapshot())
    const after = await desk.open('maria', { isSynced: false })
    await waitForTeam(
      after,
      'the truth',
      ({ dutySeesAll, teamLog }) => dutySeesAll && teamLog.mismatch !== undefined,
    )
    const { rejected } = expectOk(await after.window.calls['team.readRejected'](undefined))
    expect(rejected.filter(({ reason }) => reason === 'snapshot_mismatch')).toHaveLength(1)
    await desk.close('maria')
    await desk.post('maria', { type: 'duty', on: false })
  })
})

describe('a console that is killed', () => {
  test.each([
    ['while it waits itself', 'refuse', { message: 'FLOOD_WAIT_300', code: 420, times: 1 }],
    ['while TDLib waits', 'flood', { seconds: 5, times: 1 }],
  ])('%s, says what it was told to say after its next start', async (_when, kind, fields) => {
    await desk.post('ivan', { type: 'duty', on: false })
    await desk.forget('ivan')
    const first = await desk.open('ivan')
    await waitForTeamLog(first)
    await desk.close('ivan')
    const { controlPort, mtprotoPort, tdjsonPath } = desk.datacenter
    await desk.fault(kind, { method: 'messages.sendMessage', user: userIds.ivan, ...fields })
    const running = startProgram(process.execPath, [
      program,
      JSON.stringify({
        datacenter: { controlPort, mtprotoPort, tdjsonPath },
        loginPhone: phones.ivan,
        profileFolder: first.profileFolder,
      }),
    ])
    await running.waitForLine(/^said$/u)
    await running.stop('SIGKILL')
    const second = await desk.open('ivan', { isSynced: false })
    // It holds from the first moment on, and is said as soon as that is possible.
    await waitForTeam(second, 'duty', ({ amOnDuty }) => amOnDuty)
    await waitForTeam(second, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0, 20_000)
    const said = (await desk.readTeamLog()).filter(
      ({ fromId, text }) => fromId === userIds.ivan && text.includes('"on":true'),
    )
    expect(new Set(said.map(({ text }) => text)).size).toBe(1)
    await waitForTeam(second, 'duty', ({ amOnDuty, duty }) => amOnDuty && duty.onCount === 1)
    const numbers = said.map(({ number }) => number)
    await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers })
    await waitForTeam(second, 'no duty', ({ amOnDuty }) => !amOnDuty)
    await desk.close('ivan')
  })
})

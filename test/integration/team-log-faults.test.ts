import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '#core/store/open-store.ts'
import type { RejectedView } from '#shared/contract/entities/team.ts'
import { TeamDesk, waitForTeamLog, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk
let lena: TeamConsole
let ivan: TeamConsole

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  ;[lena, ivan] = (await desk.openAll(['lena', 'ivan'])) as [TeamConsole, TeamConsole]
  await Promise.all([waitForTeamLog(lena), waitForTeamLog(ivan)])
})
afterAll(() => desk.dispose())

const readRejected = async ({ window }: TeamConsole): Promise<readonly RejectedView[]> =>
  expectOk(await window.calls['team.readRejected'](undefined)).rejected

async function waitForReason(one: TeamConsole, messageId: number, reason: string): Promise<void> {
  await expect
    .poll(async () => (await readRejected(one)).find((each) => each.messageId === messageId)?.reason)
    .toBe(reason)
}

const findPerson = ({ window }: TeamConsole, userId: number) =>
  window.state.colleagues.find((person) => person.userId === userId)

const zeroHash = '0'.repeat(64)

describe('what does not count', () => {
  test('is listed with its reason, and changes nothing on any console', async () => {
    const role = { type: 'role', user: userIds.ivan, role: 'manager' } as const
    const byDuty = await desk.post('ivan', role)
    const byStranger = await desk.post('sam', { ...role, user: userIds.sam }, { isForced: true })
    const second = await desk.post('alexey', { type: 'genesis', managers: [userIds.alexey] })
    const forged = await desk.post('maria', {
      type: 'snapshot',
      up_to: byDuty.messageId as never,
      hash: zeroHash,
      records: [['role', userIds.maria, 'manager']],
    })
    const viaBot = await desk.post('lena', role, { viaBot: userIds.bot })
    const asGroup = await desk.post('lena', role, { as: 'group' })
    for (const one of [lena, ivan]) {
      await waitForReason(one, byDuty.messageId, 'no_right')
      await waitForReason(one, byStranger.messageId, 'not_a_member')
      await waitForReason(one, second.messageId, 'second_genesis')
      await waitForReason(one, forged.messageId, 'no_right')
      await waitForReason(one, viaBot.messageId, 'via_bot')
      await waitForReason(one, asGroup.messageId, 'not_a_person')
      expect(one.window.state.team?.myRole).toBe(one === lena ? 'manager' : 'duty')
      expect(findPerson(one, userIds.maria)?.role).toBe('duty')
      expect(findPerson(one, userIds.sam)).toBeUndefined()
    }
  })

  test('may be what counted before: edited or deleted, it is as if it had not been said', async () => {
    const on = await desk.post('maria', { type: 'duty', on: true })
    await waitForTeam(lena, 'duty', ({ duty }) => duty.onCount === 1)
    const [message] = (await desk.readTeamLog(1)).slice(-1)
    await desk.datacenter.call('PATCH', `/chats/${chatIds.teamLog}/messages/${on.number}`, {
      text: message!.text,
      entities: [
        {
          kind: 'pre',
          language: 'watchfloor',
          offset: message!.text.indexOf('{'),
          length: message!.text.length - message!.text.indexOf('{'),
        },
      ],
    })
    for (const one of [lena, ivan]) {
      await waitForTeam(one, 'no duty', ({ duty }) => duty.onCount === 0)
      await waitForReason(one, on.messageId, 'edited')
    }
    const again = await desk.post('maria', { type: 'duty', on: true })
    await waitForTeam(ivan, 'duty', ({ duty }) => duty.onCount === 1)
    await desk.datacenter.call('POST', '/forward', {
      from: userIds.maria,
      chat: chatIds.teamLog,
      messages: [again.number],
      to: chatIds.teamLog,
    })
    await expect.poll(async () => (await readRejected(ivan))[0]?.reason).toBe('forwarded')
    await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers: [again.number] })
    for (const one of [lena, ivan]) await waitForTeam(one, 'no duty', ({ duty }) => duty.onCount === 0)
  })

  test('counts after all when somebody was made a manager before, and never again after', async () => {
    const early = await desk.post('maria', { type: 'settings', duty_sees_all: false })
    await desk.post('lena', { type: 'role', user: userIds.maria, role: 'manager' })
    await desk.post('maria', { type: 'settings', duty_sees_all: false })
    await waitForTeam(ivan, 'a setting', ({ dutySeesAll }) => !dutySeesAll)
    await desk.post('lena', { type: 'role', user: userIds.maria, role: 'duty' })
    const late = await desk.post('maria', { type: 'settings', duty_sees_all: true })
    const forged = await desk.post('maria', {
      type: 'snapshot',
      up_to: late.messageId as never,
      hash: zeroHash,
      records: [['root', 1]],
    })
    for (const one of [lena, ivan]) {
      await waitForReason(one, early.messageId, 'no_right')
      await waitForReason(one, late.messageId, 'no_right')
      await waitForReason(one, forged.messageId, 'no_right')
      expect(one.window.state.team?.dutySeesAll).toBe(false)
    }
  })
})

describe('what was missed', () => {
  test('without a connection is read afterwards, though Telegram tells of nothing but the last of it', async () => {
    await desk.datacenter.call('POST', '/stop')
    for (const on of [true, false]) await desk.post('alexey', { type: 'duty', on })
    await desk.post('alexey', { type: 'role', user: userIds.oleg, role: 'duty' })
    await desk.datacenter.call('POST', '/messages/bulk', {
      count: 150,
      chats: [chatIds.teamLog],
      text: 'Lunch?',
    })
    await desk.post('lena', { type: 'role', user: userIds.oleg, role: 'task' })
    await desk.post('alexey', { type: 'settings', duty_sees_all: true })
    await desk.datacenter.call('POST', '/messages/bulk', {
      count: 150,
      chats: [chatIds.teamLog],
      text: 'Lunch?',
    })
    await desk.fault('forgetChanges', { chat: chatIds.teamLog })
    await desk.datacenter.call('POST', '/start')
    await desk.post('maria', { type: 'duty', on: true })
    await waitForTeam(
      ivan,
      'a setting and duty',
      ({ duty, dutySeesAll }) => dutySeesAll && duty.onCount === 1,
    )
    expect(findPerson(ivan, userIds.oleg)?.role).toBe('task')
    await desk.post('lena', { type: 'settings', duty_sees_all: false })
    await desk.post('maria', { type: 'duty', on: false })
    await waitForTeam(ivan, 'no duty', ({ duty, dutySeesAll }) => !dutySeesAll && duty.onCount === 0)
  })
})

describe('writing', () => {
  test('waits as long as Telegram asks to, and then says everything once and in order', async () => {
    await desk.fault('flood', { method: 'messages.sendMessage', seconds: 2, user: userIds.ivan, times: 2 })
    const before = (await desk.readTeamLog()).length
    for (const isOn of [true, false, true]) expectOk(await ivan.window.calls['team.setDuty']({ isOn }))
    await waitForTeam(ivan, 'duty at once', ({ amOnDuty }) => amOnDuty)
    await waitForTeam(ivan, 'a pause', ({ teamLog }) => teamLog.pausedUntilMs !== undefined)
    await waitForTeam(ivan, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0, 20_000)
    const said = (await desk.readTeamLog()).slice(before).filter(({ text }) => text.includes('"type":"duty"'))
    expect(said.map(({ text }) => text.includes('"on":true'))).toEqual([true, false, true])
    await waitForTeam(lena, 'duty', ({ duty }) => duty.onCount === 1)
  })

  test('waits itself where TDLib gives up', async () => {
    await desk.fault('refuse', {
      method: 'messages.sendMessage',
      message: 'FLOOD_WAIT_300',
      code: 420,
      times: 1,
      user: userIds.ivan,
    })
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: false }))
    const paused = await waitForTeam(ivan, 'a pause', ({ teamLog }) => teamLog.pausedUntilMs !== undefined)
    expect(paused.teamLog.pendingCount).toBe(1)
    expect((paused.teamLog.pausedUntilMs ?? 0) - ivan.clock.now()).toBeGreaterThan(200_000)
    ivan.clock.jump(301_000)
    await waitForTeam(ivan, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0)
    await waitForTeam(lena, 'no duty', ({ duty }) => duty.onCount === 0)
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: true }))
    await waitForTeam(lena, 'duty', ({ duty }) => duty.onCount === 1)
  })

  test('offline is kept, said when there is a connection, and refused when the rights are gone by then', async () => {
    await desk.post('lena', { type: 'role', user: userIds.ivan, role: 'manager' })
    await waitForTeam(ivan, 'a role', ({ myRole }) => myRole === 'manager')
    await desk.fault('stall', { user: userIds.ivan })
    expectOk(await ivan.window.calls['team.setDutySeesAll']({ dutySeesAll: true }))
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: false }))
    await desk.close('ivan')
    await desk.post('lena', { type: 'role', user: userIds.ivan, role: 'duty' })
    await desk.fault('resume', { user: userIds.ivan })
    await desk.fault('clear')
    ivan = await desk.open('ivan', { isSynced: false })
    await waitForTeam(ivan, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0, 20_000)
    await waitForTeam(ivan, 'no duty', ({ amOnDuty, myRole }) => !amOnDuty && myRole === 'duty')
    expect(ivan.window.state.team?.dutySeesAll).toBe(false)
    expect(ivan.window.session.notices.map(({ kind }) => kind)).toContain('team_refused')
    await waitForTeam(lena, 'no duty', ({ duty }) => duty.onCount === 0)
    expect(lena.window.state.team?.dutySeesAll).toBe(false)
  })

  test('that no console can read is refused, and holds up nothing that is said after it', async () => {
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: true }))
    await waitForTeam(lena, 'duty', ({ duty }) => duty.onCount === 1)
    const { profileFolder } = ivan
    await desk.close('ivan')
    const opened = openStore({
      folder: profileFolder,
      clock: ivan.clock,
      log: pino({ level: 'silent' }),
      build: 'test',
    })
    if (!opened.ok) throw new Error(opened.error.message)
    expectOk(
      opened.value.store.putTeamOutbox({
        eventId: 'event-of-no-kind',
        channelId: chatIds.teamLog,
        event: { v: 1, id: 'event-of-no-kind', type: 'no_reply', chat: chatIds.north, up_to: 0 } as never,
        isLoud: false,
        isUrgent: true,
        createdAtMs: ivan.clock.now(),
      }),
    )
    await opened.value.store.close()
    ivan = await desk.open('ivan', { isSynced: false })
    await waitForTeamLog(ivan)
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: false }))
    await waitForTeam(lena, 'no duty', ({ duty }) => duty.onCount === 0)
    await waitForTeam(ivan, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0)
    expect(ivan.window.session.notices.find(({ kind }) => kind === 'team_refused')?.details).toEqual({
      type: 'no_reply',
      reason: 'malformed',
    })
  })

  test('in the name of the group, as anonymous administrators do, is refused and said once', async () => {
    const makeAdministrator = (isAnonymous: boolean) =>
      desk.datacenter.call('POST', '/role', {
        chat: chatIds.teamLog,
        user: userIds.ivan,
        role: 'administrator',
        isAnonymous,
      })
    const countEntries = async () => (await desk.readTeamLog()).length
    await makeAdministrator(true)
    const before = await countEntries()
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: true }))
    await expect
      .poll(() => ivan.window.session.notices.find(({ kind }) => kind === 'team_refused')?.details)
      .toEqual({ type: 'duty', reason: 'not_a_person' })
    await waitForTeam(
      ivan,
      'nothing that waits',
      ({ amOnDuty, teamLog }) => !amOnDuty && teamLog.pendingCount === 0,
    )
    expect(await countEntries()).toBe(before + 1)
    await makeAdministrator(false)
    expectOk(await ivan.window.calls['team.setDuty']({ isOn: true }))
    await waitForTeam(lena, 'duty', ({ duty }) => duty.onCount === 1)
    await desk.datacenter.call('POST', '/role', {
      chat: chatIds.teamLog,
      user: userIds.ivan,
      role: 'member',
    })
  })
})

describe('the channel', () => {
  test('is lost when somebody takes this account out of it, and works again afterwards', async () => {
    await desk.datacenter.call('POST', '/leave', {
      chat: chatIds.teamLog,
      user: userIds.ivan,
      removedBy: userIds.lena,
    })
    const lost = await waitForTeam(ivan, 'removed', ({ channel }) => channel?.state === 'removed')
    expect(lost.teamLog.state).toBe('ready')
    expect(ivan.window.session.notices.map(({ kind }) => kind)).toContain('team_channel_lost')
    await lena.window.waitFor(
      () => findPerson(lena, userIds.ivan)?.isMember === false,
      () => 'somebody who is no member',
    )
    expect(findPerson(lena, userIds.ivan)).toMatchObject({ role: 'duty', isOnDuty: false })
    expectOk(await lena.window.calls['team.addMembers']({ userIds: [userIds.ivan] }))
    await waitForTeam(
      ivan,
      'joined',
      ({ channel, myRole }) => channel?.state === 'joined' && myRole === 'duty',
    )
  })

  test('can be deleted, and the console works alone when it is told to', async () => {
    await desk.datacenter.call('DELETE', `/chats/${chatIds.teamLog}`)
    await waitForTeam(ivan, 'deleted or removed', ({ channel }) => channel?.state !== 'joined')
    expectOk(await ivan.window.calls['team.forget'](undefined))
    await waitForTeam(
      ivan,
      'no team',
      ({ channel, teamLog }) => channel === undefined && teamLog.state === 'off',
    )
    expect(ivan.window.state.colleagues).toEqual([])
  })
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { TeamDesk, waitForTeamLog, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk
let ivan: TeamConsole

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  ivan = await desk.open('ivan')
  await waitForTeamLog(ivan)
})
afterAll(() => desk.dispose())

const roleOf = (userId: number): string | undefined =>
  ivan.window.state.colleagues.find((person) => person.userId === userId)?.role

test('what TDLib leaves out while the connection stays is read, whatever comes after it', async () => {
  await desk.fault('stall', { user: userIds.ivan })
  await desk.post('alexey', { type: 'duty', on: true })
  await desk.fault('forgetChanges', { chat: chatIds.teamLog })
  await desk.post('lena', { type: 'settings', duty_sees_all: false })
  for (const text of ['Lunch?', 'Lunch!']) await desk.write('maria', chatIds.teamLog, text)
  await desk.datacenter.call('DELETE', '/faults')
  await desk.post('alexey', { type: 'duty', on: false })
  await waitForTeam(ivan, 'the setting', ({ dutySeesAll, duty }) => !dutySeesAll && duty.onCount === 0)
})

test('roles are as the channel has them after a start, though nobody tells what was changed', async () => {
  const given = await desk.post('lena', { type: 'role', user: userIds.oleg, role: 'manager' })
  const taken = await desk.post('lena', { type: 'role', user: userIds.maria, role: 'task' })
  await expect.poll(() => [roleOf(userIds.oleg), roleOf(userIds.maria)]).toEqual(['manager', 'task'])
  await desk.datacenter.call('POST', '/messages/bulk', {
    count: 120,
    chats: [chatIds.teamLog],
    text: 'Lunch?',
  })
  await desk.close('ivan')
  await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers: [given.number] })
  await desk.datacenter.call('PATCH', `/chats/${chatIds.teamLog}/messages/${taken.number}`, {
    text: 'Never mind',
  })
  await desk.fault('forgetChanges', { chat: chatIds.teamLog })
  ivan = await desk.open('ivan', { isSynced: false })
  await expect.poll(() => [roleOf(userIds.oleg), roleOf(userIds.maria)]).toEqual(['task', 'duty'])
})

test('what was on its way when this account was taken out is said once it is back', async () => {
  const { ivan: user, lena } = userIds
  await desk.fault('flood', { method: 'messages.sendMessage', seconds: 2, times: 1, user })
  expectOk(await ivan.window.calls['team.setDuty']({ isOn: true }))
  await waitForTeam(ivan, 'a pause', ({ teamLog }) => teamLog.pausedUntilMs !== undefined)
  await desk.datacenter.call('POST', '/leave', { chat: chatIds.teamLog, user, removedBy: lena })
  await waitForTeam(ivan, 'removed', ({ channel }) => channel?.state === 'removed')
  await desk.datacenter.call('POST', '/join', { chat: chatIds.teamLog, user, inviter: lena })
  await waitForTeam(ivan, 'nothing that waits', ({ teamLog }) => teamLog.pendingCount === 0)
  await waitForTeam(ivan, 'duty', ({ amOnDuty, duty }) => amOnDuty && duty.onCount === 1)
})

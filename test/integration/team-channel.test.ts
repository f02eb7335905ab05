import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { TeamDesk, waitForTeamLog, waitForTeam, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, phones, userIds } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk
let lena: TeamConsole

beforeAll(async () => {
  desk = await TeamDesk.start()
  lena = await desk.open('lena', { choosesTeam: false })
})
afterAll(() => desk.dispose())

const choose = async (chatId: ChatId): Promise<string | undefined> => {
  const chosen = await lena.window.calls['team.choose']({ chatId })
  return chosen.ok ? undefined : chosen.error.code
}

describe('choosing a channel', () => {
  test('takes private supergroups, and names those that have a log first', async () => {
    expect(lena.window.state.team).toMatchObject({ teamLog: { state: 'off' }, isChannelAdmin: false })
    expect(await choose(chatIds.bakery)).toBe('not_a_supergroup')
    expect(await choose(-5 as ChatId)).toBe('chat_not_found')
    const none = expectOk(await lena.window.calls['team.listCandidates'](undefined)).groups
    expect(none.every(({ hasTeamLog }) => !hasTeamLog)).toBe(true)
    expect(none.map(({ chatId }) => chatId)).not.toContain(chatIds.bakery)
    await desk.agree()
    const [first] = expectOk(await lena.window.calls['team.listCandidates'](undefined)).groups
    expect(first).toMatchObject({ chatId: chatIds.teamLog, hasTeamLog: true, isAdmin: true })
  })

  test('that was made here is explained to people and opened to those who can be added', async () => {
    await desk.datacenter.call('POST', '/privacy', { user: userIds.oleg, canBeAdded: false })
    const contacts = expectOk(await lena.window.calls['team.findContacts']({ query: 'Duty' })).contacts
    expect(new Set(contacts.map(({ userId }) => userId))).toEqual(new Set([userIds.ivan, userIds.maria]))
    const made = expectOk(
      await lena.window.calls['team.create']({ title: 'Night watch', userIds: [userIds.ivan, userIds.oleg] }),
    )
    expect(made.notAdded.map(({ userId }) => userId)).toEqual([userIds.oleg])
    await waitForTeam(
      lena,
      'the new channel',
      ({ channel, isChannelOwner, teamLog }) =>
        channel?.title === 'Night watch' &&
        channel.state === 'joined' &&
        isChannelOwner &&
        teamLog.state === 'no_genesis',
    )
    expectOk(await lena.window.calls['team.begin']({ managerIds: [], sharesRules: false }))
    expectOk(await lena.window.calls['team.setRole']({ userId: userIds.ivan, role: 'duty' }))
    const more = expectOk(await lena.window.calls['team.addMembers']({ userIds: [userIds.maria] }))
    expect(more.notAdded).toEqual([])
    // Whoever was added after the beginning finds all of it.
    const consoles = await desk.openAll(['ivan', 'maria'], { choosesTeam: false })
    for (const one of consoles) {
      const row = await one.window.waitForChat('Night watch')
      expectOk(await one.window.calls['team.choose']({ chatId: row.id }))
      await waitForTeamLog(one)
      await one.window.waitFor(
        () => one.window.state.colleagues.find(({ userId }) => userId === userIds.ivan)?.role === 'duty',
        () => 'the role of Ivan',
      )
      await desk.close(one.name)
    }
    const info = await desk.datacenter.call<{ chats: readonly { title: string; about?: string }[] }>(
      'GET',
      '/state',
    )
    expect(JSON.stringify(info.chats.find(({ title }) => title === 'Night watch'))).toContain('consoles')
  })

  test('leaves the rows where they were, and nothing of it unread', async () => {
    const alexey = await desk.open('alexey', { datacenter: { presetTeam: chatIds.teamLog } })
    await waitForTeamLog(alexey)
    await desk.write('kira', chatIds.north, 'Good morning')
    await alexey.window.waitFor(
      () => alexey.window.order()[0] === chatIds.north,
      () => 'the customer on top',
    )
    await desk.post('maria', { type: 'duty', on: true })
    await waitForTeam(alexey, 'duty', ({ duty }) => duty.onCount === 1)
    await alexey.window.waitFor(
      () => alexey.window.chat(chatIds.teamLog)?.unreadCount === 0,
      () => `no unread entries, now ${alexey.window.chat(chatIds.teamLog)?.unreadCount}`,
      10_000,
    )
    // What one's own console writes behind it counts for nobody, and hides nothing.
    await desk.post('maria', { type: 'duty', on: false })
    expectOk(await alexey.window.calls['team.setDuty']({ isOn: true }))
    await alexey.window.waitFor(
      () => alexey.window.chat(chatIds.teamLog)?.lastMessage?.isOutgoing === true,
      () => 'an entry of his own',
    )
    await alexey.window.waitFor(
      () => alexey.window.chat(chatIds.teamLog)?.unreadCount === 0,
      () => `no unread entries, now ${alexey.window.chat(chatIds.teamLog)?.unreadCount}`,
      10_000,
    )
    expect(alexey.window.order()[0]).toBe(chatIds.north)
    expect(alexey.window.notifications.map(({ chatId }) => chatId)).not.toContain(chatIds.teamLog)
    await desk.write('maria', chatIds.teamLog, 'Who has the keys?')
    await alexey.window.waitFor(
      () =>
        alexey.window.order()[0] === chatIds.teamLog &&
        alexey.window.chat(chatIds.teamLog)?.unreadCount === 1,
      () => 'what a colleague wrote',
    )
    await desk.close('alexey')
  })

  test('leaves no entry unread behind what a colleague took back while nobody told of it', async () => {
    const datacenter = { presetTeam: chatIds.teamLog }
    const before = await desk.open('alexey', { datacenter })
    await waitForTeamLog(before)
    await desk.datacenter.call('POST', '/read', { user: phones.alexey, chat: chatIds.teamLog })
    const number = await desk.write('maria', chatIds.teamLog, 'Who has the keys?')
    await before.window.waitFor(
      () => before.window.chat(chatIds.teamLog)?.lastMessage?.id === number * 2 ** 20,
      () => 'what a colleague wrote',
    )
    await desk.close('alexey')
    await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers: [number] })
    await desk.post('maria', { type: 'duty', on: true })
    await desk.fault('forgetChanges', { chat: chatIds.teamLog })
    const after = await desk.open('alexey', { datacenter, isSynced: false })
    await waitForTeam(after, 'duty', ({ duty }) => duty.onCount > 0)
    await after.window.waitFor(
      () => after.window.chat(chatIds.teamLog)?.unreadCount === 0,
      () => `no unread entries, now ${after.window.chat(chatIds.teamLog)?.unreadCount}`,
      10_000,
    )
    await desk.close('alexey')
  })
})

test('an account that logs out and in again finds the whole log', async () => {
  const maria = await desk.open('maria', { choosesTeam: false })
  const { calls } = maria.window
  // What she chose above shows her nothing of other groups.
  expectOk(await calls['team.forget'](undefined))
  const choose = async (strangerCount: number): Promise<void> => {
    const { id: chatId } = await maria.window.waitForChat('Watch log')
    await maria.window.waitForConnection('ready')
    const readers = expectOk(await calls['team.readReaders']({ chatId }))
    expect(readers.count).toBe(strangerCount)
    expectOk(await calls['team.choose']({ chatId, readers: { count: strangerCount, key: readers.key } }))
    await waitForTeam(
      maria,
      'her role',
      ({ teamLog, myRole }) => teamLog.state === 'ready' && myRole === 'duty',
    )
  }
  await choose(0)
  expectOk(await calls['auth.logOut'](undefined))
  await maria.window.waitForAuth('wait_phone')
  expectOk(await calls['auth.setPhone']({ phone: phones.maria }))
  await maria.window.waitForAuth('wait_code')
  const { code } = await desk.datacenter.call<{ code: string }>('GET', `/codes?phone=${phones.maria}`)
  expectOk(await calls['auth.submitCode']({ code }))
  await maria.window.waitForSync()
  expect(maria.window.state.team?.channel).toBeUndefined()
  // Who is staff was forgotten with the account, so the others have to be looked at once more.
  await choose(4)
  await desk.close('maria')
})

describe('late joiners', () => {
  test('of a channel that hides its past learn that the beginning is missing', async () => {
    await desk.datacenter.call('POST', '/history-hidden', { chat: chatIds.teamLog, isHidden: true })
    await desk.datacenter.call('POST', '/join', {
      chat: chatIds.teamLog,
      user: userIds.sam,
      inviter: userIds.lena,
    })
    await desk.post('lena', { type: 'role', user: userIds.sam, role: 'task' })
    const sam = await desk.open('sam', { choosesTeam: false })
    await sam.window.waitForChat('Watch log')
    expectOk(await sam.window.calls['team.choose']({ chatId: chatIds.teamLog }))
    await waitForTeam(sam, 'no genesis', ({ teamLog }) => teamLog.state === 'no_genesis')
    expect(sam.window.state.team?.myRole).toBeUndefined()
  })
})

import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { PresenceEntry } from '#shared/contract/entities/team.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import { TeamDesk, waitForTeamLog, type TeamConsole } from '../support/team-desk.ts'
import { chatIds, userIds, type ConsoleName } from '../support/team-people.ts'
import { expectOk, type TestWindow } from '../support/test-window.ts'

let desk: TeamDesk

beforeEach(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
})

afterEach(async () => {
  await desk.dispose()
})

async function openReady(name: ConsoleName): Promise<TeamConsole> {
  const console = await desk.open(name)
  await waitForTeamLog(console)
  await console.window.waitFor(
    () => console.window.chat(chatIds.north)?.class === 'customer',
    () => 'the class of the chat',
  )
  return console
}

const show = async (window: TestWindow, chatId: ChatId | undefined, isWriting = false): Promise<void> => {
  expectOk(await window.calls['presence.set']({ isWriting, ...(chatId === undefined ? {} : { chatId }) }))
}

const waitForPresence = (
  { name, window }: TeamConsole,
  expected: readonly Pick<PresenceEntry, 'chatId' | 'isWriting'>[],
): Promise<readonly PresenceEntry[]> =>
  window.waitFor(
    () =>
      JSON.stringify(window.state.presence.map(({ chatId, isWriting }) => ({ chatId, isWriting }))) ===
        JSON.stringify(expected) && window.state.presence,
    () => `${JSON.stringify(expected)} at ${name}, now ${JSON.stringify(window.state.presence)}`,
  )

const readPresenceMessages = async (): Promise<
  readonly { readonly number: number; readonly isSilent: boolean }[]
> => (await desk.readTeamLog()).filter(({ text }) => text.includes('"type":"presence"'))

async function countCalls(method: string, userId: number): Promise<number> {
  const { calls } = await desk.datacenter.call<{
    calls: readonly { readonly method: string; readonly userId?: number; readonly count: number }[]
  }>('GET', '/calls')
  return calls.find((call) => call.method === method && call.userId === userId)?.count ?? 0
}

const looking = (chatId: ChatId) => ({ chatId, isWriting: false })
const writing = (chatId: ChatId) => ({ chatId, isWriting: true })

test('colleagues see who looks and who writes, from one message that is edited in its pace', async () => {
  const [ivan, maria] = await Promise.all([openReady('ivan'), openReady('maria')])
  expect(await readPresenceMessages()).toEqual([])
  const edits = () => countCalls('messages.editMessage', userIds.ivan)
  await show(ivan.window, chatIds.north)
  const [entry] = await waitForPresence(maria, [looking(chatIds.north)])
  expect(entry).toEqual({ userId: userIds.ivan, name: 'Ivan Duty', ...looking(chatIds.north) })
  const [message] = await readPresenceMessages()
  expect(message).toMatchObject({ isSilent: true, fromId: userIds.ivan })

  // Within 15 s nothing is edited, however often the window changes its mind; then the last word counts.
  await show(ivan.window, chatIds.north, true)
  ivan.clock.jump(10_000)
  await show(ivan.window, chatIds.south)
  await show(ivan.window, chatIds.north, true)
  expect(await edits()).toBe(0)
  ivan.clock.jump(6_000)
  await show(ivan.window, chatIds.north, true)
  await waitForPresence(maria, [writing(chatIds.north)])
  expect(await edits()).toBe(1)
  // Of two windows the one in which something is written counts; when it is gone, the other one.
  const other = await ivan.harness.openWindow()
  await show(other, chatIds.south)
  ivan.clock.jump(16_000)
  await show(other, chatIds.south)
  expect(await edits()).toBe(1)
  await show(other, chatIds.south, true)
  await waitForPresence(maria, [writing(chatIds.south)])
  expect(await edits()).toBe(2)
  ivan.clock.jump(16_000)
  other.close()
  await waitForPresence(maria, [writing(chatIds.north)])
  // Still there after a minute is said again; nothing more is said once nothing is looked at.
  ivan.clock.jump(61_000)
  await show(ivan.window, chatIds.north, true)
  await expect.poll(edits).toBe(4)
  ivan.clock.jump(16_000)
  // A private chat that is nobody's customer is nobody's business.
  await show(ivan.window, chatIds.pavelToIvan)
  await waitForPresence(maria, [])
  await expect.poll(edits).toBe(5)
  ivan.clock.jump(70_000)
  await show(ivan.window, undefined)
  expect(await edits()).toBe(5)
  expect(ivan.window.state.presence).toEqual([])
  expect(await readPresenceMessages()).toHaveLength(1)

  // After a restart it is the same message; when somebody deletes it, another one.
  await desk.close('ivan')
  const again = await openReady('ivan')
  await show(again.window, chatIds.bakery)
  await waitForPresence(maria, [looking(chatIds.bakery)])
  expect(await readPresenceMessages()).toMatchObject([{ number: message?.number }])
  await desk.datacenter.call('DELETE', `/chats/${chatIds.teamLog}/messages/${message?.number}`)
  await waitForPresence(maria, [])
  again.clock.jump(16_000)
  await show(again.window, chatIds.north)
  await waitForPresence(maria, [looking(chatIds.north)])
  expect(await readPresenceMessages()).toHaveLength(1)
  // It told nobody and lifted nothing.
  expect(maria.window.notifications).toEqual([])
  await expect.poll(() => maria.window.chat(chatIds.teamLog)?.unreadCount, { timeout: 10_000 }).toBe(0)
})

test('a word of 90 s ago does not count, nor that of a stranger', async () => {
  const [ivan, maria] = await Promise.all([openReady('ivan'), openReady('maria')])
  // So that the 90 s are over in five.
  maria.clock.jump(85_000)
  await show(ivan.window, chatIds.north)
  await waitForPresence(maria, [looking(chatIds.north)])
  await waitForPresence(maria, [])
  // Somebody who is not in the channel, and somebody's forwarded message.
  const text = writePresenceMessage('here', { chatId: chatIds.north, isWriting: true, atS: 1 })
  await desk.postText('sam', text, { isForced: true })
  const number = await desk.postText('lena', text)
  await waitForPresence(maria, [writing(chatIds.north)])
  expect(maria.window.state.presence).toMatchObject([{ userId: userIds.lena }])
  await desk.datacenter.call('DELETE', `/chats/${chatIds.teamLog}/messages/${number}`)
  await waitForPresence(maria, [])
  expect(maria.window.state.team?.teamLog.rejectedCount).toBe(0)
})

test('a flood wait of its edits holds back neither an alarm nor a note', async () => {
  const [ivan, maria] = await Promise.all([openReady('ivan'), openReady('maria')])
  await show(ivan.window, chatIds.north)
  await waitForPresence(maria, [looking(chatIds.north)])
  await desk.fault('flood', { method: 'messages.editMessage', seconds: 600, user: userIds.ivan })
  ivan.clock.jump(16_000)
  await show(ivan.window, chatIds.south)
  await expect.poll(() => countCalls('messages.editMessage', userIds.ivan)).toBe(1)
  const raised = expectOk(await ivan.window.calls['alarm.raise']({ chatId: chatIds.north }))
  await maria.window.waitFor(
    () => maria.window.state.alarms.find(({ id, isPending }) => id === raised.alarmId && !isPending),
    () => 'the alarm',
  )
  ivan.clock.jump(60_000)
  await show(ivan.window, chatIds.north, true)
  expect(await countCalls('messages.editMessage', userIds.ivan)).toBe(1)
  expect(await readPresenceMessages()).toHaveLength(1)
})

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import {
  TeamDesk,
  type OpenOptions,
  waitForTeamLog,
  waitForTeam,
  type PostedEvent,
  type TeamConsole,
} from '../support/team-desk.ts'
import { chatIds, userIds, type TeamName } from '../support/team-people.ts'
import { expectOk } from '../support/test-window.ts'

let desk: TeamDesk
/** The last message of what was agreed at the beginning. */
let agreedUpTo = 0

beforeAll(async () => {
  desk = await TeamDesk.start()
  await desk.agree()
  agreedUpTo = (await desk.readTeamLog()).at(-1)!.number
})
// Each begins with what was agreed, and with a machine that knows of nothing else.
afterEach(async () => {
  await desk.datacenter.call('DELETE', '/faults')
  await desk.forget('ivan')
  const numbers = (await desk.readTeamLog()).map(({ number }) => number)
  await deleteMessages(numbers.filter((number) => number > agreedUpTo))
})
afterAll(() => desk.dispose())

const north = { chat: chatIds.north } as const
/** What somebody says, and whether a console counts it. */
const sayings: Readonly<
  Record<string, readonly [TeamName, NewTeamEvent, (window: TeamConsole['window']) => boolean]>
> = {
  role: [
    'lena',
    { type: 'role', user: userIds.oleg, role: 'manager' },
    ({ state }) => state.colleagues.some(({ role, userId }) => userId === userIds.oleg && role === 'manager'),
  ],
  duty: ['maria', { type: 'duty', on: true }, ({ state }) => state.team?.duty.onCount === 1],
  visibility: [
    'lena',
    { type: 'settings', duty_sees_all: false },
    ({ state }) => state.team?.dutySeesAll === false,
  ],
  alarm: [
    'maria',
    { type: 'alarm_raised', ...north, title: 'North shop' },
    ({ state }) => state.alarms.length > 0,
  ],
  note: [
    'ivan',
    { type: 'note', ...north, text: 'Pays late', mentions: [] },
    ({ state }) => (state.notes.get(chatIds.north) ?? []).length > 0,
  ],
}
const everything = Object.keys(sayings)

const readCounted = ({ window }: TeamConsole): readonly string[] =>
  everything.filter((what) => sayings[what]?.[2](window))

async function waitForCounted(at: TeamConsole, counted: readonly string[]): Promise<void> {
  await at.window.waitFor(
    () => readCounted(at).join() === counted.join(),
    () => `that only [${counted.join()}] counts at ${at.name}, now [${readCounted(at).join()}]`,
  )
}

async function say(what: readonly string[]): Promise<readonly PostedEvent[]> {
  const posted: PostedEvent[] = []
  for (const one of what) {
    const [author, event] = sayings[one]!
    posted.push(await desk.post(author, event))
  }
  return posted
}

/** Ivan's console with the chat whose notes it shows. */
async function openIvan(options?: OpenOptions): Promise<TeamConsole> {
  const ivan = await desk.open('ivan', options)
  expectOk(await ivan.window.calls['conversation.open']({ chatId: chatIds.north }))
  return ivan
}

const numbersOf = (posted: readonly PostedEvent[]): readonly number[] => posted.map(({ number }) => number)

async function deleteMessages(numbers: readonly number[]): Promise<void> {
  await desk.datacenter.call('DELETE', '/messages', { chat: chatIds.teamLog, numbers })
}

/** The message says the same and bears the time of an edit. */
async function edit(number: number): Promise<void> {
  const { text } = (await desk.readTeamLog()).find((message) => message.number === number)!
  const offset = text.indexOf('{')
  await desk.datacenter.call('PATCH', `/chats/${chatIds.teamLog}/messages/${number}`, {
    text,
    entities: [{ kind: 'pre', language: 'watchfloor', offset, length: text.length - offset }],
  })
}

/** Nobody who asks is told what changed in the channel until now. */
async function forgetChanges(): Promise<void> {
  await desk.fault('forgetChanges', { chat: chatIds.teamLog })
}

/** An answer of the method has given this person messages of the log since the last `forgetReads`. */
async function waitForAnswer(userId: number, method: string): Promise<void> {
  await expect
    .poll(
      async () => {
        const path = `/reads?user=${userId}&chat=${chatIds.teamLog}`
        const { reads } = await desk.datacenter.call<{ reads: readonly { method: string }[] }>('GET', path)
        return reads.map((read) => read.method)
      },
      { interval: 20, timeout: 60_000 },
    )
    .toContain(method)
}

/** Answers and updates of this person are so late that something can change between two of them. */
const lateMs = 2_000

describe('what was the newest of the log, and is gone while a console is closed and Telegram tells nobody,', () => {
  test.each([
    ['a role', ['role']],
    ['duty, visibility, an alarm and a note', ['duty', 'visibility', 'alarm', 'note']],
  ])('does not count after its next start: %s', async (_what, what) => {
    const before = await openIvan()
    const posted = await say(what)
    await waitForCounted(before, what)
    await desk.close('ivan')
    await deleteMessages(numbersOf(posted))
    await forgetChanges()
    const after = await openIvan({ isSynced: false })
    await waitForCounted(after, [])
  })

  test('does not count either where it was edited', async () => {
    const before = await openIvan()
    const posted = await say(everything)
    await waitForCounted(before, everything)
    await desk.close('ivan')
    for (const number of numbersOf(posted)) await edit(number)
    await forgetChanges()
    const after = await openIvan({ isSynced: false })
    await waitForCounted(after, [])
  })

  test('leaves what was said since then, and what is said while it is found out', async () => {
    const before = await openIvan()
    const [role] = await say(['role'])
    await waitForCounted(before, ['role'])
    await desk.close('ivan')
    await deleteMessages([role!.number])
    await say(['duty'])
    await forgetChanges()
    await desk.forgetReads()
    await desk.fault('delay', { milliseconds: lateMs, user: userIds.ivan })
    const after = await openIvan({ isSynced: false })
    await waitForAnswer(userIds.ivan, 'messages.search')
    await say(['alarm'])
    await desk.datacenter.call('DELETE', '/faults')
    await waitForCounted(after, ['duty', 'alarm'])
  })
})

test('what is gone while a console has no connection, and Telegram tells nobody, does not count', async () => {
  const ivan = await openIvan()
  const posted = await say(everything)
  await waitForCounted(ivan, everything)
  await desk.datacenter.call('POST', '/stop')
  // TDLib tells nobody of a connection that was away for a moment only.
  await ivan.window.waitFor(
    () => ivan.window.session.connection !== 'ready',
    () => 'the end of the connection',
  )
  await deleteMessages(numbersOf(posted))
  await forgetChanges()
  // Less than a minute after it was looked at last it is not looked at again.
  ivan.clock.jump(60_000)
  await desk.datacenter.call('POST', '/start')
  await waitForCounted(ivan, [])
})

test('a role that is gone between two answers of the first reading does not count', async () => {
  const posted = await say(['role'])
  const ivan = await desk.open('ivan', { choosesTeam: false })
  expectOk(await ivan.window.calls['team.forget'](undefined))
  await desk.forgetReads()
  await desk.fault('delay', { milliseconds: lateMs, user: userIds.ivan })
  expectOk(await ivan.window.calls['team.choose']({ chatId: chatIds.teamLog }))
  await waitForAnswer(userIds.ivan, 'messages.search')
  await deleteMessages(numbersOf(posted))
  await desk.datacenter.call('DELETE', '/faults')
  await waitForTeamLog(ivan)
  await waitForTeam(ivan, 'the whole log', ({ teamLog }) => teamLog.isWhole)
  await waitForCounted(ivan, [])
})

test('of a channel that was emptied nothing counts any more', async () => {
  const before = await openIvan()
  await say(everything)
  await waitForCounted(before, everything)
  await desk.close('ivan')
  await deleteMessages((await desk.readTeamLog()).map(({ number }) => number))
  await forgetChanges()
  const after = await openIvan({ isSynced: false })
  await waitForTeam(after, 'no beginning', ({ teamLog, myRole }) => teamLog.state === 'no_genesis' && !myRole)
  await waitForCounted(after, [])
})

import { setTimeout as pause } from 'node:timers/promises'
import { foldPlainly, type PlainTeam } from './plain-team.ts'
import type { TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import type { TeamLogBook } from '#core/team/log/log-book.ts'
import { describeHistory, foldTeamLog, listRejected, serverIdStep } from './team-oracle.ts'
import { consoleNames, type StoryConsole } from './team-steps.ts'
import type { TeamStory } from './team-story.ts'
import { noteMark } from './team-world.ts'
import { chatIds, userIds } from '../../support/team-people.ts'
import type { TeamDesk } from '../../support/team-desk.ts'

const agreementTimeoutMs = 20_000
const lookAgainMs = 200

/** Of the chat that nobody shows to Oleg: none of it may reach a window of his. */
const secrets = ['South shop', '1700000003', 'in your mailbox', 'my invoice']
const customers = [chatIds.north, chatIds.south, chatIds.west, chatIds.bakery]
const members = ['lena', 'ivan', 'maria', 'oleg', 'alexey'] as const

type Book = Pick<TeamLogBook, 'find' | 'idsBetween'>

/** Waits until nothing is wrong; in words what is wrong otherwise. */
export async function findProblemsAtLast(
  desk: TeamDesk,
  story: TeamStory,
  timeoutMs = agreementTimeoutMs,
): Promise<readonly string[]> {
  const untilMs = Date.now() + timeoutMs
  for (;;) {
    const problems = await findProblems(story)
    if (problems.length === 0 || Date.now() > untilMs) return [...problems, ...(await findLeaks(desk, story))]
    await pause(lookAgainMs)
  }
}

async function findProblems(story: TeamStory): Promise<readonly string[]> {
  const messages = await story.world.readTeamLog()
  const { history, items, update } = foldTeamLog(messages, userIds.lena)
  const plain = foldPlainly(messages, userIds.lena)
  const truth = describeHistory(history)
  const rejected = listRejected(history)
  const problems = comparePlainly(history.state, plain)
  for (const who of consoleNames) {
    const { session } = story.partsOf(who).team.teamLog
    if (session === undefined) problems.push(`${who} has no team`)
    else {
      const { history: own, reach } = session.book
      if (session.outbox.entries.length > 0) {
        problems.push(
          `${who} still says ${session.outbox.entries.map(({ event }) => event.type).join()}, until ${session.outbox.pausedUntilMs}`,
        )
      }
      if (!session.reader.isCurrent || !own.isWhole) {
        problems.push(`${who} still reads: ${session.reader.isCurrent}, ${JSON.stringify(reach)}`)
      }
      const unlike = compareItems(items, session.book)
      // Of what is far back and makes no difference nobody hears when changes are lost.
      if (unlike !== '' && !story.hasLostChanges) problems.push(`${who} reads ${unlike}`)
      const mineNow = describeHistory(own)
      if (mineNow !== truth && !story.isUnknowable) {
        problems.push(`${who} differs from ${findDifference(mineNow, truth)}; ${JSON.stringify(reach)}`)
      }
      const mine = listRejected(own)
      if (mine.join() !== rejected.join() && !story.hasLostChanges) {
        const extra = mine.filter((one) => !rejected.includes(one))
        const missing = rejected.filter((one) => !mine.includes(one))
        problems.push(`${who} rejects also ${extra.join()}, and not ${missing.join()}`)
      }
    }
    problems.push(...compareWindow(story, who, plain))
  }
  const effects = new Map<string, number>()
  const unsettled = new Set<string>()
  for (const { event, outcome } of update.outcomes) {
    if (event === undefined) continue
    if (outcome.kind === 'applied') effects.set(event.id, (effects.get(event.id) ?? 0) + 1)
    else if (outcome.kind === 'rejected') unsettled.add(event.id)
  }
  for (const [id, { type, who }] of story.taken) {
    if (story.excused.has(id) || story.refused.has(id)) continue
    // What gave the right to say it was taken back, behind everybody's back.
    if (story.excused.size > 0 && unsettled.has(id)) continue
    if (effects.get(id) !== 1)
      problems.push(`${who} was promised ${type} ${id}: ${effects.get(id) ?? 0} times`)
  }
  return problems
}

/** The rules alone have to come to the same rights as the consoles' fold. */
function comparePlainly(
  state: ReturnType<typeof foldTeamLog>['history']['state'],
  plain: PlainTeam,
): string[] {
  const folded: PlainTeam = {
    roles: Object.fromEntries([...state.roles].sort(([a], [b]) => a - b)),
    onDuty: [...state.duty]
      .filter(([, { isOn }]) => isOn)
      .map(([user]) => user)
      .sort((a, b) => a - b),
    dutySeesAll: state.settings.dutySeesAll,
    grants: [...state.chats]
      .flatMap(([chat, { grants }]) => [...grants.keys()].map((user) => `${chat}/${user}`))
      .sort(),
    openAlarms: [...state.openAlarms.values()].sort(),
    notes: [...state.notes.values()].flatMap((notes) => [...notes.keys()]).sort(),
  }
  const expected = { ...plain, openAlarms: [...plain.openAlarms].sort() }
  if (JSON.stringify(folded) === JSON.stringify(expected)) return []
  return [`the fold has ${JSON.stringify(folded)}\n  not ${JSON.stringify(expected)}`]
}

/** What is on the screen. */
function compareWindow(story: TeamStory, who: StoryConsole, plain: PlainTeam): readonly string[] {
  const { state } = story.consoles.get(who)?.window ?? {}
  if (state === undefined) return [`${who} is closed`]
  const roleOf = (name: (typeof members)[number]): string | undefined =>
    plain.roles[userIds[name]] ?? (name === 'lena' ? 'manager' : undefined)
  const colleagues = members.map((name) => {
    const role = roleOf(name)
    return `${name} ${role ?? '-'} ${role !== undefined && plain.onDuty.includes(userIds[name])}`
  })
  const shown = members.map((name) => {
    const person = state.colleagues.find(({ userId }) => userId === userIds[name])
    return `${name} ${person?.role ?? '-'} ${person?.isOnDuty}`
  })
  const open = state.alarms.filter(({ done }) => done === undefined).map(({ id }) => id)
  const expected = [colleagues, roleOf(who), plain.dutySeesAll, [...plain.openAlarms].sort()]
  const found = [shown, state.team?.myRole, state.team?.dutySeesAll, open.sort()]
  if (JSON.stringify(expected) === JSON.stringify(found)) return []
  return [`the window of ${who} has ${JSON.stringify(found)}\n  not ${JSON.stringify(expected)}`]
}

/** Chats that Oleg was not shown, and notes that customers were. */
async function findLeaks(desk: TeamDesk, story: TeamStory): Promise<readonly string[]> {
  const leaks: string[] = []
  for (const [run, { frames }] of story.recorded.entries()) {
    for (const [place, frame] of frames.entries()) {
      const found = secrets.find((secret) => frame.includes(secret))
      if (found === undefined) continue
      const at = frame.indexOf(found)
      leaks.push(
        `Oleg saw ${found} in window ${run} of ${story.recorded.length}, frame ${place} of ${frames.length}: ${frame.slice(Math.max(0, at - 300), at + 300)}`,
      )
    }
  }
  for (const chatId of customers) {
    const messages = await desk.datacenter.call<unknown>('GET', `/chats/${chatId}/messages?limit=100000`)
    if (JSON.stringify(messages).includes(noteMark)) leaks.push(`${chatId} has words of a note`)
  }
  const { chats } = await desk.datacenter.call<{
    readonly chats: readonly { readonly tdlibId?: number; readonly views: unknown }[]
  }>('GET', '/state')
  for (const { tdlibId, views } of chats) {
    if (tdlibId !== chatIds.teamLog && JSON.stringify(views).includes(noteMark))
      leaks.push(`${tdlibId} has a draft`)
  }
  return leaks.slice(0, 10)
}

/** Messages that a console does not have, has though they are gone, or has as they were before. */
function compareItems(items: readonly TeamLogItem[], book: Book): string {
  const found = new Set(book.idsBetween(0, Number.MAX_SAFE_INTEGER))
  const number = (id: number): number => id / serverIdStep
  const missing = items
    .filter(({ messageId }) => !found.has(messageId))
    .map(({ messageId }) => number(messageId))
  const there = new Set(items.map(({ messageId }) => messageId))
  const gone = [...found].filter((id) => !there.has(id)).map(number)
  const old = items
    .filter(({ flaw, messageId }) => found.has(messageId) && book.find(messageId)?.flaw !== flaw)
    .map(({ messageId }) => number(messageId))
  return [
    ...(missing.length > 0 ? [`not ${missing.join()}`] : []),
    ...(gone.length > 0 ? [`still ${gone.join()}`] : []),
    ...(old.length > 0 ? [`as they were ${old.join()}`] : []),
  ].join(', ')
}

function findDifference(one: string, other: string): string {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  const cut = (text: string): string => text.slice(Math.max(0, at - 120), at + 200)
  return `${cut(one)}\n  not ${cut(other)}`
}

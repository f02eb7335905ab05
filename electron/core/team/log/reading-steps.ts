import { fetchNewer, fetchOlder } from '../../telegram/history.ts'
import { isSent } from '../../telegram/message.ts'
import type { TdCaller, TdRefusal } from '../../telegram/td-client.ts'
import type { TeamLogBook } from './log-book.ts'
import type { ReadIntake } from './read-intake.ts'
import { authorityQuery, readNewest, readStretch, searchChannel } from './search-channel.ts'

/** Page size until a console knows what holds: it reads no more than it needs. */
const startPage = 50
const page = 100

/**
 * What follows a step: the next step at once (`more`), after a pause (`later`), or only when somebody asks
 * (`stop`).
 */
export type StepResult = 'more' | 'later' | 'stop'

export interface ReadingStep {
  readonly td: TdCaller
  readonly channelId: number
  readonly book: TeamLogBook
  readonly intake: ReadIntake
  readonly isClosed: () => boolean
  /** The connection was lost since the step began, or the log is closed. */
  readonly isCut: () => boolean
  /** This many more messages were read. */
  readonly onRead: (count: number) => void
  /** Everything up to the message is in the book. */
  readonly onCaughtUp: (toId: number) => StepResult
  readonly onRefused: (refusal: TdRefusal) => StepResult
}

/** Reads what gives roles, and the newest page. */
export async function readFirst(step: ReadingStep): Promise<StepResult> {
  const { channelId, intake, onRead, td } = step
  const authority = await searchChannel(td, channelId, { query: authorityQuery })
  if (!authority.ok) return step.onRefused(authority.refusal)
  onRead(authority.value.length)
  const newest = await readNewest(td, channelId, startPage)
  if (!newest.ok) return step.onRefused(newest.refusal)
  if (step.isCut()) return 'more'
  const { found, fromId } = newest.value
  onRead(found.length)
  const ids = found.map(({ id }) => id)
  const isWhole = fromId === 0
  const range = ids.length === 0 ? {} : { fromId: Math.min(...ids), toId: Math.max(...ids) }
  intake.add([...authority.value, ...found], { ...range, isWhole, hasAuthority: true })
  return ids.length === 0 && !isWhole ? 'later' : step.onCaughtUp(range.toId ?? 0)
}

/** Reads what was written since this console last read, page after page. */
export async function readNew(step: ReadingStep): Promise<StepResult> {
  const { book, channelId, intake, onRead, td } = step
  const { toId } = book.reach
  const newer = await fetchNewer(td, channelId, toId, page)
  if (!newer.ok) return step.onRefused(newer.refusal)
  if (step.isCut()) return 'more'
  const sent = newer.messages.filter(isSent)
  if (sent.length === 0) return step.onCaughtUp(toId)
  onRead(sent.length)
  const newestId = Math.max(...sent.map(({ id }) => id))
  // A page contains every message between its ends.
  intake.replace(toId + 1, newestId, sent, { toId: newestId })
  return 'more'
}

/** Reads the next page back; without hurry once it is known what holds. */
export async function readOlder(step: ReadingStep): Promise<StepResult> {
  const { book, channelId, intake, onRead, td } = step
  const isNeeded = !book.history.isStarted
  const { fromId } = book.reach
  const older = await fetchOlder(td, channelId, fromId, isNeeded ? startPage : page)
  if (!older.ok) return step.onRefused(older.refusal)
  if (step.isClosed()) return 'stop'
  const sent = older.messages.filter(isSent)
  onRead(sent.length)
  const oldestId = sent.reduce((least, { id }) => Math.min(least, id), fromId)
  intake.replace(oldestId, fromId - 1, sent, { fromId: oldestId, isWhole: older.isStart })
  return isNeeded && !book.history.isStarted ? 'more' : 'later'
}

export type Mismatch = TeamLogBook['history']['mismatches'][number]

/** Reads the stretch in which a snapshot does not agree with the history: messages may have been deleted meanwhile. */
export async function readAgain(
  step: ReadingStep,
  { agreesUpTo, authorId, messageId }: Mismatch,
  onMismatch: (messageId: number, authorId: number) => void,
): Promise<StepResult> {
  const { book, channelId, intake, td } = step
  const found = await readStretch(td, channelId, agreesUpTo, messageId)
  if (!found.ok) return step.onRefused(found.refusal)
  if (step.isClosed()) return 'stop'
  if (found.value !== undefined) intake.replace(agreesUpTo + 1, messageId, found.value)
  if (book.history.mismatches.some((one) => one.messageId === messageId)) book.settleMismatch(messageId)
  onMismatch(messageId, authorId)
  return 'more'
}

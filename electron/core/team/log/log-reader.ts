import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { isUpToDate } from '../../session/connection.ts'
import { ChangesMeanwhile } from '../../telegram/changes-meanwhile.ts'
import { onFloodWait } from '../../telegram/flood-waits.ts'
import type { TdCaller, TdRefusal } from '../../telegram/td-client.ts'
import { fetchNewer, fetchOlder } from '../../telegram/history.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import { isSent } from '../../telegram/message.ts'
import type { TeamContext } from '../team-context.ts'
import { isAboutChannel } from './channel-loss.ts'
import { LiveMessages } from './live-messages.ts'
import { CompareDue } from './compare-due.ts'
import { compareLog } from './compare-log.ts'
import { ReadIntake } from './read-intake.ts'
import { authorityQuery, readNewest, readStretch, searchChannel } from './search-channel.ts'
import type { LogBook } from './log-book.ts'

/** Until a console knows what holds, it reads no more than it needs. */
const startPage = 50
const page = 100
/** Between two pages that nobody waits for. */
const backgroundPauseMs = 500
const retryMs = 2_000
const lookAgainMs = 5_000

export interface LogReaderParts extends Pick<TeamContext, 'client' | 'clock' | 'log' | 'people'> {
  readonly channelId: number
  readonly book: LogBook
  /** Telegram can be reached, and this account is in the channel. */
  readonly canRead: () => boolean
  /** It is known who may write the first genesis. */
  readonly isStandingKnown: () => boolean
  readonly onChannelLost: (message: string) => void
  /** How far it was read, or until when it waits, is another. */
  readonly onChange: () => void
  /** A snapshot did not agree with the history, which was read again. */
  readonly onMismatch: (messageId: number, authorId: number) => void
}

type Mismatch = LogBook['history']['mismatches'][number]
type StepResult = { readonly kind: 'done' } | { readonly kind: 'stop' } | { readonly kind: 'again' }
const done: StepResult = { kind: 'done' }
const stop: StepResult = { kind: 'stop' }
/** After a pause. */
const again: StepResult = { kind: 'again' }

/**
 * Reads the channel into the book: what is new first, then (only for a console that knows nothing) what gives roles and
 * the newest messages back to a snapshot, then politely everything back to the beginning.
 */
export class LogReader {
  readonly #parts: LogReaderParts
  readonly #cancelWatch: Cancel
  #isRunning = false
  #isClosed = false
  /** Nothing of the channel is missing between what is known and what Telegram tells of from now on. */
  #isCurrent = false
  readonly #compareDue: CompareDue
  readonly #meanwhile = new ChangesMeanwhile()
  readonly #live: LiveMessages
  readonly #intake: ReadIntake
  #readCount = 0
  #pausedUntilMs: EpochMs | undefined
  #pausedAtMs: EpochMs = 0
  /** TDLib waits until then with something; perhaps with what is read here. */
  #tdlibUntilMs: EpochMs | undefined
  #cancel: Cancel | undefined
  /** Counts connections lost: what was read before belongs to an earlier one. */
  #epoch = 0

  constructor(parts: LogReaderParts) {
    this.#parts = parts
    this.#compareDue = new CompareDue({ clock: parts.clock, onDue: () => this.pump() })
    this.#live = new LiveMessages({
      ...parts,
      meanwhile: this.#meanwhile,
      isCurrent: () => this.#isCurrent,
      isClosed: () => this.#isClosed,
      onSkipped: () => {
        this.#isCurrent = false
        this.#compareDue.ask()
        parts.onChange()
        this.pump()
      },
      onForgotten: () => {
        this.#compareDue.ask()
        this.pump()
      },
    })
    this.#intake = new ReadIntake({
      book: parts.book,
      people: parts.people,
      meanwhile: this.#meanwhile,
      onEdited: (messageId) => this.#live.askAgain(messageId),
    })
    this.#cancelWatch = onFloodWait((seconds) => {
      if (!this.#isRunning) return
      this.#tdlibUntilMs = parts.clock.now() + seconds * 1000
      parts.onChange()
    })
  }

  get isCurrent(): boolean {
    return this.#isCurrent
  }

  /** Messages are missing before some that are known already; they come in a moment, or are read. */
  get isSkipping(): boolean {
    return this.#live.isSkipping
  }

  get readCount(): number {
    return this.#readCount + this.#live.count
  }

  get pausedUntilMs(): EpochMs | undefined {
    return this.#isRunning ? (this.#tdlibUntilMs ?? this.#pausedUntilMs) : this.#pausedUntilMs
  }

  /** Something that may have kept it from reading has changed. */
  pump(): void {
    const { client, clock } = this.#parts
    if (this.#isClosed || this.#isRunning || !this.#canGoOn()) return
    const td = client()
    if (td === undefined || this.#isDone()) return
    const now = clock.now()
    // A clock that was set back meanwhile makes no wait longer.
    if (this.#pausedUntilMs !== undefined && now < this.#pausedUntilMs && now >= this.#pausedAtMs) {
      this.#pumpAt(this.#pausedUntilMs)
      return
    }
    this.#setPause(undefined)
    this.#isRunning = true
    void this.#meanwhile
      .during(() => this.#step(td))
      .then(({ kind }) => {
        this.#isRunning = false
        this.#tdlibUntilMs = undefined
        if (this.#isClosed || kind === 'stop') return
        this.#parts.onChange()
        if (kind === 'again') this.#pumpAt(clock.now() + backgroundPauseMs)
        else this.pump()
      })
  }

  /** Events of other chats are left aside. */
  follow(event: TelegramEvent): void {
    if (event.kind !== 'connection_changed') this.#live.follow(event)
    else if (isUpToDate(event.connection)) this.pump()
    else this.#lose()
  }

  close(): void {
    this.#isClosed = true
    this.#live.close()
    this.#compareDue.close()
    this.#cancelWatch()
    this.#cancel?.()
    this.#cancel = undefined
  }

  #canGoOn(): boolean {
    return this.#parts.canRead() && this.#parts.isStandingKnown()
  }

  #isDone(): boolean {
    const { book } = this.#parts
    return (
      this.#isCurrent && !this.#compareDue.isDue && this.#isBackDone() && book.history.mismatches.length === 0
    )
  }

  /** Nothing older is needed, or there is nothing. */
  #isBackDone(): boolean {
    const { book } = this.#parts
    return book.reach.isWhole || (book.history.isWhole && book.history.state.rootId !== undefined)
  }

  #lose(): void {
    this.#epoch += 1
    this.#compareDue.noteAway()
    if (!this.#isCurrent) return
    this.#isCurrent = false
    this.#parts.book.flush()
    this.#parts.onChange()
  }

  #step(td: TdCaller): Promise<StepResult> {
    const { book } = this.#parts
    if (book.reach.toId === 0 && !book.reach.isWhole) return this.#readFirst(td)
    if (!this.#isCurrent) return this.#readNew(td)
    if (this.#compareDue.isDue) return this.#compare(td)
    const [mismatch] = book.history.mismatches
    if (mismatch !== undefined) return this.#readAgain(td, mismatch)
    return this.#readOlder(td)
  }

  /** What gives roles, and the newest page. */
  async #readFirst(td: TdCaller): Promise<StepResult> {
    const { channelId } = this.#parts
    const epoch = this.#epoch
    // Both answers are the server's own.
    this.#compareDue.begin()
    const authority = await searchChannel(td, channelId, { query: authorityQuery })
    if (!authority.ok) return this.#refuse(authority.refusal)
    this.#readCount += authority.value.length
    const newest = await readNewest(td, channelId, startPage)

    if (!newest.ok) return this.#refuse(newest.refusal)
    if (epoch !== this.#epoch || this.#isClosed) return done
    const { found, fromId } = newest.value
    this.#readCount += found.length
    const ids = found.map(({ id }) => id)
    const isWhole = fromId === 0
    const range = ids.length === 0 ? {} : { fromId: Math.min(...ids), toId: Math.max(...ids) }
    this.#intake.add([...authority.value, ...found], { ...range, isWhole, hasAuthority: true })
    return ids.length === 0 && !isWhole ? again : this.#becomeCurrent(range.toId ?? 0)
  }

  /** What was written since this console looked last, page after page. */
  async #readNew(td: TdCaller): Promise<StepResult> {
    const { book, channelId } = this.#parts
    const epoch = this.#epoch
    const { toId } = book.reach
    const newer = await fetchNewer(td, channelId, toId, page)
    if (!newer.ok) return this.#refuse(newer.refusal)
    if (epoch !== this.#epoch || this.#isClosed) return done
    const sent = newer.messages.filter(isSent)
    if (sent.length === 0) return this.#becomeCurrent(toId)
    this.#readCount += sent.length
    const newestId = Math.max(...sent.map(({ id }) => id))
    // A page has everything between its ends.
    this.#intake.replace(toId + 1, newestId, sent, { toId: newestId })
    return done
  }

  /** Finds what was changed or deleted without anybody telling this console. */
  async #compare(td: TdCaller): Promise<StepResult> {
    this.#compareDue.begin()
    const { book, channelId } = this.#parts
    const compared = await compareLog(td, { book, channelId, intake: this.#intake })
    if (this.#isClosed) return stop
    if (compared.ok) {
      this.#readCount += compared.value
      return done
    }
    this.#compareDue.ask()
    return this.#refuse(compared.refusal)
  }

  #becomeCurrent(toId: number): StepResult {
    const { book, onChange } = this.#parts
    this.#isCurrent = true
    this.#compareDue.noteBack()
    book.noteReach({ toId: this.#live.advance(toId) })
    book.flush()
    onChange()
    return book.history.isStarted ? again : done
  }

  /** The next page back; without hurry once it is known what holds. */
  async #readOlder(td: TdCaller): Promise<StepResult> {
    const { book, channelId } = this.#parts
    const isNeeded = !book.history.isStarted
    const { fromId } = book.reach
    const older = await fetchOlder(td, channelId, fromId, isNeeded ? startPage : page)
    if (!older.ok) return this.#refuse(older.refusal)
    if (this.#isClosed) return stop
    const sent = older.messages.filter(isSent)
    this.#readCount += sent.length
    const oldestId = sent.reduce((least, { id }) => Math.min(least, id), fromId)
    this.#intake.replace(oldestId, fromId - 1, sent, { fromId: oldestId, isWhole: older.isStart })
    return isNeeded && !book.history.isStarted ? done : again
  }

  /** A snapshot says something else than the history: perhaps messages were deleted while this console was away. */
  async #readAgain(td: TdCaller, mismatch: Mismatch): Promise<StepResult> {
    const { book, channelId, log, onMismatch } = this.#parts
    const { agreesUpTo, authorId, messageId } = mismatch
    log.warn({ messageId }, 'a snapshot does not agree with the history, which is read again')
    const found = await readStretch(td, channelId, agreesUpTo, messageId)
    if (!found.ok) return this.#refuse(found.refusal)
    if (this.#isClosed) return stop
    if (found.value !== undefined) this.#intake.replace(agreesUpTo + 1, messageId, found.value)
    if (book.history.mismatches.some((one) => one.messageId === messageId)) book.settleMismatch(messageId)
    onMismatch(messageId, authorId)
    return done
  }

  #refuse(refusal: TdRefusal): StepResult {
    const { clock, log, onChannelLost } = this.#parts
    if (refusal.kind === 'closed') return stop
    log.warn({ reason: refusal.message }, 'the team channel cannot be read')
    if (refusal.kind === 'refused' && isAboutChannel(refusal.message)) {
      onChannelLost(refusal.message)
      return stop
    }
    const waitMs = refusal.kind === 'flood_wait' ? refusal.seconds * 1000 : retryMs
    this.#setPause(Math.max(clock.now() + waitMs, this.#pausedUntilMs ?? 0))
    return done
  }

  #setPause(untilMs: EpochMs | undefined): void {
    if (this.#pausedUntilMs === untilMs) return
    this.#pausedAtMs = this.#parts.clock.now()
    this.#pausedUntilMs = untilMs
    this.#parts.onChange()
  }

  #pumpAt(atMs: EpochMs): void {
    this.#cancel?.()
    const { clock } = this.#parts
    // A machine that slept does not hear that the moment is past: it looks now and then.
    this.#cancel = clock.schedule(Math.min(atMs, clock.now() + lookAgainMs), () => {
      this.#cancel = undefined
      this.pump()
    })
  }
}

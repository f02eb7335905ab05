import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { isUpToDate } from '../../session/connection.ts'
import { ChangesMeanwhile } from '../../telegram/changes-meanwhile.ts'
import { onFloodWait } from '../../telegram/flood-waits.ts'
import type { TdCaller, TdRefusal } from '../../telegram/td-client.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import type { TeamContext } from '../team-context.ts'
import { isAboutChannel } from './channel-loss.ts'
import { LiveMessages } from './live-messages.ts'
import { CompareDue } from './compare-due.ts'
import { compareLog } from './compare-log.ts'
import { ReadIntake } from './read-intake.ts'
import {
  readAgain,
  readFirst,
  type ReadingStep,
  readNew,
  readOlder,
  type StepResult,
} from './reading-steps.ts'
import type { LogBook } from './log-book.ts'

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
      .then((result) => {
        this.#isRunning = false
        this.#tdlibUntilMs = undefined
        if (this.#isClosed || result === 'stop') return
        this.#parts.onChange()
        if (result === 'later') this.#pumpAt(clock.now() + backgroundPauseMs)
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
    const { book, log, onMismatch } = this.#parts
    const step = this.#beginStep(td)
    if (book.reach.toId === 0 && !book.reach.isWhole) {
      // All that the first step reads is the server's own.
      this.#compareDue.begin()
      return readFirst(step)
    }
    if (!this.#isCurrent) return readNew(step)
    if (this.#compareDue.isDue) return this.#compare(td)
    const [mismatch] = book.history.mismatches
    if (mismatch === undefined) return readOlder(step)
    const { messageId } = mismatch
    log.warn({ messageId }, 'a snapshot does not agree with the history, which is read again')
    return readAgain(step, mismatch, onMismatch)
  }

  #beginStep(td: TdCaller): ReadingStep {
    const { book, channelId } = this.#parts
    const epoch = this.#epoch
    return {
      td,
      channelId,
      book,
      intake: this.#intake,
      isClosed: () => this.#isClosed,
      isCut: () => epoch !== this.#epoch || this.#isClosed,
      onRead: (count) => {
        this.#readCount += count
      },
      onCaughtUp: (toId) => this.#becomeCurrent(toId),
      onRefused: (refusal) => this.#refuse(refusal),
    }
  }

  /** Finds what was changed or deleted without anybody telling this console. */
  async #compare(td: TdCaller): Promise<StepResult> {
    this.#compareDue.begin()
    const { book, channelId } = this.#parts
    const compared = await compareLog(td, { book, channelId, intake: this.#intake })
    if (this.#isClosed) return 'stop'
    if (compared.ok) {
      this.#readCount += compared.value
      return 'more'
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
    return book.history.isStarted ? 'later' : 'more'
  }

  #refuse(refusal: TdRefusal): StepResult {
    const { clock, log, onChannelLost } = this.#parts
    if (refusal.kind === 'closed') return 'stop'
    log.warn({ reason: refusal.message }, 'the team channel cannot be read')
    if (refusal.kind === 'refused' && isAboutChannel(refusal.message)) {
      onChannelLost(refusal.message)
      return 'stop'
    }
    const waitMs = refusal.kind === 'flood_wait' ? refusal.seconds * 1000 : retryMs
    this.#setPause(Math.max(clock.now() + waitMs, this.#pausedUntilMs ?? 0))
    return 'more'
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

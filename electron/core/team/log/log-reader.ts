import type { Cancel, EpochMs } from '#shared/lib/clock.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import { isUpToDate } from '../../session/connection.ts'
import { ChangesMeanwhile } from '../../telegram/changes-meanwhile.ts'
import type { TdCaller, TdRefusal, TdResult } from '../../telegram/td-client.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import type { TeamContext } from '../team-context.ts'
import { isAboutChannel } from './channel-loss.ts'
import { LiveMessages } from './live-messages.ts'
import { CompareDue } from './compare-due.ts'
import { compareTeamLog } from './compare-log.ts'
import { ReadIntake } from './read-intake.ts'
import {
  readAgain,
  readFirst,
  type ReadingStep,
  readNew,
  readOlder,
  type StepResult,
} from './reading-steps.ts'
import type { TeamLogBook } from './log-book.ts'

/** Pause before a step is tried again after an unexpected refusal. */
const retryMs = 2_000

/** The kind of a step's turn: somebody waits for what holds now, nobody waits for old history. */
type StepKind = 'team_log' | 'team_past'

export interface TeamLogReaderParts extends Pick<
  TeamContext,
  'client' | 'clock' | 'log' | 'people' | 'requests'
> {
  readonly channelId: number
  readonly book: TeamLogBook
  /** Telegram can be reached, and this account is in the channel. */
  readonly canRead: () => boolean
  /** Whether it is known who may write the first genesis. */
  readonly isStandingKnown: () => boolean
  readonly onChannelLost: (message: string) => void
  /** How far the channel was read, or until when reading waits, changed. */
  readonly onChange: () => void
  /** A snapshot did not agree with the history, which was then read again. */
  readonly onMismatch: (messageId: number, authorId: number) => void
}

/**
 * Reads the channel into the book: what is new first, then (only for a console that knows nothing) what gives roles and
 * the newest messages back to a snapshot, then politely everything back to the beginning.
 */
export class TeamLogReader {
  readonly #parts: TeamLogReaderParts
  readonly #cancelWatch: Cancel
  readonly #end = new CloseSignal()
  /** Kinds of the turns that are asked for; which step a turn is for is decided when it comes. */
  readonly #askedKinds = new Set<StepKind>()
  /** Whether the last step left nothing that somebody waits for. */
  #isPast = false
  /** Whether no message is missing between what is known and what Telegram tells of from now on. */
  #isCurrent = false
  readonly #compareDue: CompareDue
  readonly #meanwhile = new ChangesMeanwhile()
  readonly #live: LiveMessages
  readonly #intake: ReadIntake
  #readCount = 0
  /** Why Telegram refused the step that runs now. */
  #refusal: TdRefusal | undefined
  #toldUntilMs: EpochMs | undefined
  #cancelRetry: Cancel | undefined
  /** Counts the lost connections: what was read before belongs to an earlier one. */
  #epoch = 0

  constructor(parts: TeamLogReaderParts) {
    this.#parts = parts
    this.#compareDue = new CompareDue({ clock: parts.clock, onDue: () => this.pump() })
    this.#live = new LiveMessages({
      ...parts,
      meanwhile: this.#meanwhile,
      isCurrent: () => this.#isCurrent,
      isClosed: () => this.#end.isFired,
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
    this.#cancelWatch = parts.requests.onChange.on(() => {
      if (this.pausedUntilMs !== this.#toldUntilMs) parts.onChange()
      this.#toldUntilMs = this.pausedUntilMs
    })
  }

  get isCurrent(): boolean {
    return this.#isCurrent
  }

  /** Whether messages are missing before some that are known; they come in a moment, or are read. */
  get isSkipping(): boolean {
    return this.#live.isSkipping
  }

  get readCount(): number {
    return this.#readCount + this.#live.count
  }

  get pausedUntilMs(): EpochMs | undefined {
    return this.#askedKinds.size === 0 ? undefined : this.#parts.requests.findPauseEndMs('team_log')
  }

  /** Tries again to read, because something that may have prevented it has changed. */
  pump(): void {
    if (this.#end.isFired || !this.#canGoOn() || this.#isDone()) return
    const kind: StepKind = this.#isPast && this.#isCurrent ? 'team_past' : 'team_log'
    if (this.#askedKinds.has(kind)) return
    this.#askedKinds.add(kind)
    void this.#parts.requests
      .run(kind, (td) => this.#takeStep(td), this.#end)
      .then((result) => {
        this.#askedKinds.delete(kind)
        if (!this.#end.isFired) this.#goOn(result)
      })
  }

  /** Takes an event; events of other chats are ignored. */
  follow(event: TelegramEvent): void {
    if (event.kind !== 'connection_changed') this.#live.follow(event)
    else if (isUpToDate(event.connection)) this.pump()
    else this.#lose()
  }

  close(): void {
    this.#end.fire()
    this.#live.close()
    this.#compareDue.close()
    this.#cancelWatch()
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
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

  /** Whether no older message is needed, or there is none. */
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

  async #takeStep(td: TdCaller): Promise<TdResult<StepResult>> {
    if (!this.#canGoOn() || this.#isDone()) return { ok: true, value: 'stop' }
    this.#refusal = undefined
    const value = await this.#meanwhile.during(() => this.#step(td))
    const refusal = this.#refusal
    return refusal === undefined ? { ok: true, value } : { ok: false, refusal }
  }

  #goOn(result: TdResult<StepResult>): void {
    if (!result.ok && result.refusal.kind !== 'closed') {
      const { clock } = this.#parts
      this.#cancelRetry?.()
      this.#cancelRetry = clock.schedule(clock.now() + retryMs, () => this.pump())
    }
    if (!result.ok || result.value === 'stop') return
    this.#isPast = result.value === 'later'
    this.#parts.onChange()
    this.pump()
  }

  #step(td: TdCaller): Promise<StepResult> {
    const { book, log, onMismatch } = this.#parts
    const step = this.#beginStep(td)
    if (book.reach.toId === 0 && !book.reach.isWhole) {
      // The first step reads everything from the server, so it counts as a comparison.
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
      isClosed: () => this.#end.isFired,
      isCut: () => epoch !== this.#epoch || this.#end.isFired,
      onRead: (count) => {
        this.#readCount += count
      },
      onCaughtUp: (toId) => this.#becomeCurrent(toId),
      onRefused: (refusal) => this.#refuse(refusal),
    }
  }

  /** Finds messages that were changed or deleted without this console being told. */
  async #compare(td: TdCaller): Promise<StepResult> {
    this.#compareDue.begin()
    const { book, channelId } = this.#parts
    const compared = await compareTeamLog(td, { book, channelId, intake: this.#intake })
    if (this.#end.isFired) return 'stop'
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
    const { log, onChannelLost } = this.#parts
    if (refusal.kind === 'closed') return 'stop'
    log.warn({ reason: refusal.message }, 'the team channel cannot be read')
    if (refusal.kind === 'refused' && isAboutChannel(refusal.message)) {
      onChannelLost(refusal.message)
      return 'stop'
    }
    this.#refusal = refusal
    return 'more'
  }
}

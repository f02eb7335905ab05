import { randomBytes } from 'node:crypto'
import type { EventId, RejectReason, TeamView } from '#shared/contract/entities/team.ts'
import { checkRight } from '#shared/domain/team-log/check-right.ts'
import {
  eventVersion,
  isReadableEvent,
  type NewTeamEvent,
  type TeamEvent,
} from '#shared/domain/team-log/events.ts'
import type { Standing } from '#shared/domain/team-log/log-item.ts'
import type { HistoryUpdate } from '#shared/domain/team-log/team-history.ts'
import type { TeamChange, TeamState } from '#shared/domain/team-log/team-state.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import type { Message } from '../../telegram/message.ts'
import type { TeamContext } from '../team-context.ts'
import type { PostErrorCode, PostOptions } from '../team-ports.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import { readEventKey } from './channel-messages.ts'
import { findChanges } from './find-changes.ts'
import { HistoryChecks } from './history-checks.ts'
import { readLineSources } from './line-sources.ts'
import { TeamLogBook } from './log-book.ts'
import { TeamLogOutbox } from './log-outbox.ts'
import { TeamLogReader } from './log-reader.ts'
import { foldPending } from './pending-state.ts'
import { markMentions, writeReadableLine } from './readable-line.ts'

export interface TeamLogSessionParts extends TeamContext {
  readonly time: TelegramTime
  readonly channelId: number
  readonly standing: Standing
  readonly isJoined: () => boolean
  /** Telegram said that this account is not in the channel any more, or that there is none. */
  readonly isLost: () => boolean
  readonly isStandingKnown: () => boolean
  readonly tellChanges: (changes: readonly TeamChange[]) => void
  readonly tellRefused: (entry: TeamOutboxEntry, reason: RejectReason | 'telegram', message: string) => void
  /** A genesis counts: it goes on counting, even if its author leaves the channel or has no rights there any more. */
  readonly onGenesis: (messageId: number) => void
  readonly onChannelLost: (message: string) => void
  readonly onMismatch: (messageId: number, authorId: number) => void
  readonly onChecked: (upToId: number) => void
  readonly onView: () => void
}

/** The team's log of one channel until another channel is chosen: what was read, and what waits to be sent. */
export class TeamLogSession {
  readonly #parts: TeamLogSessionParts
  readonly book: TeamLogBook
  readonly reader: TeamLogReader
  readonly outbox: TeamLogOutbox
  readonly #checks: HistoryChecks
  #standing: Standing
  /** The state of the team's log with the waiting events; undefined: it has to be made. */
  #pendingState: TeamState | undefined
  #refused: (() => void)[] = []
  #isRestoring = false

  constructor(parts: TeamLogSessionParts) {
    this.#parts = parts
    this.#standing = parts.standing
    const { channelId, isJoined, isOnline, store } = parts
    this.book = new TeamLogBook({
      store,
      channelId,
      standing: parts.standing,
      onUpdate: (update) => this.#onUpdate(update),
    })
    this.reader = new TeamLogReader({
      ...parts,
      book: this.book,
      canRead: () => isOnline() && isJoined(),
      onChange: () => {
        this.outbox.pump()
        parts.onView()
      },
    })
    this.#checks = new HistoryChecks({
      clock: parts.clock,
      history: this.book.history,
      onChecked: parts.onChecked,
      onMismatch: () => this.reader.pump(),
    })
    this.outbox = new TeamLogOutbox({
      ...parts,
      canSend: () => isOnline() && isJoined() && this.reader.isCurrent,
      writeLine: (event) =>
        writeReadableLine(
          event,
          readLineSources(parts, () => this.state),
        ),
      markMentions: (message, event) => markMentions(message, event, (id) => parts.people.nameUser(id)),
      findObjection: (event) => this.#findObjection(event),
      countPartsInTeamLog: (eventId) => this.#countParts(eventId),
      onRefused: (entry, reason, message) => this.#refuse(entry, reason, message),
      onChange: () => parts.onView(),
    })
  }

  get state(): TeamState {
    const { history } = this.book
    if (this.outbox.entries.length === 0) return history.state
    const { people, time } = this.#parts
    this.#pendingState ??= foldPending(history, this.outbox.entries, {
      authorId: people.selfId ?? 0,
      offsetMs: time.offsetMs,
    })
    return this.#pendingState
  }

  /** Whether it is known what the team has agreed, or that nobody can see a beginning. */
  get isReady(): boolean {
    return this.book.history.isStarted
  }

  /** Snapshots up to the message agreed with the history in an earlier run. */
  restore(checkedUpToId: number): void {
    this.#isRestoring = true
    this.book.history.trustChecks(checkedUpToId)
    this.book.restore()
    this.#isRestoring = false
    this.#checks.touch(true)
    this.#pendingState = undefined
  }

  setStanding(standing: Standing): void {
    this.#standing = standing
    this.book.setStanding(standing)
    this.pump()
  }

  pump(): void {
    this.reader.pump()
    this.outbox.pump()
  }

  /** Takes an event. The book takes it first, so that what is posted next is judged with it. */
  follow(event: TelegramEvent): void {
    const { channelId } = this.#parts
    this.reader.follow(event)
    switch (event.kind) {
      case 'message_arrived':
      case 'message_sent':
      case 'message_failed':
        if (event.message.chatId !== channelId) return
        this.#settleBeforeStart(event.message)
        this.outbox.follow(event)
        break
      case 'messages_deleted':
        if (event.chatId === channelId) this.outbox.follow(event)
        break
      default:
    }
  }

  post(event: NewTeamEvent, options: PostOptions): Result<{ readonly id: EventId }, PostErrorCode> {
    const { channelId, clock, people } = this.#parts
    const { history } = this.book
    const id = options.id ?? randomBytes(12).toString('base64url')
    const isSaid = options.id !== undefined && history.fork().hasSeen(options.id)
    if (isSaid || this.outbox.has(id)) return ok({ id })
    const { selfId } = people
    const isFirst = event.type === 'genesis' && this.book.hasGenesis === false
    if (selfId === undefined || (!history.isStarted && !isFirst)) {
      return fail('no_team', 'what the team has agreed is not known yet')
    }
    if (this.#parts.isLost()) return fail('no_team', 'the team channel is not open to this account')
    const objection = isReadableEvent(event)
      ? checkRight(this.state, selfId, event, this.#standing)
      : 'malformed'
    if (objection !== undefined) return fail('no_right', objection)
    const put = this.outbox.put({
      eventId: id,
      channelId,
      event: { v: eventVersion, id, ...event },
      isLoud: options.isLoud === true,
      isUrgent: options.isUrgent === true,
      createdAtMs: clock.now(),
    })
    if (!put.ok) return put
    // The state now has this event added; the waiting events are folded again only when the team's log
    // changes.
    this.#pendingState = undefined
    // The event is on its way to the others before this console shows it.
    this.outbox.pump()
    this.#parts.tellChanges(findChanges(event, id, selfId))
    this.#parts.onView()
    return ok({ id })
  }

  /** Why the team's log would refuse this event of this account now. */
  findObjectionTo(event: NewTeamEvent): RejectReason | undefined {
    const { selfId } = this.#parts.people
    return selfId === undefined ? 'no_right' : checkRight(this.state, selfId, event, this.#standing)
  }

  readView(): Omit<TeamView['teamLog'], 'mismatch'> {
    const { history, reach } = this.book
    const pausedUntilMs = Math.max(this.outbox.pausedUntilMs ?? 0, this.reader.pausedUntilMs ?? 0)
    const isKnown = history.isStarted || this.book.hasGenesis === false
    return {
      state: isKnown ? (history.state.rootId === undefined ? 'no_genesis' : 'ready') : 'reading',
      readCount: this.reader.readCount,
      isWhole: reach.isWhole || (history.isWhole && history.state.rootId !== undefined),
      pendingCount: this.outbox.entries.length,
      ...(pausedUntilMs > this.#parts.clock.now() ? { pausedUntilMs } : {}),
      rejectedCount: history.rejectedCount,
      isUpdateDue: history.isUpdateDue,
    }
  }

  /** `isForgotten`: the store has forgotten the account, and nothing of it may be written again. */
  close({ isForgotten }: { readonly isForgotten: boolean }): void {
    this.#checks.close()
    if (!isForgotten) this.book.flush()
    this.reader.close()
    this.outbox.close()
  }

  #onUpdate({ changes, outcomes }: HistoryUpdate): void {
    const { onGenesis, people, tellChanges } = this.#parts
    if (changes.length > 0) this.#pendingState = undefined
    const told = [...changes]
    for (const { event, item, outcome } of outcomes) {
      if (event === undefined) continue
      if (event.type === 'genesis' && outcome.kind === 'applied') onGenesis(item.messageId)
      if (item.authorId !== people.selfId || !this.outbox.has(event.id)) continue
      this.#pendingState = undefined
      // The event may be about something older than what is known here; then it cannot be judged yet.
      const isUnclear =
        outcome.kind === 'rejected' && isAboutUnknown(outcome.reason) && !this.book.history.isWhole
      if (outcome.kind === 'rejected' && !isUnclear) {
        const entry = this.outbox.entries.find(({ eventId }) => eventId === event.id)
        if (entry !== undefined) this.#refuse(entry, outcome.reason, outcome.reason)
        told.push({ kind: 'everything' })
      }
      this.outbox.settle(event.id)
    }
    if (this.#isRestoring) return
    if (told.length > 0) tellChanges(told)
    this.#tellRefused()
    if (this.book.history.mismatches.length > 0) this.reader.pump()
    this.#checks.touch(changes.some(({ kind }) => kind === 'everything'))
    this.#parts.onView()
  }

  #refuse(entry: TeamOutboxEntry, reason: RejectReason | 'telegram', message: string): void {
    this.#pendingState = undefined
    this.#refused.push(() => this.#parts.tellRefused(entry, reason, message))
    // The outbox calls this in the middle of its work, and a listener may post something new.
    queueMicrotask(() => {
      if (this.#refused.length === 0) return
      this.#parts.tellChanges([{ kind: 'everything' }])
      this.#tellRefused()
    })
  }

  #tellRefused(): void {
    for (const tell of this.#refused.splice(0)) tell()
  }

  /**
   * Nothing is folded before it is known what holds; a message seen in the channel is in the team's log all the
   * same.
   */
  #settleBeforeStart(message: Message): void {
    if (this.book.history.isStarted) return
    const key = readEventKey(message)
    if (key !== undefined && this.#countParts(key.id) === 0) this.outbox.settle(key.id)
  }

  #findObjection(event: TeamEvent): RejectReason | undefined {
    const { history } = this.book
    const { selfId } = this.#parts.people
    // An older or newer build may have left the event on the disk; it would never be seen in the log.
    if (!isReadableEvent(event)) return 'malformed'
    if (selfId === undefined || !history.isStarted) return undefined
    return checkRight(history.state, selfId, event, this.#standing)
  }

  #countParts(eventId: string): number {
    const { people } = this.#parts
    return people.selfId === undefined ? 0 : this.book.countParts(eventId, people.selfId)
  }
}

function isAboutUnknown(reason: RejectReason): boolean {
  return reason === 'unknown_note' || reason === 'unknown_alarm'
}

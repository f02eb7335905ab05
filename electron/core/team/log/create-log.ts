import type { RejectedView, RejectReason, TeamView } from '#shared/contract/entities/team.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { Standing } from '#shared/domain/team-log/log-item.ts'
import { emptyTeamState } from '#shared/domain/team-log/team-draft.ts'
import type { TeamChange, TeamState } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { fail } from '#shared/lib/result.ts'
import type { TeamOutboxEntry } from '../../store/team-store.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import { asMessageId } from '../../telegram/ids.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { TeamMembers } from '../roster/team-members.ts'
import type { TeamContext } from '../team-context.ts'
import type { PostOptions, TeamLog } from '../team-ports.ts'
import { isAboutDeletion } from './channel-loss.ts'
import { TeamLogSession } from './log-session.ts'
import { makeStanding } from './log-standing.ts'
import { TeamLogTrust } from './log-trust.ts'

export interface TeamLogParts extends TeamContext {
  readonly channel: TeamChannel
  readonly members: TeamMembers
  readonly time: TelegramTime
}

/** The team's log of the channel that is chosen, for the parts that run it or show its state. */
export interface ChosenTeamLog extends TeamLog {
  /** Undefined: no channel is chosen. */
  readonly session: TeamLogSession | undefined
  /** The listener is told when progress, counts or the waiting events changed; the state may be the same. */
  onView(listener: () => void): Cancel
  /** Why the team's log would refuse this event of this account now. */
  findObjection(event: NewTeamEvent): RejectReason | undefined
  readView(): TeamView['teamLog']
  readRejected(): RejectedView[]
  /** The user has seen the notice about the snapshot that did not agree. */
  dismissMismatch(): void
  /** Takes what the disk has of the chosen channel. */
  restore(): void
  /** Another channel was chosen, or none any more: events for the old one that were not sent are given up. */
  reopen(): void
  follow(event: TelegramEvent): void
  /** Tries again to read and write, because something that may have prevented it has changed. */
  pump(): void
  /** The store has forgotten the account. */
  clear(): void
  close(): void
}

export function createTeamLog(parts: TeamLogParts): ChosenTeamLog {
  return new ChannelTeamLog(parts)
}

const offView: TeamView['teamLog'] = {
  state: 'off',
  readCount: 0,
  isWhole: false,
  pendingCount: 0,
  rejectedCount: 0,
  isUpdateDue: false,
}

class ChannelTeamLog implements ChosenTeamLog {
  readonly #parts: TeamLogParts
  readonly #changed = new Emitter<[changes: readonly TeamChange[]]>()
  readonly #refused = new Emitter<[id: string, type: string, reason: RejectReason | 'telegram']>()
  readonly #viewChanged = new Emitter()
  readonly #unfollowRebuilt: Cancel
  #session: TeamLogSession | undefined
  #trust: TeamLogTrust | undefined
  #wasLost = false

  constructor(parts: TeamLogParts) {
    this.#parts = parts
    parts.members.onChange(() => this.#session?.setStanding(this.#readStanding()))
    parts.channel.onChange(() => this.#onChannelChange())
    this.#unfollowRebuilt = parts.store.onRebuilt(() => {
      this.#session?.book.saveAll()
      this.#session?.outbox.saveAll()
    })
  }

  get channelId(): number | undefined {
    return this.#parts.channel.id
  }

  get state(): TeamState {
    return this.#session?.state ?? emptyTeamState
  }

  get isReady(): boolean {
    return this.#session?.isReady ?? false
  }

  get session(): TeamLogSession | undefined {
    return this.#session
  }

  post(event: NewTeamEvent, options: PostOptions = {}): ReturnType<TeamLog['post']> {
    return this.#session === undefined
      ? fail('no_team', 'no team channel is chosen')
      : this.#session.post(event, options)
  }

  onChange(listener: (changes: readonly TeamChange[]) => void): Cancel {
    return this.#changed.on(listener)
  }

  onRefused(listener: (id: string, type: string, reason: RejectReason | 'telegram') => void): Cancel {
    return this.#refused.on(listener)
  }

  onView(listener: () => void): Cancel {
    return this.#viewChanged.on(listener)
  }

  findObjection(event: NewTeamEvent): RejectReason | undefined {
    return this.#session === undefined ? 'no_genesis' : this.#session.findObjectionTo(event)
  }

  restore(): void {
    const { channel, store } = this.#parts
    store.keepTeamLog(channel.id)
    this.#open()
  }

  reopen(): void {
    const { channel, store } = this.#parts
    this.#closeSession({ isForgotten: false })
    const left = store.readTeamOutbox().filter((entry) => entry.channelId !== channel.id)
    store.dropTeamOutbox(left.map((entry) => entry.eventId))
    store.keepTeamLog(channel.id)
    this.#open()
    this.#changed.emit([{ kind: 'everything' }])
    this.#viewChanged.emit()
    this.#session?.pump()
  }

  follow(event: TelegramEvent): void {
    this.#session?.follow(event)
  }

  pump(): void {
    this.#session?.pump()
  }

  readView(): TeamView['teamLog'] {
    if (this.#session === undefined) return offView
    const shown = this.#trust?.shown
    const mismatch = shown && { atS: shown.atS, author: this.#parts.people.nameUser(shown.authorId) }
    return { ...this.#session.readView(), ...(mismatch === undefined ? {} : { mismatch }) }
  }

  readRejected(): RejectedView[] {
    if (this.#session === undefined) return []
    const { book } = this.#session
    return book.history.rejected.map(({ authorId, dateS, messageId, reason, type }) => ({
      messageId: asMessageId(messageId),
      atS: dateS,
      author: this.#parts.people.nameUser(authorId),
      ...(type === undefined ? {} : { type }),
      line: book.find(messageId)?.line ?? '',
      reason,
    }))
  }

  dismissMismatch(): void {
    if (this.#trust?.dismissShown() === true) this.#viewChanged.emit()
  }

  clear(): void {
    this.#closeSession({ isForgotten: true })
    this.#changed.emit([{ kind: 'everything' }])
    this.#viewChanged.emit()
  }

  close(): void {
    this.#unfollowRebuilt()
    this.#closeSession({ isForgotten: false })
  }

  #open(): void {
    const { channel, members, store } = this.#parts
    const channelId = channel.id
    if (channelId === undefined) return
    const trust = new TeamLogTrust(store, channelId)
    this.#trust = trust
    const session = new TeamLogSession({
      ...this.#parts,
      channelId,
      standing: this.#readStanding(),
      isJoined: () => channel.state === 'joined',
      isLost: () => this.#isLost(),
      isStandingKnown: () => members.isKnown,
      tellChanges: (changes) => this.#changed.emit(changes),
      tellRefused: (entry, reason, message) => this.#tellRefused(entry, reason, message),
      onGenesis: (messageId) => this.#trust?.noteRoot(messageId),
      onChannelLost: (message) => this.#onChannelLost(message),
      onMismatch: (messageId, authorId) => this.#onMismatch(messageId, authorId),
      onChecked: (upToId) => this.#trust?.noteChecked(upToId),
      onView: () => this.#viewChanged.emit(),
    })
    this.#session = session
    session.restore(trust.checkedUpToId)
    for (const { messageId } of session.book.history.mismatches) {
      if (trust.isFalse(messageId)) session.book.settleMismatch(messageId)
    }
  }

  #closeSession(end: { readonly isForgotten: boolean }): void {
    this.#session?.close(end)
    this.#session = undefined
    this.#trust = undefined
  }

  #isLost(): boolean {
    const { state } = this.#parts.channel
    return state !== 'joined' && state !== 'unknown'
  }

  #readStanding(): Standing {
    return makeStanding({
      members: this.#parts.members.known,
      rootIds: () => this.#trust?.rootIds ?? [],
      isIntact: (messageId) => {
        const message = this.#session?.book.find(messageId)
        return message !== undefined && message.flaw === undefined
      },
    })
  }

  #onChannelChange(): void {
    const isBack = this.#wasLost && this.#parts.channel.state === 'joined'
    this.#wasLost = this.#isLost()
    if (isBack) this.#session?.outbox.takeUpAgain()
    this.#session?.pump()
    this.#viewChanged.emit()
  }

  #onChannelLost(message: string): void {
    const { channel, log } = this.#parts
    log.warn({ message }, 'the team channel is lost')
    channel.noteGone(isAboutDeletion(message) ? 'deleted' : 'removed')
  }

  #onMismatch(messageId: number, authorId: number): void {
    const { time } = this.#parts
    this.#trust?.noteFalse(messageId, { atS: Math.floor(time.now() / 1000), authorId })
    this.#viewChanged.emit()
  }

  #tellRefused(entry: TeamOutboxEntry, reason: RejectReason | 'telegram', message: string): void {
    const { log, notices } = this.#parts
    const { event, eventId } = entry
    log.warn({ type: event.type, reason, message }, 'an event came to nothing')
    // Nobody needs to know of a refused snapshot: it is written again. An alarm that is not known was refused
    // before.
    if (event.type !== 'snapshot' && reason !== 'unknown_alarm') {
      notices.add('team_refused', { type: event.type, reason })
    }
    this.#refused.emit(eventId, event.type, reason)
  }
}

import { readAuthority } from '#shared/domain/team-log/authority.ts'
import type { TeamLogItem, Standing } from '#shared/domain/team-log/log-item.ts'
import { type HistoryUpdate, TeamHistory } from '#shared/domain/team-log/team-history.ts'
import type { Store } from '../../store/store.ts'
import type { TeamLogReach, StoredTeamLogMessage } from '../../store/team-store.ts'
import { toTeamLogItem } from './channel-messages.ts'

const nothingRead: TeamLogReach = { fromId: 0, toId: 0, isWhole: false, hasAuthority: false }

export interface TeamLogBookOptions {
  readonly store: Pick<Store, 'loadTeamLog' | 'changeTeamLog'>
  readonly channelId: number
  readonly standing: Standing
  /** Is called after every change of the history; the state is the new one already. */
  readonly onUpdate: (update: HistoryUpdate) => void
}

/** The messages of one channel that are events: folded, and on disk together with how far the channel was read. */
export class TeamLogBook {
  readonly #options: TeamLogBookOptions
  readonly history: TeamHistory
  readonly #stored = new Map<number, StoredTeamLogMessage>()
  /** Those of the messages that decide about rights. */
  readonly #marked = new Map<number, StoredTeamLogMessage>()
  #standing: Standing
  #reach: TeamLogReach = nothingRead
  /** The disk has less than this book. */
  #isUnsaved = false

  constructor(options: TeamLogBookOptions) {
    this.#options = options
    this.#standing = options.standing
    this.history = new TeamHistory(options.standing)
  }

  get reach(): TeamLogReach {
    return this.#reach
  }

  find(messageId: number): StoredTeamLogMessage | undefined {
    return this.#stored.get(messageId)
  }

  /** How many parts of an event are known without a gap, counted from the first. */
  countParts(eventId: string, authorId: number): number {
    const found = new Set<number>()
    for (const message of this.#stored.values()) {
      if (message.authorId !== authorId || message.flaw !== undefined) continue
      if (message.block?.includes(eventId) !== true) continue
      const content = toTeamLogItem(message)?.content
      if (content?.kind === 'part' && content.id === eventId) found.add(content.part)
    }
    let count = 0
    while (found.has(count + 1)) count += 1
    return count
  }

  /** Ids of the known messages between the two, both included. */
  idsBetween(fromId: number, toId: number): readonly number[] {
    return [...this.#stored.keys()].filter((id) => id >= fromId && id <= toId)
  }

  /** The newest known message of the channel; 0: none is known. */
  get newestId(): number {
    let newestId = this.#reach.toId
    for (const id of this.#stored.keys()) newestId = Math.max(newestId, id)
    return newestId
  }

  /** Messages that decide about rights. */
  get markedIds(): readonly number[] {
    return [...this.#marked.keys()]
  }

  /** Takes what the disk has, and folds it. */
  restore(): void {
    const { channelId, onUpdate, store } = this.#options
    const { messages, reach } = store.loadTeamLog(channelId)
    this.#reach = reach ?? nothingRead
    for (const message of messages) this.#keep(message)
    onUpdate(this.history.add(messages.flatMap((message) => toTeamLogItem(message) ?? [])))
    this.#tryStart()
  }

  /** Messages that were read or arrived; each replaces what was known by its id. */
  add(messages: readonly StoredTeamLogMessage[], reach: Partial<TeamLogReach> = {}): void {
    const fresh = messages.filter((message) => !isSame(message, this.#stored.get(message.messageId)))
    for (const message of fresh) this.#keep(message)
    this.#reach = { ...this.#reach, ...reach }
    // Windows come first: what does not reach the disk any more is read again at the next start.
    if (fresh.length > 0) {
      this.#options.onUpdate(this.history.add(fresh.flatMap((message) => toTeamLogItem(message) ?? [])))
    }
    this.#save({ saved: fresh, reach })
    this.#tryStart()
  }

  /**
   * These are all the events between the two ids, both included: any other known message was deleted, or is no
   * event now.
   */
  replace(
    fromId: number,
    toId: number,
    messages: readonly StoredTeamLogMessage[],
    reach: Partial<TeamLogReach> = {},
  ): void {
    const there = new Set(messages.map(({ messageId }) => messageId))
    this.remove(this.idsBetween(fromId, toId).filter((id) => !there.has(id)))
    this.add(messages, reach)
  }

  /** Drops messages that were deleted, or are no events any more. */
  remove(messageIds: readonly number[]): void {
    const droppedIds = messageIds.filter((id) => this.#stored.delete(id))
    for (const id of droppedIds) this.#marked.delete(id)
    if (droppedIds.length === 0) return
    this.#save({ droppedIds })
    this.#options.onUpdate(this.history.remove(droppedIds))
    this.#tryStart()
  }

  setStanding(standing: Standing): void {
    this.#standing = standing
    this.#options.onUpdate(this.history.setStanding(standing))
    this.#tryStart()
  }

  /** The history was read again and the snapshot still does not agree: its writer was wrong. */
  settleMismatch(messageId: number): void {
    this.history.settleMismatch(messageId)
  }

  /** Whether somebody named the first managers, as far as this account can see; undefined while that is not known. */
  get hasGenesis(): boolean | undefined {
    if (!this.#reach.hasAuthority && !this.#reach.isWhole) return undefined
    return this.#readAuthority().rootId !== undefined
  }

  /** Saves everything again, after the store lost it. */
  saveAll(): void {
    this.#isUnsaved = true
    this.#save({})
  }

  /** Writes how far the channel was read; messages are on disk already. */
  flush(): void {
    this.#save({ reach: this.#reach })
  }

  /** Notes how far the channel was read. It reaches the disk with the next message, or with `flush`. */
  noteReach(reach: Partial<TeamLogReach>): void {
    this.#reach = { ...this.#reach, ...reach }
  }

  #tryStart(): void {
    const { history } = this
    if (history.isWhole || (this.#reach.toId === 0 && !this.#reach.isWhole)) return
    const { fromId, hasAuthority, isWhole } = this.#reach
    // Nothing counts before the first genesis, so older messages need not be read.
    const firstGenesisId = this.#findFirstGenesis()
    if (isWhole || (hasAuthority && firstGenesisId !== undefined && fromId <= firstGenesisId)) {
      this.#options.onUpdate(history.markWhole())
      return
    }
    if (history.isStarted || !hasAuthority) return
    const update = history.tryStart(this.#readAuthority(), fromId)
    if (update !== undefined) this.#options.onUpdate(update)
  }

  #findFirstGenesis(): number | undefined {
    let first: number | undefined
    for (const { content, messageId } of this.#authorityItems()) {
      // The event in a message's part is not known before all its parts are there.
      if (content.kind !== 'part' && !(content.kind === 'event' && content.event.type === 'genesis')) continue
      if (first === undefined || messageId < first) first = messageId
    }
    return first
  }

  #readAuthority() {
    return readAuthority(this.#authorityItems(), this.#standing)
  }

  #authorityItems(): readonly TeamLogItem[] {
    return [...this.#marked.values()].flatMap((message) => toTeamLogItem(message) ?? [])
  }

  #keep(message: StoredTeamLogMessage): void {
    this.#stored.set(message.messageId, message)
    if (message.isMarked) this.#marked.set(message.messageId, message)
    else this.#marked.delete(message.messageId)
  }

  #save(change: {
    readonly saved?: readonly StoredTeamLogMessage[]
    readonly droppedIds?: readonly number[]
    readonly reach?: Partial<TeamLogReach>
  }): void {
    const { channelId, store } = this.#options
    const { droppedIds = [], reach = {}, saved = [] } = change
    this.#reach = { ...this.#reach, ...reach }
    const isReachChanged = Object.keys(reach).length > 0
    if (saved.length + droppedIds.length === 0 && !isReachChanged && !this.#isUnsaved) return
    // After the disk refused once, the next write contains everything.
    const isSaved = store.changeTeamLog(channelId, {
      saved: this.#isUnsaved ? [...this.#stored.values()] : saved,
      droppedIds,
      reach: this.#reach,
    })
    this.#isUnsaved = !isSaved
  }
}

function isSame(one: StoredTeamLogMessage, other: StoredTeamLogMessage | undefined): boolean {
  return (
    other !== undefined &&
    one.block === other.block &&
    one.flaw === other.flaw &&
    one.authorId === other.authorId &&
    one.dateS === other.dateS &&
    one.isMarked === other.isMarked
  )
}

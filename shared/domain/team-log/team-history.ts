import type { Authority } from './authority.ts'
import { Backlog } from './backlog.ts'
import { findRole } from './check-right.ts'
import type { NewTeamEvent } from './events.ts'
import { findStart } from './find-start.ts'
import { HistoryRun, type ItemOutcome, type RejectedItem } from './history-run.ts'
import { ItemList } from './item-list.ts'
import type { TeamLogItem, Standing } from './log-item.ts'
import { SnapshotChecks, type Mismatch } from './snapshot-checks.ts'
import { hashRecords, writeSnapshotRecords } from './snapshot-records.ts'
import { emptyTeamState } from './team-draft.ts'
import { TeamFold } from './team-fold.ts'
import type { TeamChange, TeamState } from './team-state.ts'

export interface HistoryUpdate {
  readonly changes: readonly TeamChange[]
  /**
   * The outcomes of what was folded just now; after a late arrival or a deletion these are more than the new
   * messages.
   */
  readonly outcomes: readonly ItemOutcome[]
}

type SnapshotPayload = Omit<Extract<NewTeamEvent, { readonly type: 'snapshot' }>, 'type'>

const nothing: HistoryUpdate = { changes: [], outcomes: [] }
const everything: readonly TeamChange[] = [{ kind: 'everything' }]
const maxRejected = 500
/** Reasons that depend on what came before the snapshot; such events are reported once the history is whole. */
const reasonsOfWhole: ReadonlySet<string> = new Set(['unknown_note', 'unknown_alarm'])

/**
 * The log as far as it was read, and its state. Messages may come in any order, twice, late, changed, or be deleted
 * again: the state is always that of one fold over the known messages, in their order, from the genesis or from a
 * snapshot that can be believed.
 */
export class TeamHistory {
  readonly #items = new ItemList()
  #standing: Standing
  #run: HistoryRun | undefined
  #backlog: Backlog | undefined
  /** Items up to this message come before the run. */
  #startsAfterId = 0
  #isWhole = false
  #checks = new SnapshotChecks()
  #ownerId: number | undefined
  /** The answers that were given, by the user they were about. */
  readonly #answers = new Map<number, boolean>()
  readonly #presentStanding: Standing

  constructor(standing: Standing) {
    this.#standing = standing
    this.#ownerId = standing.ownerId
    const readOwner = (): number | undefined => this.#ownerId
    this.#presentStanding = {
      get ownerId() {
        return readOwner()
      },
      isPrivileged: (authorId) => {
        const answer = this.#standing.isPrivileged(authorId)
        this.#answers.set(authorId, answer)
        return answer
      },
      isRoot: (messageId) => this.#standing.isRoot?.(messageId) === true,
    }
  }

  /** Whether it is known what the team has agreed. */
  get isStarted(): boolean {
    return this.#run !== undefined
  }

  /** Whether the history is known back to the genesis. */
  get isWhole(): boolean {
    return this.#isWhole
  }

  /** The same object until something changes; empty before the start. */
  get state(): TeamState {
    return this.#run?.fold.state ?? emptyTeamState
  }

  get isUpdateDue(): boolean {
    return this.#run?.fold.isUpdateDue === true
  }

  /** An event in several messages is on its way: a snapshot written now would cut it in two. */
  get hasOpenParts(): boolean {
    const open = this.#run?.assembler.open.values() ?? []
    return [...open].some(
      ({ authorId, last }) =>
        findRole(this.state, authorId, this.#presentStanding) !== undefined &&
        this.#items.countAfter(last.messageId) < 100,
    )
  }

  /** The last snapshot that counts. */
  get lastSnapshot():
    | { readonly messageId: number; readonly upTo: number; readonly dateS: number }
    | undefined {
    const last = this.#run?.snapshots.findLast((one) => !this.#checks.isFalse(one.messageId))
    return last && { messageId: last.messageId, upTo: last.event.up_to, dateS: last.dateS }
  }

  /** Rejected events, the newest first; at most 500. */
  get rejected(): readonly RejectedItem[] {
    if (this.#run === undefined) return []
    const settled = this.#checks
      .listSettled(this.#run.snapshots)
      .map(({ authorId, dateS, messageId }): RejectedItem => ({
        messageId,
        dateS,
        authorId,
        type: 'snapshot',
        reason: 'snapshot_mismatch',
      }))
    const shown = this.#run.rejected.filter((one) => this.#isWhole || !reasonsOfWhole.has(one.reason))
    return [...shown, ...settled].sort((a, b) => b.messageId - a.messageId).slice(0, maxRejected)
  }

  get rejectedCount(): number {
    if (this.#run === undefined) return 0
    const hidden = this.#isWhole
      ? 0
      : this.#run.rejected.filter((one) => reasonsOfWhole.has(one.reason)).length
    return this.#run.rejectedCount - hidden + this.#checks.listSettled(this.#run.snapshots).length
  }

  /** Snapshots that do not agree with the whole history, and for which the history was not read again yet. */
  get mismatches(): readonly Mismatch[] {
    return this.#run === undefined ? [] : this.#checks.listMismatches(this.#run.snapshots)
  }

  /** Snapshots up to this message agreed with the history; to be kept, and given to `trustChecks` by the next run. */
  get checkedUpTo(): number {
    return this.#checks.checkedUpTo
  }

  trustChecks(upToId: number): void {
    this.#checks.trust(upToId)
  }

  /**
   * Compares older snapshots with the whole history, a little at a time: at most this many messages, or one
   * snapshot. False: nothing is left. The newest snapshots are compared as they come.
   */
  checkMore(maxItems = 2_000): boolean {
    if (this.#run === undefined || !this.#canCheck) return false
    return this.#checks.checkMore(
      this.#run.snapshots,
      this.#presentStanding,
      (afterId, upToId) => this.#items.slice(afterId, upToId),
      maxItems,
    )
  }

  /** The history was read again, and the snapshot still does not agree. */
  settleMismatch(messageId: number): void {
    this.#checks.settle(messageId)
  }

  /**
   * Makes a fold for events of this console that are not in the log yet: it continues from the state, and leaves
   * the state as it is.
   */
  fork(): TeamFold {
    return this.#run?.fold.fork() ?? new TeamFold(this.#presentStanding)
  }

  add(items: readonly TeamLogItem[]): HistoryUpdate {
    const fresh = this.#items.add(items)
    const run = this.#run
    if (run === undefined || fresh.length === 0) return nothing
    const older = fresh.filter((one) => one.messageId <= this.#startsAfterId)
    const past = older.length > 0 ? this.#addBacklog(older) : []
    const [first] = fresh.filter((one) => one.messageId > this.#startsAfterId)
    const update = first === undefined ? nothing : this.#continue(run, first.messageId)
    return past.length === 0 ? update : { ...update, changes: [...update.changes, ...past] }
  }

  remove(messageIds: readonly number[]): HistoryUpdate {
    const removed = this.#items.remove(messageIds)
    const [first] = removed.filter((one) => one.messageId > this.#startsAfterId)
    return this.#run === undefined || first === undefined
      ? nothing
      : this.#continue(this.#run, first.messageId)
  }

  /** The owner or the administrators changed; folds again where that makes a difference. */
  setStanding(standing: Standing): HistoryUpdate {
    const isSame =
      standing.ownerId === this.#ownerId &&
      [...this.#answers].every(([authorId, answer]) => standing.isPrivileged(authorId) === answer)
    this.#standing = standing
    this.#ownerId = standing.ownerId
    if (isSame || this.#run === undefined) return nothing
    this.#answers.clear()
    return this.#continue(this.#run, 0)
  }

  /** Starts from a snapshot that was read, if one can be believed; undefined: read on. */
  tryStart(authority: Authority, readBackToId: number): HistoryUpdate | undefined {
    if (this.#isWhole) return undefined
    const start = findStart(this.#items.slice(0), authority, this.#presentStanding, readBackToId)
    if (start === undefined) return undefined
    const before = this.#items.slice(0, start.upTo)
    this.#startsAfterId = start.upTo
    this.#backlog = new Backlog(authority, this.#presentStanding)
    const update = this.#begin(new HistoryRun(this.#presentStanding, start.base, start.upTo, before))
    this.#addBacklog(before)
    return update
  }

  /** Everything back to the genesis is among the items: folds from there, and checks the snapshots. */
  markWhole(): HistoryUpdate {
    if (this.#isWhole) return nothing
    this.#isWhole = true
    this.#startsAfterId = 0
    this.#backlog = undefined
    return this.#begin(new HistoryRun(this.#presentStanding))
  }

  /** The content of a snapshot written now; undefined: none can be written now. */
  makeSnapshot(): SnapshotPayload | undefined {
    const upTo = this.#run?.messageId
    if (this.#run === undefined || upTo === undefined || this.hasOpenParts || this.isUpdateDue)
      return undefined
    const { base } = this.#run.fold
    if (base.state.rootId === undefined) return undefined
    const records = writeSnapshotRecords(base)
    return {
      up_to: upTo as SnapshotPayload['up_to'],
      hash: hashRecords(records),
      records: records.map((one) => [...one]),
    }
  }

  #begin(run: HistoryRun): HistoryUpdate {
    this.#run = run
    return { changes: everything, outcomes: this.#fold(run) }
  }

  /** Continues at the end, or goes back to before the change. */
  #continue(run: HistoryRun, fromId: number): HistoryUpdate {
    if (fromId > run.messageId) {
      const outcomes = this.#fold(run)
      const changes = outcomes.flatMap(({ outcome }) => (outcome.kind === 'applied' ? outcome.changes : []))
      return { changes, outcomes }
    }
    run.rewind(fromId)
    if (this.#backlog !== undefined) run.fold.addPast(this.#backlog.alarms, this.#backlog.notes)
    this.#checks.forget(fromId)
    return { changes: everything, outcomes: this.#fold(run) }
  }

  #fold(run: HistoryRun): readonly ItemOutcome[] {
    const items = this.#items.slice(run.messageId)
    const outcomes: ItemOutcome[] = []
    for (const [index, item] of items.entries()) {
      const outcome = run.apply(item, items.length - index - 1)
      if (outcome === undefined) continue
      outcomes.push(outcome)
      this.#followRemoval(outcome)
    }
    if (this.#canCheck) {
      this.#checks.checkNewest(run.snapshots, (upTo) =>
        run.baseAt(upTo, (afterId, upToId) => this.#items.slice(afterId, upToId)),
      )
    }
    return outcomes
  }

  /** False when the history has events that this build cannot read: they would be missing in the comparison. */
  get #canCheck(): boolean {
    return this.#isWhole && !this.isUpdateDue
  }

  #addBacklog(items: readonly TeamLogItem[]): readonly TeamChange[] {
    if (this.#run === undefined || this.#backlog === undefined) return []
    const { alarms, changes, notes } = this.#backlog.add(
      items,
      (userId) => findRole(this.state, userId, this.#presentStanding) === 'manager',
    )
    if (changes.length > 0) this.#run.fold.addPast(alarms, notes)
    return changes
  }

  #followRemoval({ event, item, outcome }: ItemOutcome): void {
    if (event?.type !== 'note_removed' || this.#backlog === undefined) return
    const isLate = outcome.kind === 'rejected' && outcome.reason === 'unknown_note'
    if (outcome.kind === 'applied' || isLate) {
      this.#backlog.noteRemoved(event.chat, event.note, item.authorId)
    }
  }
}

import type { RejectReason } from '../../contract/entities/team.ts'
import type { TeamEvent } from './events.ts'
import type { FoldOutcome, TeamLogItem, Standing } from './log-item.ts'
import { PartAssembler } from './part-assembler.ts'
import type { SnapshotEvent } from './read-snapshot.ts'
import { TeamFold, type FoldBase } from './team-fold.ts'

/** An event that does not count, and why. */
export interface RejectedItem {
  readonly messageId: number
  readonly dateS: number
  readonly authorId: number
  readonly type?: string
  readonly reason: RejectReason
}

/** A snapshot by somebody who may write snapshots. */
export interface SnapshotNote {
  readonly messageId: number
  readonly dateS: number
  readonly authorId: number
  readonly event: SnapshotEvent
}

export interface ItemOutcome {
  /** If several messages carry the same event, the last of them. */
  readonly item: TeamLogItem
  readonly event?: TeamEvent
  readonly outcome: FoldOutcome
}

/** How many of the newest rejected events are kept; the count goes on. */
const maxRejected = 500
const checkpointEvery = 256

/** Everything that the next item depends on, right after the item of this id. */
interface Checkpoint {
  /** How many items come before it. */
  readonly position: number
  readonly messageId: number
  readonly fold: TeamFold
  readonly assembler: PartAssembler
  readonly rejected: readonly RejectedItem[]
  readonly rejectedCount: number
  readonly snapshotCount: number
}

/** A fold that continues at its end, and can be taken back to an earlier point without beginning anew. */
export class HistoryRun {
  #fold: TeamFold
  #assembler = new PartAssembler()
  #rejected: RejectedItem[] = []
  #rejectedCount = 0
  #snapshots: SnapshotNote[] = []
  #messageId: number
  #checkpoints: Checkpoint[] = []
  #position = 0
  #sinceCheckpoint = 0

  /** Begins after the message `afterId`; `primer` has parts of events that are completed after it. */
  constructor(standing: Standing, base?: FoldBase, afterId = 0, primer: readonly TeamLogItem[] = []) {
    this.#fold = new TeamFold(standing, base)
    this.#messageId = afterId
    for (const item of primer) this.#assembler.push(item)
    this.#assembler.takeDropped()
    this.#keepCheckpoint()
  }

  get fold(): TeamFold {
    return this.#fold
  }

  /** The last message that was applied. */
  get messageId(): number {
    return this.#messageId
  }

  /** Rejected events, the oldest first. */
  get rejected(): readonly RejectedItem[] {
    return this.#rejected
  }

  get rejectedCount(): number {
    return this.#rejectedCount
  }

  get snapshots(): readonly SnapshotNote[] {
    return this.#snapshots
  }

  get assembler(): PartAssembler {
    return this.#assembler
  }

  /** `restCount`: how many more items follow right after this one; far from the end fewer checkpoints are kept. */
  apply(item: TeamLogItem, restCount: number): ItemOutcome | undefined {
    this.#messageId = item.messageId
    this.#position += 1
    const assembled = this.#assembler.push(item)
    for (const first of this.#assembler.takeDropped()) this.#reject(first, 'incomplete_parts')
    const result = this.#judge(item, assembled)
    this.#sinceCheckpoint += 1
    if (this.#sinceCheckpoint >= Math.max(checkpointEvery, restCount / 4)) this.#keepCheckpoint()
    return result
  }

  /** Goes back to a point before this message. Gives the id after which items have to be applied again. */
  rewind(beforeId: number): number {
    while (this.#checkpoints.length > 1 && (this.#checkpoints.at(-1)?.messageId ?? 0) >= beforeId) {
      this.#checkpoints.pop()
    }
    const checkpoint = this.#checkpoints.at(-1)
    if (checkpoint === undefined) throw new Error('a run has its beginning')
    this.#fold = checkpoint.fold.fork()
    this.#assembler = checkpoint.assembler.fork()
    this.#rejected = [...checkpoint.rejected]
    this.#rejectedCount = checkpoint.rejectedCount
    this.#snapshots.length = checkpoint.snapshotCount
    this.#messageId = checkpoint.messageId
    this.#position = checkpoint.position
    this.#sinceCheckpoint = 0
    return checkpoint.messageId
  }

  /**
   * The state after the message `messageId`; undefined: this run began later. `list` gives items after one id, up
   * to another.
   */
  baseAt(
    messageId: number,
    list: (afterId: number, upToId: number) => readonly TeamLogItem[],
  ): FoldBase | undefined {
    const checkpoint = this.#checkpoints.findLast((one) => one.messageId <= messageId)
    if (checkpoint === undefined) return undefined
    const fold = checkpoint.fold.fork()
    const assembler = checkpoint.assembler.fork()
    for (const item of list(checkpoint.messageId, messageId)) {
      const assembled = assembler.push(item)
      if (assembled.kind === 'item') fold.apply(assembled.item)
    }
    return fold.base
  }

  #judge(item: TeamLogItem, assembled: ReturnType<PartAssembler['push']>): ItemOutcome | undefined {
    if (assembled.kind === 'waiting') return undefined
    if (assembled.kind === 'stray') {
      const isKnown = item.content.kind === 'part' && this.#fold.hasSeen(item.content.id)
      if (isKnown) return { item, outcome: { kind: 'ignored' } }
      this.#reject(item, 'incomplete_parts')
      return { item, outcome: { kind: 'rejected', reason: 'incomplete_parts' } }
    }
    const whole = assembled.item
    const outcome = this.#fold.apply(whole)
    const event = whole.content.kind === 'event' ? whole.content.event : undefined
    if (outcome.kind === 'rejected') this.#reject(whole, outcome.reason)
    if (outcome.kind === 'applied' && event?.type === 'snapshot') {
      const { authorId, dateS, messageId } = whole
      this.#snapshots.push({ messageId, dateS, authorId, event })
    }
    return { item, outcome, ...(event === undefined ? {} : { event }) }
  }

  #reject(item: TeamLogItem, reason: RejectReason): void {
    const { authorId, content, dateS, messageId } = item
    const type = describeType(content)
    this.#rejected.push({ messageId, dateS, authorId, reason, ...(type === undefined ? {} : { type }) })
    this.#rejectedCount += 1
    if (this.#rejected.length > 2 * maxRejected) this.#rejected = this.#rejected.slice(-maxRejected)
  }

  #keepCheckpoint(): void {
    this.#sinceCheckpoint = 0
    this.#checkpoints.push({
      position: this.#position,
      messageId: this.#messageId,
      fold: this.#fold.fork(),
      assembler: this.#assembler.fork(),
      rejected: this.#rejected.slice(-maxRejected),
      rejectedCount: this.#rejectedCount,
      snapshotCount: this.#snapshots.length,
    })
    this.#thinOut()
  }

  /** Keeps every checkpoint near the end, fewer and fewer further back, and always the one at the beginning. */
  #thinOut(): void {
    const all = this.#checkpoints
    for (let index = all.length - 2; index > 0; index -= 1) {
      const [older, , newer] = all.slice(index - 1, index + 2)
      if (older === undefined || newer === undefined) continue
      const age = this.#position - newer.position
      if (newer.position - older.position <= Math.max(checkpointEvery, age / 4)) all.splice(index, 1)
    }
  }
}

function describeType(content: TeamLogItem['content']): string | undefined {
  switch (content.kind) {
    case 'event':
      return content.event.type
    case 'part':
      return 'part'
    case 'newer':
    case 'unreadable':
      return content.type
  }
}

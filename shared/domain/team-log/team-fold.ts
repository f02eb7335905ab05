import type { RejectReason } from '../../contract/entities/team.ts'
import { applyEvent } from './apply-event.ts'
import { checkRight, findRole } from './check-right.ts'
import { authorityTypes, eventVersion, type TeamEvent, type TeamEventType } from './events.ts'
import type { FoldOutcome, TeamLogItem, Standing } from './log-item.ts'
import { RecentIds } from './recent-ids.ts'
import { emptyTeamState, TeamDraft } from './team-draft.ts'
import type { Alarm, Note, TeamState } from './team-state.ts'

/**
 * Ids by which a repeated event is recognized. Those of events that give roles are kept apart, so that folding only
 * those events gives the same roles as folding the whole log.
 */
export const maxRecentIds = 256
export const maxAuthorityIds = 64
/**
 * Repeating these events changes nothing, and whether they count depends on something that not every console has:
 * notes, or all of the history.
 */
const typesWithoutMemory: ReadonlySet<TeamEventType> = new Set(['snapshot', 'note_removed'])
const ignored: FoldOutcome = { kind: 'ignored' }
const updateDue: FoldOutcome = { kind: 'update_due' }

/** Everything that the next event depends on. */
export interface FoldBase {
  readonly state: TeamState
  readonly recentIds: readonly string[]
  readonly authorityIds: readonly string[]
}

/** Folds events in the order of the log. Events in parts are assembled before (see PartAssembler). */
export class TeamFold {
  readonly #standing: Standing
  readonly #draft: TeamDraft
  #recent: RecentIds
  #authority: RecentIds
  #isUpdateDue = false

  constructor(standing: Standing, base?: FoldBase) {
    this.#standing = standing
    this.#draft = new TeamDraft(base?.state ?? emptyTeamState)
    this.#recent = new RecentIds(maxRecentIds, base?.recentIds)
    this.#authority = new RecentIds(maxAuthorityIds, base?.authorityIds)
  }

  /** A state that was read never changes; the same object until the next change. */
  get state(): TeamState {
    return this.#draft.share()
  }

  /** Whether somebody of the team writes events that this build cannot read. */
  get isUpdateDue(): boolean {
    return this.#isUpdateDue
  }

  /** What a fold that continues from here has to begin with. */
  get base(): FoldBase {
    return {
      state: this.state,
      recentIds: this.#recent.toArray(),
      authorityIds: this.#authority.toArray(),
    }
  }

  /** Makes another fold that continues from here; each keeps its own state. */
  fork(): TeamFold {
    const fork = new TeamFold(this.#standing, this.base)
    fork.#isUpdateDue = this.#isUpdateDue
    return fork
  }

  /** Whether an event with this id was accepted not long ago. */
  hasSeen(id: string): boolean {
    return this.#recent.has(id) || this.#authority.has(id)
  }

  /** Adds alarms that are over, and notes: nothing later depends on them. */
  addPast(alarms: ReadonlyMap<string, Alarm>, notes: ReadonlyMap<number, ReadonlyMap<string, Note>>): void {
    this.#draft.addPast(alarms, notes)
  }

  apply(item: TeamLogItem): FoldOutcome {
    if (item.flaw !== undefined) return reject(item.flaw)
    const { content } = item
    switch (content.kind) {
      case 'unreadable':
        return reject(content.reason)
      case 'part':
        return reject('incomplete_parts')
      case 'newer':
        // Only people with a role may cause the notice that this console needs an update.
        if (findRole(this.#draft.current, item.authorId, this.#standing) === undefined)
          return reject('not_a_member')
        this.#isUpdateDue = true
        return updateDue
      case 'event':
        return this.#applyEvent(content.event, content.isMarked, item)
    }
  }

  #applyEvent(event: TeamEvent, isMarked: boolean, item: TeamLogItem): FoldOutcome {
    const isAuthority = authorityTypes.has(event.type)
    if (isAuthority && !isMarked) return reject('not_marked')
    const memory = isAuthority ? this.#authority : this.#recent
    if (memory.has(event.id)) return ignored
    const isRoot = event.type === 'genesis' && this.#standing.isRoot?.(item.messageId) === true
    const reason = isRoot ? undefined : checkRight(this.#draft.current, item.authorId, event, this.#standing)
    if (reason !== undefined) return reject(reason)
    if (event.type === 'snapshot' && event.up_to >= item.messageId) return reject('malformed')
    const changes = applyEvent(this.#draft, event, item)
    if (!typesWithoutMemory.has(event.type)) memory.add(event.id)
    if (event.v > eventVersion) this.#isUpdateDue = true
    return { kind: 'applied', changes }
  }
}

function reject(reason: RejectReason): FoldOutcome {
  return { kind: 'rejected', reason }
}

import type { TeamRole } from '../../contract/entities/team.ts'
import { authorityTypes } from './events.ts'
import type { TeamLogItem, Standing } from './log-item.ts'
import { PartAssembler } from './part-assembler.ts'
import { TeamFold } from './team-fold.ts'

/** Who had which role when, as far as the messages that give roles tell it. */
export interface Authority {
  /** Message of the genesis that holds; undefined: there is no genesis. */
  readonly rootId: number | undefined
  /** The genesis that held right after this message. */
  rootAt(messageId: number): number | undefined
  rolesAt(messageId: number): ReadonlyMap<number, TeamRole>
}

interface Step {
  readonly messageId: number
  readonly rootId: number | undefined
  readonly roles: ReadonlyMap<number, TeamRole>
}

/** Reads the roles from the results of a search for the hashtag, in any order. Other items are ignored. */
export function readAuthority(items: readonly TeamLogItem[], standing: Standing): Authority {
  const fold = new TeamFold(standing)
  const assembler = new PartAssembler()
  const steps: Step[] = []
  const inOrder = new Map(
    [...items].sort((a, b) => a.messageId - b.messageId).map((one) => [one.messageId, one]),
  )
  for (const one of inOrder.values()) {
    const assembled = assembler.push(one)
    if (assembled.kind !== 'item') continue
    const { content, messageId } = assembled.item
    if (content.kind !== 'event' || !authorityTypes.has(content.event.type)) continue
    if (fold.apply(assembled.item).kind !== 'applied') continue
    const { roles, rootId } = fold.state
    steps.push({ messageId, rootId, roles })
  }
  const stepAt = (messageId: number): Step | undefined =>
    steps.findLast((step) => step.messageId <= messageId)
  return {
    rootId: fold.state.rootId,
    rootAt: (messageId) => stepAt(messageId)?.rootId,
    rolesAt: (messageId) => stepAt(messageId)?.roles ?? new Map(),
  }
}

export function hasSameRoles(a: ReadonlyMap<number, TeamRole>, b: ReadonlyMap<number, TeamRole>): boolean {
  return a.size === b.size && [...a].every(([userId, role]) => b.get(userId) === role)
}

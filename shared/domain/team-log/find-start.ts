import { hasSameRoles, type Authority } from './authority.ts'
import type { TeamLogItem, Standing } from './log-item.ts'
import { PartAssembler } from './part-assembler.ts'
import { readSnapshot, type SnapshotEvent } from './read-snapshot.ts'
import type { FoldBase } from './team-fold.ts'

export interface SnapshotStart {
  readonly messageId: number
  readonly upTo: number
  readonly base: FoldBase
}

/**
 * The latest snapshot that can be believed: it is by a manager, its roles agree with the messages that give roles,
 * its hash is that of its records, and everything after the messages it sums up is known (`readBackToId` is the
 * oldest message that was read).
 */
export function findStart(
  items: readonly TeamLogItem[],
  authority: Authority,
  standing: Standing,
  readBackToId: number,
): SnapshotStart | undefined {
  const candidates = listSnapshots(items)
    .filter(({ event, item }) => event.up_to >= readBackToId && event.up_to < item.messageId)
    .sort((a, b) => b.event.up_to - a.event.up_to)
  for (const { event, item } of candidates) {
    const isManager =
      item.authorId === standing.ownerId || authority.rolesAt(item.messageId).get(item.authorId) === 'manager'
    const base = isManager ? readSnapshot(event) : undefined
    if (base === undefined || base.state.rootId !== authority.rootAt(event.up_to)) continue
    if (!hasSameRoles(base.state.roles, authority.rolesAt(event.up_to))) continue
    return { messageId: item.messageId, upTo: event.up_to, base }
  }
  return undefined
}

/** All snapshots among the items, whoever wrote them. */
function listSnapshots(
  items: readonly TeamLogItem[],
): { readonly event: SnapshotEvent; readonly item: TeamLogItem }[] {
  const assembler = new PartAssembler()
  const found: { readonly event: SnapshotEvent; readonly item: TeamLogItem }[] = []
  for (const one of items) {
    const assembled = assembler.push(one)
    if (assembled.kind !== 'item' || assembled.item.flaw !== undefined) continue
    const { content } = assembled.item
    if (content.kind === 'event' && content.event.type === 'snapshot') {
      found.push({ event: content.event, item: assembled.item })
    }
  }
  return found
}

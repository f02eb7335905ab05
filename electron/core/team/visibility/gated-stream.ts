import type { OfChat } from '#shared/contract/define-patch.ts'
import { kindOf, type PatchNameWith, type PatchOp } from '#shared/contract/patches.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import type { TeamLogEntries } from './team-log-entries.ts'

export interface StreamGate {
  readonly isVisible: (chatId: number) => boolean
  readonly entries: TeamLogEntries
}

/** The patches that may leave for windows: those about hidden chats are left out, and lists over chats are cut. */
export function* keepVisible(ops: Iterable<PatchOp>, gate: StreamGate): Iterable<PatchOp> {
  for (const op of ops) {
    const kept = keepOp(op, gate)
    if (kept !== undefined) yield kept
  }
}

function keepOp(op: PatchOp, { entries, isVisible }: StreamGate): PatchOp | undefined {
  const kind = kindOf(op)
  switch (kind.visibility) {
    case 'everybody':
      return op
    case 'its_chat':
      return isVisible(kind.chatOf(op)) ? op : undefined
    case 'its_chat_reworded':
      return isVisible(kind.chatOf(op)) ? rewordOp(op as RewordedOp, entries) : undefined
    case 'item_by_item': {
      const items: readonly OfChat[] = (op as ListOp).value
      const value = items.filter((item) => kind.isForEverybody(item) || isVisible(item.chatId))
      return { ...op, value } as ListOp
    }
    default:
      return assertNever(kind)
  }
}

type ListOp = Extract<PatchOp, { op: PatchNameWith<{ readonly visibility: 'item_by_item' }> }>

type RewordedOp = Extract<PatchOp, { op: PatchNameWith<{ readonly visibility: 'its_chat_reworded' }> }>

/** Copies only a patch that changes, because every message passes here. */
function rewordOp(op: RewordedOp, entries: TeamLogEntries): PatchOp {
  switch (op.op) {
    case 'chat': {
      const value = entries.showRow(op.value)
      return value === op.value ? op : { op: 'chat', value }
    }
    case 'message': {
      const value = entries.showMessage(op.value)
      return value === op.value ? op : { op: 'message', value }
    }
    default:
      return assertNever(op)
  }
}

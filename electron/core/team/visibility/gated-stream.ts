import type { PatchOp } from '#shared/contract/patches.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import type { LogEntries } from './log-entries.ts'

export interface StreamGate {
  readonly isVisible: (chatId: number) => boolean
  readonly entries: LogEntries
}

/** What may leave for windows: what is about hidden chats is left out, and lists over chats are cut. */
export function* keepVisible(ops: Iterable<PatchOp>, gate: StreamGate): Iterable<PatchOp> {
  for (const op of ops) {
    const kept = keepOp(op, gate)
    if (kept !== undefined) yield kept
  }
}

function keepOp(op: PatchOp, { entries, isVisible }: StreamGate): PatchOp | undefined {
  switch (op.op) {
    // Every message passes here: what stays as it is is not copied.
    case 'chat': {
      if (!isVisible(op.value.id)) return undefined
      const value = entries.showRow(op.value)
      return value === op.value ? op : { op: 'chat', value }
    }
    case 'message': {
      if (!isVisible(op.value.chatId)) return undefined
      const value = entries.showMessage(op.value)
      return value === op.value ? op : { op: 'message', value }
    }
    case 'place':
    case 'conversation':
      return isVisible(op.value.chatId) ? op : undefined
    case 'drop_chat':
    case 'drop_place':
    case 'clear_messages':
    case 'drop_message':
    case 'notes':
      return isVisible(op.chatId) ? op : undefined
    case 'alarms':
      // An open alarm is everybody's.
      return { ...op, value: op.value.filter(({ chatId, done }) => done === undefined || isVisible(chatId)) }
    case 'presence':
      return { ...op, value: op.value.filter(({ chatId }) => isVisible(chatId)) }
    // Nothing of a chat is in these: counts are made of rows that are shown.
    case 'session':
    case 'settings':
    case 'rules':
    case 'triage':
    case 'team':
    case 'team_people':
    case 'folders':
      return op
    default:
      return assertNever(op)
  }
}

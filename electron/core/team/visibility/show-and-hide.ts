import type { PatchOp } from '#shared/contract/patches.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { VisibilityGate } from './visibility-gate.ts'

export interface ShowAndHideOptions {
  readonly gate: VisibilityGate
  /** Publishes to every window, even what the gate would hold back. */
  readonly publishAnyway: (ops: readonly PatchOp[]) => void
  readonly publish: (ops: readonly PatchOp[]) => void
  /** The row of a chat and its places; nothing if the chat has no row. */
  readonly readRow: (chatId: number) => Iterable<PatchOp>
  /** Is called after windows were told. */
  readonly onChanged: (chatIds: readonly number[]) => void
}

/**
 * Gives windows the rows of chats that are shown from now on, and takes away the rows of chats that are hidden now.
 */
export function createShowAndHide(options: ShowAndHideOptions): Cancel {
  const { gate, onChanged, publish, publishAnyway, readRow } = options
  return gate.onChange((chatIds) => {
    const shown: PatchOp[] = []
    const gone: PatchOp[] = []
    for (const chatId of chatIds) {
      const row = [...readRow(chatId)]
      if (row.length === 0) continue
      if (gate.isVisible(chatId)) shown.push(...row)
      else gone.push(...takeAway(chatId, row))
    }
    if (gone.length > 0) publishAnyway(gone)
    if (shown.length > 0) publish(shown)
    onChanged(chatIds)
  })
}

function takeAway(chatId: number, row: readonly PatchOp[]): PatchOp[] {
  const places = row.flatMap((op): PatchOp[] =>
    op.op === 'place' ? [{ op: 'drop_place', list: op.value.list, chatId: asChatId(chatId) }] : [],
  )
  return [...places, { op: 'drop_chat', chatId: asChatId(chatId) }]
}

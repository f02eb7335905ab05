import type { PatchOp } from '#shared/contract/patches.ts'

/** Decides which patches may go to windows. The team, a part above the stream, implements it. */
export interface OutGate {
  keep(ops: Iterable<PatchOp>): Iterable<PatchOp>
}

/** A gate that lets everything pass. */
export const openGate: OutGate = { keep: (ops) => ops }

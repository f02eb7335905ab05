import type { PatchOp } from '#shared/contract/patches.ts'

/** Says what of the patches may leave for windows. The team's part above the stream has the answer. */
export interface OutGate {
  keep(ops: Iterable<PatchOp>): Iterable<PatchOp>
}

/** Everything may leave. */
export const openGate: OutGate = { keep: (ops) => ops }

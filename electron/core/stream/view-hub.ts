import type { Clock } from '#shared/lib/clock.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { type StreamLimits, WindowStream, type WindowStreamOptions } from './window-stream.ts'

export type WindowSource = Pick<WindowStreamOptions, 'send' | 'readBase' | 'readConversation'>

export interface ViewHub {
  /** Publishes patches to every window: each window gets the base patches, and those of conversations it has open. */
  publish(ops: Iterable<PatchOp>): void
  /** Connects a new window. Its stream stays silent until the window opens it; the caller of `connect` closes it. */
  connect(source: WindowSource): WindowStream
}

const defaultLimits: StreamLimits = {
  intervalMs: 16,
  listIntervalMs: 100,
  maxUnackedBatches: 8,
  maxWaitingOps: 1000,
  maxOpsPerBatch: 1000,
}

/** The place where services publish changes, and from which windows receive them. */
export function createViewHub(options: {
  readonly clock: Clock
  readonly limits?: Partial<StreamLimits>
}): ViewHub {
  const limits = { ...defaultLimits, ...options.limits }
  const windows = new Set<WindowStream>()
  return {
    publish: (ops) => {
      // The ops are read once, because they may be an iterator and there may be several windows.
      const list = Array.isArray(ops) ? (ops as readonly PatchOp[]) : [...ops]
      for (const window of windows) window.publish(list)
    },
    connect: (source) => {
      const window = new WindowStream({
        ...source,
        clock: options.clock,
        limits,
        onClose: () => {
          windows.delete(window)
        },
      })
      windows.add(window)
      return window
    },
  }
}

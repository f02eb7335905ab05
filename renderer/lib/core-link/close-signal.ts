import type { Cancel } from '#shared/lib/clock.ts'

/** Tells listeners once that an endpoint is gone, also those that come after. */
export interface CloseSignal {
  readonly isClosed: () => boolean
  readonly fire: () => void
  readonly listen: (listener: () => void) => Cancel
}

export function createCloseSignal(): CloseSignal {
  const listeners = new Set<() => void>()
  let isClosed = false
  return {
    isClosed: () => isClosed,
    fire: () => {
      if (isClosed) return
      isClosed = true
      const toCall = [...listeners]
      listeners.clear()
      for (const listener of toCall) listener()
    },
    listen: (listener) => {
      if (isClosed) {
        queueMicrotask(listener)
        return () => undefined
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

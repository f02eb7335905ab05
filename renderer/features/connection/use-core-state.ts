import { useSyncExternalStore } from 'react'
import type { CoreState } from '#shared/contract/shell-contract.ts'
import { shell } from '../../lib/core-link/host.ts'

let state: CoreState | undefined
const listeners = new Set<() => void>()

// One subscription for the window's life: the shell tells the present state soon after.
shell?.onCoreState((next) => {
  state = next
  for (const listener of listeners) listener()
})

/** The core's process as the shell sees it; undefined in a browser tab, which has no shell. */
export function useCoreState(): CoreState | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
    () => state,
  )
}

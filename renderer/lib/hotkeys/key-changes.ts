import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { KeyChanges } from './shortcuts.ts'

/** The user's own keys; whoever knows the settings puts them here. */
const keyChangesStore = createStore<{ readonly changes: KeyChanges }>(() => ({ changes: {} }))

export function setKeyChanges(changes: KeyChanges): void {
  // Every patch of the settings is a new object; listeners are bound again only when keys have changed.
  if (JSON.stringify(changes) === JSON.stringify(keyChangesStore.getState().changes)) return
  keyChangesStore.setState({ changes })
}

export function useKeyChanges(): KeyChanges {
  return useStore(keyChangesStore, (state) => state.changes)
}

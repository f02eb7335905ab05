import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { NoteView } from '#shared/contract/entities/team.ts'

const removalStore = createStore<{ readonly note: NoteView | undefined }>(() => ({ note: undefined }))

/** Asks before a note is removed for the whole team. */
export function askToRemove(note: NoteView): void {
  removalStore.setState({ note })
}

export function dismissRemoval(): void {
  removalStore.setState({ note: undefined })
}

export function useNoteToRemove(): NoteView | undefined {
  return useStore(removalStore, (state) => state.note)
}

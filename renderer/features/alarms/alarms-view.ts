import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ChatId } from '#shared/contract/entities/ids.ts'

interface AlarmsView {
  readonly isPanelOpen: boolean
  /** The chat for which an alarm is about to be raised. */
  readonly raisingIn: ChatId | undefined
}

const closed: AlarmsView = { isPanelOpen: false, raisingIn: undefined }

export const alarmsViewStore = createStore<AlarmsView>(() => closed)

export function openAlarms(): void {
  alarmsViewStore.setState({ isPanelOpen: true, raisingIn: undefined })
}

/** Opens the dialog that asks for a note and raises the alarm. */
export function openRaiseDialog(chatId: ChatId): void {
  alarmsViewStore.setState({ isPanelOpen: false, raisingIn: chatId })
}

export function closeAlarms(): void {
  alarmsViewStore.setState(closed)
}

export function useIsPanelOpen(): boolean {
  return useStore(alarmsViewStore, (state) => state.isPanelOpen)
}

export function useRaisingIn(): ChatId | undefined {
  return useStore(alarmsViewStore, (state) => state.raisingIn)
}

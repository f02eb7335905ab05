import type { ChatId } from '#shared/contract/entities/ids.ts'
import { navigationStore } from './navigation.ts'
import { listElementId } from './focus.ts'
import { listViewStore } from './list-view.ts'

/** The chat that a key acts on: the row of the cursor while the list has the focus, otherwise the open chat. */
export function findTargetChat(): ChatId | undefined {
  const isInList = document.getElementById(listElementId)?.contains(document.activeElement) === true
  const { cursor } = listViewStore.getState()
  return isInList && cursor !== undefined ? cursor : navigationStore.getState().openChatId
}

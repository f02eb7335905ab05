import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'

/** What the list shows: a list of Telegram's by its id, or `unread`: the unread chats of the main list. */
export type ListTab = ListId

interface ListView {
  readonly tab: ListTab
  /** Where the keyboard stands; follows its chat when rows change places. */
  readonly cursor: ChatId | undefined
}

export const listViewStore = createStore<ListView>(() => ({ tab: 'main', cursor: undefined }))

export function showTab(tab: ListTab): void {
  listViewStore.setState({ tab, cursor: undefined })
}

export function moveCursor(cursor: ChatId | undefined): void {
  listViewStore.setState({ cursor })
}

export function useListTab(): ListTab {
  return useStore(listViewStore, (state) => state.tab)
}

export function useCursor(): ChatId | undefined {
  return useStore(listViewStore, (state) => state.cursor)
}

/** Telegram's list behind a tab. */
export function findListOf(tab: ListTab): ListId {
  return tab === 'unread' ? 'main' : tab
}

import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ListId } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'

/** What the list shows: a list by its id, or `unread`: the unread chats of the main list. */
export type ListTab = ListId

interface ListView {
  readonly tab: ListTab
  /** The chat under the keyboard's cursor; the cursor stays with the chat when rows move. */
  readonly cursor: ChatId | undefined
  /** The open dialog of the list, about one chat or about all. */
  readonly dialog: ListDialog
}

export type ListDialog =
  | { readonly kind: 'none' }
  | { readonly kind: 'starNote'; readonly chatId: ChatId }
  | { readonly kind: 'markAllRead'; readonly tab: ListTab }

export const listViewStore = createStore<ListView>(() => ({
  tab: 'main',
  cursor: undefined,
  dialog: { kind: 'none' },
}))

export function showTab(tab: ListTab): void {
  listViewStore.setState({ tab, cursor: undefined })
}

export function moveCursor(cursor: ChatId | undefined): void {
  listViewStore.setState({ cursor })
}

/** The group goes on as another chat. */
export function replaceCursor(from: ChatId, to: ChatId): void {
  if (listViewStore.getState().cursor === from) moveCursor(to)
}

/** Asks for the note of the chat's star; the star is set with it. */
export function openStarNote(chatId: ChatId): void {
  listViewStore.setState({ dialog: { kind: 'starNote', chatId } })
}

/** Says how many chats of the shown tab would be marked as read, and asks. */
export function openMarkAllRead(): void {
  listViewStore.setState(({ tab }) => ({ dialog: { kind: 'markAllRead', tab } }))
}

export function closeListDialog(): void {
  listViewStore.setState({ dialog: { kind: 'none' } })
}

export function useListDialog(): ListDialog {
  return useStore(listViewStore, (state) => state.dialog)
}

export function useListTab(): ListTab {
  return useStore(listViewStore, (state) => state.tab)
}

export function useCursor(): ChatId | undefined {
  return useStore(listViewStore, (state) => state.cursor)
}

/** The list behind a tab. */
export function findListOf(tab: ListTab): ListId {
  return tab === 'unread' ? 'main' : tab
}

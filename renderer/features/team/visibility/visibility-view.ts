import { createStore } from 'zustand/vanilla'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { entities } from '../../../entities/core.ts'
import { canBeGranted } from './list-grants.ts'

/** Whose "Visible to" is open: at the header of the open chat, or as a dialog where it was asked for from a row. */
export const visibilityViewStore = createStore<{
  readonly at: 'header' | 'dialog'
  readonly chatId: ChatId | undefined
}>(() => ({ at: 'header', chatId: undefined }))

export function showVisibility(chatId: ChatId, at: 'header' | 'dialog'): void {
  visibilityViewStore.setState({ chatId, at })
}

export function hideVisibility(): void {
  visibilityViewStore.setState({ chatId: undefined })
}

/** Whether this account decides who sees the chat. */
export function canDecideVisibility(chat: ChatView): boolean {
  const team = entities.team.getState().value
  return team?.teamLog.state === 'ready' && team.myRole === 'manager' && canBeGranted(chat)
}

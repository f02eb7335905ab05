import { createStore } from 'zustand/vanilla'
import type { ChatId } from '#shared/contract/entities/ids.ts'

/** The pages of the settings, in the order of the list. */
export const settingsPages = [
  'general',
  'list',
  'team',
  'whoIsWho',
  'clock',
  'notifications',
  'shortcuts',
] as const
export type SettingsPage = (typeof settingsPages)[number]

/** Which of the settings' dialogs is shown. */
export type SettingsDialog = 'none' | 'settings' | 'proxy' | 'logOut' | 'setUp' | 'clockOverride'

export interface SettingsViewState {
  readonly dialog: SettingsDialog
  /** The page the settings show; kept while they are closed. */
  readonly page: SettingsPage
  /** Whose reply clock is edited; only with `clockOverride`. */
  readonly chatId?: ChatId
}

export const settingsViewStore = createStore<SettingsViewState>(() => ({ dialog: 'none', page: 'general' }))

/** Opens the settings at a page; without one, where they were closed last. */
export function openSettings(page?: SettingsPage): void {
  settingsViewStore.setState({ dialog: 'settings', ...(page === undefined ? {} : { page }) })
}

export function openProxyDialog(): void {
  settingsViewStore.setState({ dialog: 'proxy' })
}

export function openLogOutDialog(): void {
  settingsViewStore.setState({ dialog: 'logOut' })
}

/** Opens the steps that tell the console who is staff and which chats are customers'. */
export function openSetUp(): void {
  settingsViewStore.setState({ dialog: 'setUp' })
}

/** Opens the reply clock of one chat: own marks and hours, and its last waits. */
export function openClockOverride(chatId: ChatId): void {
  settingsViewStore.setState({ dialog: 'clockOverride', chatId })
}

export function closeSettings(): void {
  settingsViewStore.setState({ dialog: 'none' })
}

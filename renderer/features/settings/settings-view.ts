import { createStore } from 'zustand/vanilla'

/** Which of the settings' dialogs is shown. */
export type SettingsDialog = 'none' | 'settings' | 'proxy' | 'logOut'

export const settingsViewStore = createStore<{ readonly dialog: SettingsDialog }>(() => ({ dialog: 'none' }))

export function openSettings(): void {
  settingsViewStore.setState({ dialog: 'settings' })
}

export function openProxyDialog(): void {
  settingsViewStore.setState({ dialog: 'proxy' })
}

export function openLogOutDialog(): void {
  settingsViewStore.setState({ dialog: 'logOut' })
}

export function closeSettings(): void {
  settingsViewStore.setState({ dialog: 'none' })
}

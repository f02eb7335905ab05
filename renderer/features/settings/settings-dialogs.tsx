import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { closeSettings, openSettings, settingsViewStore } from '../../shell/settings-view.ts'
import { lazyDialog } from '../../ui/lazy-dialog.tsx'
import { useOfferSetUp } from './set-up/use-offer-set-up.ts'

const LoadedDialogs = lazyDialog(async () => {
  const { LoadedSettingsDialogs } = await import('./loaded-dialogs.tsx')
  return LoadedSettingsDialogs
})

/** The settings' place in the window: their key, the offer of the set-up, and the dialogs once one is opened. */
export function SettingsDialogs(): ReactNode {
  const isOpen = useStore(settingsViewStore, ({ dialog }) => dialog !== 'none')
  useShortcut('settings.open', () => {
    openSettings()
  })
  useOfferSetUp()
  return <LoadedDialogs isOpen={isOpen} onClose={closeSettings} />
}

import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { LogOutDialog } from './log-out-dialog.tsx'
import { ProxyDialog } from './proxy-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { openSettings, settingsViewStore } from './settings-view.ts'

/** The dialogs of the settings; one at a time. */
export function SettingsDialogs(): ReactNode {
  const { dialog } = useStore(settingsViewStore)
  useShortcut('settings.open', () => {
    openSettings()
  })
  return (
    <>
      <SettingsDialog isOpen={dialog === 'settings'} />
      <ProxyDialog isOpen={dialog === 'proxy'} />
      <LogOutDialog isOpen={dialog === 'logOut'} />
    </>
  )
}

import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { ClockOverrideDialog } from './clock/clock-override-dialog.tsx'
import { LogOutDialog } from './log-out-dialog.tsx'
import { ProxyDialog } from './proxy-dialog.tsx'
import { SetUpDialog } from './set-up/set-up-dialog.tsx'
import { useOfferSetUp } from './set-up/use-offer-set-up.ts'
import { SettingsDialog } from './settings-dialog.tsx'
import { openSettings, settingsViewStore } from '../../shell/settings-view.ts'

/** The dialogs of the settings; one at a time. */
export function SettingsDialogs(): ReactNode {
  const { dialog, chatId } = useStore(settingsViewStore)
  useShortcut('settings.open', () => {
    openSettings()
  })
  useOfferSetUp()
  return (
    <>
      <SettingsDialog isOpen={dialog === 'settings'} />
      <ProxyDialog isOpen={dialog === 'proxy'} />
      <LogOutDialog isOpen={dialog === 'logOut'} />
      <SetUpDialog isOpen={dialog === 'setUp'} />
      {dialog === 'clockOverride' && chatId !== undefined ? (
        <ClockOverrideDialog key={chatId} chatId={chatId} />
      ) : undefined}
    </>
  )
}

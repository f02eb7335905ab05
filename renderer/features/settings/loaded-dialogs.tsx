import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { ClockOverrideDialog } from './clock/clock-override-dialog.tsx'
import { LogOutDialog } from './log-out-dialog.tsx'
import { ProxyDialog } from './proxy-dialog.tsx'
import { SetUpDialog } from './set-up/set-up-dialog.tsx'
import { SettingsDialog } from './settings-dialog.tsx'
import { settingsViewStore } from '../../shell/settings-view.ts'

/** The dialogs of the settings; one at a time. */
export function LoadedSettingsDialogs(): ReactNode {
  const { dialog, chatId } = useStore(settingsViewStore)
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

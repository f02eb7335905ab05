import { type ReactNode, useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { useSessionPart } from '../../entities/hooks.ts'
import { useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { ClockOverrideDialog } from './clock/clock-override-dialog.tsx'
import { LogOutDialog } from './log-out-dialog.tsx'
import { discardRulesDraft } from './people/rules-draft.ts'
import { ProxyDialog } from './proxy-dialog.tsx'
import { SetUpDialog } from './set-up/set-up-dialog.tsx'
import { useOfferSetUp } from './set-up/use-offer-set-up.ts'
import { SettingsDialog } from './settings-dialog.tsx'
import { openSettings, settingsViewStore } from './settings-view.ts'

/** The dialogs of the settings; one at a time. */
export function SettingsDialogs(): ReactNode {
  const { dialog, chatId } = useStore(settingsViewStore)
  const owner = useSessionPart((session) => session?.me?.id)
  useShortcut('settings.open', () => {
    openSettings()
  })
  useOfferSetUp()
  // What one account chose and did not save is not the next one's.
  const lastOwner = useRef(owner)
  useEffect(() => {
    if (lastOwner.current !== owner) discardRulesDraft()
    lastOwner.current = owner
  }, [owner])
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

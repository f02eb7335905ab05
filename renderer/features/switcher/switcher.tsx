import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { closeSwitcher, openSwitcher, switcherStore } from '../../shell/switcher-view.ts'
import { lazyDialog } from '../../ui/lazy-dialog.tsx'

const SwitcherDialog = lazyDialog(async () => {
  const { SwitcherDialog: Loaded } = await import('./switcher-dialog.tsx')
  return Loaded
}, 'soon')

/** Ctrl+K. Letters typed before the dialog has loaded become its query. */
export function Switcher(): ReactNode {
  const isOpen = useStore(switcherStore, (state) => state.isOpen)
  useShortcut('switcher.open', () => {
    openSwitcher()
  })
  return <SwitcherDialog isOpen={isOpen} onClose={closeSwitcher} onType={openSwitcher} />
}

import { type ReactNode, useState } from 'react'
import { useShortcut } from '../../lib/hotkeys/use-shortcut.ts'
import { lazyDialog } from '../../ui/lazy-dialog.tsx'

const ShortcutsDialog = lazyDialog(async () => {
  const { ShortcutsDialog: Loaded } = await import('./shortcuts-dialog.tsx')
  return Loaded
})

/** `?`. */
export function ShortcutOverview(): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  useShortcut('shortcuts.open', () => {
    setIsOpen(true)
  })
  return (
    <ShortcutsDialog
      isOpen={isOpen}
      onClose={() => {
        setIsOpen(false)
      }}
    />
  )
}

import type { ReactNode } from 'react'
import { useStore } from 'zustand'
import { lazyDialog } from '../../../ui/lazy-dialog.tsx'
import { hideVisibility, visibilityViewStore } from './visibility-view.ts'

const LoadedDialog = lazyDialog(async () => {
  const { LoadedVisibilityDialog } = await import('./loaded-dialog.tsx')
  return LoadedVisibilityDialog
})

/** Where "Visible to" opens for a chat that is not the open one. */
export function VisibilityDialog(): ReactNode {
  const isOpen = useStore(visibilityViewStore, ({ at, chatId }) => at === 'dialog' && chatId !== undefined)
  return isOpen ? <LoadedDialog isOpen onClose={hideVisibility} /> : undefined
}

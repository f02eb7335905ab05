import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { useChat } from '../../../entities/hooks.ts'
import { Dialog } from '../../../ui/dialog.tsx'
import { VisibilityPanel } from './visibility-panel.tsx'
import { hideVisibility, visibilityViewStore } from './visibility-view.ts'

/** "Visible to" of a chat that is not open, asked for from its row. */
export function LoadedVisibilityDialog(): ReactNode {
  const { t } = useTranslation('team')
  const chatId = useStore(visibilityViewStore, (view) => (view.at === 'dialog' ? view.chatId : undefined))
  const chat = useChat(chatId)
  if (chat === undefined) return undefined
  return (
    <Dialog isOpen onClose={hideVisibility} title={t('visibility.titleOf', { title: chat.title })}>
      <VisibilityPanel key={chat.id} chat={chat} />
    </Dialog>
  )
}

import { Eye } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { useShortcut, useShortcutLabel } from '../../../lib/hotkeys/use-shortcut.ts'
import { useCoarseNowMs } from '../../../lib/time/use-row-times.ts'
import { Popover } from '../../../ui/popover.tsx'
import { canBeGranted, listGrants } from './list-grants.ts'
import { VisibilityPanel } from './visibility-panel.tsx'
import { hideVisibility, showVisibility, visibilityViewStore } from './visibility-view.ts'
import styles from './visibility.module.css'

/** To how many a customer's chat was shown, and to whom; not there without a team. */
export function VisibilityButton({ chat }: { readonly chat: ChatView }): ReactNode {
  const isReady = useTeamPart(({ teamLog }) => teamLog.state === 'ready')
  return isReady && canBeGranted(chat) ? <Visibility chat={chat} /> : undefined
}

function Visibility({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('team')
  const isOpen = useStore(visibilityViewStore, ({ chatId, at }) => at === 'header' && chatId === chat.id)
  const count = listGrants(chat.grants, useCoarseNowMs()).length
  const keys = useShortcutLabel('chat.visibility')
  const change = (isWanted: boolean): void => {
    if (isWanted) showVisibility(chat.id, 'header')
    else hideVisibility()
  }
  useShortcut('chat.visibility', () => {
    change(true)
  })
  const label = count === 0 ? t('visibility.toNobody') : t('visibility.toCount', { count })
  return (
    <Popover
      title={t('visibility.title')}
      isOpen={isOpen}
      onOpenChange={change}
      trigger={
        <button
          type="button"
          className={styles.button}
          aria-label={label}
          title={keys === undefined ? label : `${label} (${keys})`}
        >
          <Eye size={14} aria-hidden="true" />
          {count}
        </button>
      }
    >
      <VisibilityPanel chat={chat} />
    </Popover>
  )
}

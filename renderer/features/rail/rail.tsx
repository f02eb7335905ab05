import { MessageSquare, Settings } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListUnreadCount } from '../../entities/hooks.ts'
import { getShortcutLabel } from '../../lib/hotkeys/use-shortcut.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { focusList } from '../chat-list/focus-list.ts'
import { openSettings } from '../settings/settings-view.ts'
import styles from './rail.module.css'

/** The narrow strip of sections; one is there when it works. */
export function Rail(): ReactNode {
  const { t } = useTranslation('common')
  const unreadCount = useListUnreadCount('main')
  return (
    <nav className={styles.rail} aria-label={t('rail.label')}>
      <IconButton
        size="large"
        side="right"
        label={unreadCount > 0 ? t('rail.chatsUnread', { count: unreadCount }) : t('rail.chats')}
        shortcut={getShortcutLabel('list.focus')}
        icon={<MessageSquare size={18} strokeWidth={1.8} aria-hidden="true" />}
        isActive
        aria-current="page"
        badge={
          unreadCount > 0 ? (
            <b className={styles.badge} aria-hidden="true">
              {unreadCount > 999 ? '999+' : unreadCount}
            </b>
          ) : undefined
        }
        onClick={focusList}
      />
      <span className={styles.space} />
      <IconButton
        size="large"
        side="right"
        label={t('rail.settings')}
        shortcut={getShortcutLabel('settings.open')}
        icon={<Settings size={18} strokeWidth={1.8} aria-hidden="true" />}
        onClick={() => {
          openSettings()
        }}
      />
    </nav>
  )
}

import { ChevronDown } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './message-list.module.css'

interface Props {
  readonly isShown: boolean
  readonly unreadCount: number
  readonly onJump: () => void
}

export function JumpButton({ isShown, unreadCount, onJump }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  if (!isShown) return undefined
  const label = unreadCount > 0 ? t('jumpToEndUnread', { count: unreadCount }) : t('jumpToEnd')
  return (
    <button type="button" className={styles.jump} aria-label={label} title={label} onClick={onJump}>
      {unreadCount > 0 && (
        <span className={styles.jumpCount}>{unreadCount > 999 ? '999+' : unreadCount}</span>
      )}
      <ChevronDown aria-hidden="true" size={18} />
    </button>
  )
}

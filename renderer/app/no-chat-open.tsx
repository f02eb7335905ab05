import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListCount, useListUnreadCount } from '../entities/hooks.ts'
import { getShortcutLabel } from '../lib/hotkeys/use-shortcut.ts'
import { Kbd } from '../ui/kbd.tsx'
import styles from './app.module.css'

/** What stands where the conversation will be: how things are, and the keys that lead on. */
export function NoChatOpen(): ReactNode {
  const { t } = useTranslation('common')
  const chatCount = useListCount('main')
  const unreadCount = useListUnreadCount('main')
  return (
    <div className={styles.empty}>
      <h1>{t('empty.title')}</h1>
      {chatCount === 0 ? undefined : (
        <p className={styles.summary}>
          {t('empty.summary', { count: chatCount })},{' '}
          {unreadCount === 0 ? t('empty.allRead') : t('empty.unread', { count: unreadCount })}
        </p>
      )}
      <dl className={styles.hints}>
        <Hint keys={getShortcutLabel('switcher.open')} text={t('empty.hintFind')} />
        <Hint keys={getShortcutLabel('chat.next')} text={t('empty.hintNext')} />
        <Hint keys={getShortcutLabel('chat.nextUnread')} text={t('empty.hintUnread')} />
        <Hint keys={getShortcutLabel('shortcuts.open')} text={t('empty.hintShortcuts')} />
      </dl>
    </div>
  )
}

function Hint({ keys, text }: { readonly keys: string; readonly text: string }): ReactNode {
  return (
    <>
      <dt>
        <Kbd>{keys}</Kbd>
      </dt>
      <dd>{text}</dd>
    </>
  )
}

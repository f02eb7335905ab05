import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useListUnreadCount } from '../entities/hooks.ts'

/** The number of unread chats in the tab's title, where a browser shows it among others. */
export function useDocumentTitle(): void {
  const { t } = useTranslation('common')
  const unreadCount = useListUnreadCount('main')
  const name = t('appName')
  useEffect(() => {
    document.title = unreadCount > 0 ? `(${unreadCount}) ${name}` : name
  }, [name, unreadCount])
}

import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useListUnreadCount, useRules, useTriagePart } from '../entities/hooks.ts'

/** Who waits, in the title of the window: a tab among others, an entry of the task bar. Before the set-up, what is unread. */
export function useDocumentTitle(): void {
  const { t } = useTranslation('common')
  const { isSetUp } = useRules()
  const unreadCount = useListUnreadCount('main')
  const waitingCount = useTriagePart((triage) => triage?.counts.waiting ?? 0)
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  const name = t('appName')
  const count = isSetUp ? waitingCount : unreadCount
  const figures = isSetUp && redCount > 0 ? `${t('titleRed', { count: redCount })} · ${count}` : String(count)
  useEffect(() => {
    document.title = count > 0 ? `(${figures}) ${name}` : name
  }, [name, count, figures])
}

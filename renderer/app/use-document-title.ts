import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useAlarmsPart, useListUnreadCount, useRules, useTriagePart } from '../entities/hooks.ts'
import { isAlarmOpen } from '../features/alarms/index.ts'

/** Alarms and who waits, in the title of the window: a tab among others, an entry of the task bar. Before the set-up, what is unread. */
export function useDocumentTitle(): void {
  const { t } = useTranslation('common')
  const { t: alarmWords } = useTranslation('alarms')
  const { isSetUp } = useRules()
  const unreadCount = useListUnreadCount('main')
  const waitingCount = useTriagePart((triage) => triage?.counts.waiting ?? 0)
  const redCount = useTriagePart((triage) => triage?.counts.red ?? 0)
  const alarmCount = useAlarmsPart((alarms) => alarms.filter(isAlarmOpen).length)
  const name = t('appName')
  const count = isSetUp ? waitingCount : unreadCount
  const figures = isSetUp && redCount > 0 ? `${t('titleRed', { count: redCount })} · ${count}` : String(count)
  const alarm = alarmCount === 0 ? '' : alarmWords('documentTitle', { count: alarmCount })
  useEffect(() => {
    const title = count > 0 ? `(${figures}) ${name}` : name
    document.title = alarm === '' ? title : `${alarm} ${title}`
  }, [name, count, figures, alarm])
}

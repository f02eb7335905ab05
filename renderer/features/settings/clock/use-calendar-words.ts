import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { describeZone, type CalendarWords } from './describe-calendar.ts'

/** Days of the week as keys of the words, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The words of the window for summaries of working hours. */
export function useCalendarWords(): CalendarWords {
  const { t, i18n } = useTranslation('clock-settings')
  return useMemo(
    () => ({
      always: t('always'),
      noHours: t('noHours'),
      days: weekdays.map((day) => t(`editor.short.${day}`)),
      holidays: (count) => t('holidays', { count }),
      describeZone: (zone) => describeZone(zone, i18n.language),
    }),
    [t, i18n.language],
  )
}

import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { describeZone, type CalendarWords, type ZoneNames } from './describe-calendar.ts'

/** Days of the week as keys of the words, Monday first. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** The words of the window for summaries of working hours. */
export function useCalendarWords(): CalendarWords {
  const { t } = useTranslation('clock-settings')
  const zoneNames = useZoneNames()
  return useMemo(
    () => ({
      always: t('always'),
      noHours: t('noHours'),
      days: weekdays.map((day) => t(`editor.short.${day}`)),
      holidays: (count) => t('holidays', { count }),
      describeZone: (zone) => describeZone(zone, zoneNames),
    }),
    [t, zoneNames],
  )
}

/** The zones that have a name in the window's language. */
export function useZoneNames(): ZoneNames {
  const { t } = useTranslation('clock-settings')
  return useMemo(() => t('zones', { returnObjects: true }), [t])
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLocale } from '../../../lib/time/choose-locale.ts'
import { type Calendar, createCalendar } from './calendar.ts'

const calendars = new Map<string, Calendar>()

/** The calendar of the window's language and the machine's zone. */
export function useCalendar(): Calendar {
  const { i18n } = useTranslation()
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
  const locale = chooseLocale(i18n.language)
  const key = `${locale} ${timeZone}`
  const known = calendars.get(key)
  if (known !== undefined) return known
  const made = createCalendar(locale, timeZone)
  calendars.set(key, made)
  return made
}

const minuteMs = 60_000

/** Now in seconds, new every minute while `isWatched`. */
export function useNowS(isWatched = true): number {
  const [nowS, setNowS] = useState(() => Math.floor(Date.now() / 1000))
  useEffect(() => {
    if (!isWatched) return undefined
    const timer = setInterval(() => {
      setNowS(Math.floor(Date.now() / 1000))
    }, minuteMs)
    return () => {
      clearInterval(timer)
    }
  }, [isWatched])
  return nowS
}

/** Some second of the present day: the same value until midnight, so rows are drawn again only then. */
export function useTodayS(calendar: Calendar): number {
  const [todayS, setTodayS] = useState(() => Math.floor(Date.now() / 1000))
  useEffect(() => {
    const timer = setInterval(() => {
      setTodayS((before) => {
        const nowS = Math.floor(Date.now() / 1000)
        return calendar.dayOf(nowS) === calendar.dayOf(before) ? before : nowS
      })
    }, minuteMs / 4)
    return () => {
      clearInterval(timer)
    }
  }, [calendar])
  return todayS
}

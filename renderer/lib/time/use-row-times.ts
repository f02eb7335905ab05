import { useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { chooseLocale } from './choose-locale.ts'
import { createRowTimes, type RowTimes } from './row-time.ts'

const cache = new Map<string, RowTimes>()

/** Times in the language of the window and the zone of the machine. */
export function useRowTimes(): RowTimes {
  const { t, i18n } = useTranslation('common')
  return useMemo(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions()
    const locale = chooseLocale(i18n.language)
    const key = `${locale} ${timeZone}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const made = createRowTimes(locale, timeZone, {
      now: t('time.now'),
      minutes: (count) => t('time.minutes', { count }),
    })
    cache.set(key, made)
    return made
  }, [t, i18n.language])
}

const minuteMs = 60_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setTimeout> | undefined

function readMinute(): number {
  return Math.floor(Date.now() / minuteMs)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  if (timer === undefined) tick()
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

/** Just after the minute turns, so that a clock and the row beside it agree. */
function tick(): void {
  timer = setTimeout(
    () => {
      for (const listener of listeners) listener()
      tick()
    },
    minuteMs - (Date.now() % minuteMs) + 20,
  )
}

/** The start of the present minute in ms; one timer serves every row. */
export function useMinuteMs(): number {
  return useSyncExternalStore(subscribe, readMinute) * minuteMs
}

import { useMemo, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { Emitter } from '#shared/lib/emitter.ts'
import { chooseLocale } from './choose-locale.ts'
import { createRowTimes, type RowTimes } from './row-time.ts'

const cache = new Map<string, RowTimes>()

/** Times in the language of the window and the zone of the machine. */
export function useRowTimes(): RowTimes {
  const { i18n } = useTranslation('common')
  return useMemo(() => {
    const timeZone = readTimeZone()
    const locale = chooseLocale(i18n.language)
    const key = `${locale} ${timeZone}`
    const known = cache.get(key)
    if (known !== undefined) return known
    const made = createRowTimes(locale, timeZone)
    cache.set(key, made)
    return made
  }, [i18n.language])
}

/** The time of a row; drawn again only when its words change, which midnight does. */
export function useRowTime(dateS: number): string {
  const times = useRowTimes()
  return useSyncExternalStore(subscribe, () => times.format(dateS, Date.now()))
}

/** Rows are at most this much behind; most ticks change no text, so nothing renders. */
const stepMs = 15_000
const steps = new Emitter()
let timer: ReturnType<typeof setTimeout> | undefined

function readStep(): number {
  return Math.floor(Date.now() / stepMs)
}

let knownZone = { step: -1, name: '' }

/** Making a formatter costs as much as a whole row, so it is not done for each row. */
function readTimeZone(): string {
  const step = readStep()
  if (knownZone.step !== step) {
    knownZone = { step, name: new Intl.DateTimeFormat().resolvedOptions().timeZone }
  }
  return knownZone.name
}

function subscribe(listener: () => void): () => void {
  const cancel = steps.on(listener)
  if (timer === undefined) tick()
  return () => {
    cancel()
    if (steps.size > 0) return
    clearTimeout(timer)
    timer = undefined
  }
}

/** Just after the step ends, which is also when the minute changes, so that a clock and the row beside it agree. */
function tick(): void {
  timer = setTimeout(
    () => {
      tick()
      steps.emit()
    },
    stepMs - (Date.now() % stepMs) + 20,
  )
}

/** Now, in steps of a quarter of a minute; one timer serves every row. */
export function useCoarseNowMs(): number {
  return useSyncExternalStore(subscribe, readStep) * stepMs
}

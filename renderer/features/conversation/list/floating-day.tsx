import { type ReactNode, type Ref, useEffect, useImperativeHandle, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Calendar, describeDay } from '../model/calendar.ts'
import styles from './message-list.module.css'

export interface FloatingDayHandle {
  /** The list moves, and a message of this moment is at its top. */
  show(dateS: number): void
}

interface Props {
  readonly todayS: number
  readonly calendar: Calendar
  readonly ref: Ref<FloatingDayHandle>
}

const shownForMs = 1200

/** Which day is at the top while the list is scrolled. Its separator says the same, so assistive tools are not told twice. */
export function FloatingDay({ todayS, calendar, ref }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const [shown, setShown] = useState<{ readonly dateS: number } | undefined>(undefined)

  useImperativeHandle(
    ref,
    () => ({
      show: (dateS) => {
        setShown({ dateS })
      },
    }),
    [],
  )
  useEffect(() => {
    if (shown === undefined) return undefined
    const timer = setTimeout(() => {
      setShown(undefined)
    }, shownForMs)
    return () => {
      clearTimeout(timer)
    }
  }, [shown])

  if (shown === undefined) return undefined
  const label = describeDay(calendar, shown.dateS, todayS)
  return (
    <div className={styles.floatingDay} aria-hidden="true">
      {label.kind === 'date' ? label.text : t(label.kind)}
    </div>
  )
}

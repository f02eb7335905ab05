import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SendFailure } from '#shared/contract/entities/message.ts'
import { assertNever } from '#shared/lib/assert-never.ts'
import type { Calendar } from '../model/calendar.ts'
import styles from './failure-line.module.css'

interface Props {
  readonly failure: SendFailure
  readonly calendar: Calendar
  readonly onRetry: () => void
  readonly onDiscard: () => void
}

/** Why the message was not sent, and what can be done about it. */
export function FailureLine({ failure, calendar, onRetry, onDiscard }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const isEarly = useIsBefore(failure.retryAtS)
  const time = failure.retryAtS === undefined ? undefined : calendar.formatTime(failure.retryAtS)
  return (
    <div className={styles.failure}>
      <span>{describe()}</span>
      {failure.canRetry && (
        <button type="button" className={styles.failureAction} disabled={isEarly} onClick={onRetry}>
          {isEarly && time !== undefined ? t('message.retryAt', { time }) : t('message.retry')}
        </button>
      )}
      <button type="button" className={styles.failureAction} onClick={onDiscard}>
        {t('message.discard')}
      </button>
    </div>
  )

  function describe(): string {
    switch (failure.code) {
      case 'flood_wait':
      case 'slow_mode':
        return time === undefined
          ? t(`failure.${failure.code}_unknown`)
          : t(`failure.${failure.code}`, { time })
      case 'rejected':
        return t('failure.rejected', { message: failure.message })
      case 'write_forbidden':
      case 'chat_unavailable':
      case 'text_too_long':
      case 'interrupted':
        return t(`failure.${failure.code}`)
      default:
        return assertNever(failure.code)
    }
  }
}

/** Whether the moment is still ahead; renders once it has come. */
function useIsBefore(atS: number | undefined): boolean {
  const [nowMs, setNowMs] = useState(() => Date.now())
  const leftMs = atS === undefined ? 0 : atS * 1000 - nowMs
  useEffect(() => {
    if (leftMs <= 0) return undefined
    const timer = setTimeout(() => {
      setNowMs(Date.now())
    }, leftMs)
    return () => {
      clearTimeout(timer)
    }
  }, [leftMs])
  return leftMs > 0
}

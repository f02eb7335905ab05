import { Pause } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { useRowTimes } from '../../../lib/time/use-row-times.ts'
import { useWaitedMinutes, useWaitStatus } from '../../../lib/wait/use-wait.ts'
import styles from './chat-row.module.css'
import { describeMinutes } from './wait-words.ts'

/** How long the customer has waited, in place of the time; it renders every minute on its own, without its row. */
export function RowWait({ wait }: { readonly wait: WaitView }): ReactNode {
  const { t } = useTranslation('chat-list')
  const minutes = useWaitedMinutes(wait)
  const status = useWaitStatus(wait)
  const describeWait = useWaitTitle()
  const { form, ...values } = describeMinutes(minutes)
  const length = t(`wait.${form}`, { ...values } as { minutes: number; hours: number; days: number })
  const shown = wait.isComplete ? length : t('wait.atLeast', { length })
  return (
    <span className={styles.wait} title={describeWait(wait)}>
      {wait.isRunning ? undefined : <Pause size={9} role="img" aria-label={t('wait.paused')} />}
      <span aria-hidden="true">{shown}</span>
      <span className={styles.hidden}>
        {status === 'red' || status === 'breach'
          ? t(`wait.${status}`, { length: shown })
          : t(wait.isComplete ? 'wait.waiting' : 'wait.unsure', { length })}
      </span>
    </span>
  )
}

/** Since when, and when it turns red and breaches. */
function useWaitTitle(): (wait: WaitView) => string {
  const { t } = useTranslation('chat-list')
  const times = useRowTimes()
  return (wait) => {
    const format = (atMs: number): string => times.formatMoment(atMs, Date.now())
    const { redAtMs, breachAtMs } = wait
    return [
      t('wait.since', { time: format(wait.sinceS * 1000) }),
      ...(redAtMs === undefined ? [] : [t('wait.redAt', { time: format(redAtMs) })]),
      ...(breachAtMs === undefined ? [] : [t('wait.breachAt', { time: format(breachAtMs) })]),
      ...(wait.messageCount > 1 ? [t('wait.messages', { count: wait.messageCount })] : []),
      ...(wait.isRunning ? [] : [t('wait.paused')]),
      ...(wait.isComplete ? [] : [t('wait.reading')]),
    ].join('\n')
  }
}

import { Pause } from 'lucide-react'
import { type ReactNode, useCallback, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { useRowTimes } from '../../../lib/time/use-row-times.ts'
import { createWaitTicker } from '../../../lib/wait/wait-ticker.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import { joinClasses } from '../../../ui/join-classes.ts'
import { findNextSecondMs, isPaused, readClock, readElapsedS } from './clock-reading.ts'
import styles from './reply-clock.module.css'

/** One timer that runs only while a wait is shown. */
const ticker = createWaitTicker(windowClock)

/** How long the customer of the open chat has waited, to the second, with both marks. */
export function ReplyClock({ wait }: { readonly wait: WaitView }): ReactNode {
  const { t } = useTranslation('triage')
  const subscribe = useCallback(
    (listener: () => void) => ticker.subscribe((nowMs) => findNextSecondMs(wait, nowMs), listener),
    [wait],
  )
  const elapsedS = useSyncExternalStore(subscribe, () => readElapsedS(wait, windowClock.now()))
  const isStill = useSyncExternalStore(subscribe, () => isPaused(wait, windowClock.now()))
  const details = useDetails(wait, isStill)
  const { status, elapsed, end, fill, redMark } = readClock(wait, elapsedS)
  return (
    <div
      // Screen readers do not announce a timer by themselves; its name changes once a minute.
      role="timer"
      aria-label={[t(`clock.${status}`, { count: Math.floor(elapsedS / 60) }), ...details].join('. ')}
      title={details.join('\n')}
      data-status={status}
      data-paused={isStill}
      className={joinClasses(styles.clock, styles[status], isStill && styles.paused)}
    >
      <span aria-hidden="true">{wait.isComplete ? elapsed : `≥ ${elapsed}`}</span>
      <svg className={styles.bar} viewBox="0 0 84 5" preserveAspectRatio="none" aria-hidden="true">
        <rect className={styles.track} width="84" height="5" />
        <rect className={styles.fill} width={84 * fill} height="5" />
        <rect className={styles.mark} x={84 * redMark - 0.5} width="1" height="5" />
      </svg>
      {isStill ? (
        <PausedUntil wait={wait} />
      ) : (
        <span className={styles.end} aria-hidden="true">
          {end}
        </span>
      )}
    </div>
  )
}

function PausedUntil({ wait: { resumesAtMs } }: { readonly wait: WaitView }): ReactNode {
  const { t } = useTranslation('triage')
  const times = useRowTimes()
  return (
    <span className={styles.until}>
      <Pause size={11} aria-hidden="true" />
      {resumesAtMs === undefined
        ? t('clock.paused')
        : t('clock.pausedUntil', { time: times.formatMoment(resumesAtMs, windowClock.now()) })}
    </span>
  )
}

/** Since when the customer waits, what comes next and what is uncertain; used for the tooltip and for screen readers. */
function useDetails(wait: WaitView, isStill: boolean): readonly string[] {
  const { t } = useTranslation('triage')
  const times = useRowTimes()
  const format = (atMs: number): string => times.formatMoment(atMs, windowClock.now())
  const { redAtMs, breachAtMs, resumesAtMs } = wait
  return [
    t('clock.since', { time: format(wait.sinceS * 1000) }),
    ...(redAtMs === undefined ? [] : [t('clock.redAt', { time: format(redAtMs) })]),
    ...(breachAtMs === undefined ? [] : [t('clock.breachAt', { time: format(breachAtMs) })]),
    t('clock.messages', { count: wait.messageCount }),
    ...(isStill
      ? [
          resumesAtMs === undefined
            ? t('clock.paused')
            : t('clock.pausedUntil', { time: format(resumesAtMs) }),
        ]
      : []),
    ...(wait.isComplete ? [] : [t('clock.reading')]),
  ]
}

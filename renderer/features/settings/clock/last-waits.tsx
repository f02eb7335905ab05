import { type ReactNode, useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import type { WaitInterval } from '#shared/contract/entities/triage.ts'
import { core } from '../../../entities/core.ts'
import { useRules, useSessionPart } from '../../../entities/hooks.ts'
import { useAnswer } from '../../../lib/failure/use-answer.ts'
import { chooseLocale } from '../../../lib/time/choose-locale.ts'
import styles from '../settings.module.css'
import clockStyles from './clock.module.css'
import { splitDuration } from './split-duration.ts'

const shownCount = 20

interface Props {
  readonly chatId: ChatId
  /** Waits longer than this are highlighted. */
  readonly breachAfterMin: number
}

/** The last waits of a chat that ended: when, how long, and what ended them. */
export function LastWaits({ chatId, breachAfterMin }: Props): ReactNode {
  const { t } = useTranslation('clock-settings')
  const read = useCallback(() => core.calls['clock.readIntervals']({ chatId, limit: shownCount }), [chatId])
  const { value, problem } = useAnswer('rules', read)
  const intervals = value?.intervals
  return (
    <section>
      <h3 className={styles.heading}>{t('own.waits')}</h3>
      {intervals !== undefined && intervals.length > 0 ? (
        <WaitTable intervals={intervals} breachAfterMin={breachAfterMin} />
      ) : (
        <p className={styles.dim} role="status">
          {problem ?? t(intervals === undefined ? 'own.loading' : 'own.noWaits')}
        </p>
      )}
    </section>
  )
}

interface TableProps {
  readonly intervals: readonly WaitInterval[]
  readonly breachAfterMin: number
}

function WaitTable({ intervals, breachAfterMin }: TableProps): ReactNode {
  const { t, i18n } = useTranslation('clock-settings')
  const { staff } = useRules()
  const me = useSessionPart((session) => session?.me)
  const began = new Intl.DateTimeFormat(chooseLocale(i18n.language), {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const describeDuration = (durationMs: number): string => {
    const { kind, ...parts } = splitDuration(durationMs)
    return t(`duration.${kind}`, parts)
  }
  const nameOf = (userId: UserId | undefined): string | undefined => {
    if (userId === undefined) return undefined
    if (userId === me?.id) return me.name
    const name = staff.find((member) => member.userId === userId)?.name ?? ''
    return name === '' ? `id ${userId}` : name
  }
  return (
    <table className={clockStyles.table}>
      <thead>
        <tr>
          <th scope="col">{t('own.began')}</th>
          <th scope="col">{t('own.waited')}</th>
          <th scope="col">{t('own.working')}</th>
          <th scope="col">{t('own.messages')}</th>
          <th scope="col">{t('own.ended')}</th>
        </tr>
      </thead>
      <tbody>
        {intervals.map((interval) => (
          <tr key={interval.startMessageId}>
            <td>{began.format(interval.startS * 1000)}</td>
            <td>{describeDuration(interval.wallMs)}</td>
            <td className={interval.workingMs >= breachAfterMin * 60_000 ? clockStyles.broken : undefined}>
              {describeDuration(interval.workingMs)}
            </td>
            <td>{interval.messageCount}</td>
            <td>
              {[t(`own.endedBy.${interval.endedBy}`), nameOf(interval.answeredBy)]
                .filter((part) => part !== undefined)
                .join(' · ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

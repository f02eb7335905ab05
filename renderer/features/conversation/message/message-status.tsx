import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { Calendar } from '../model/calendar.ts'
import styles from './message.module.css'

interface Props {
  readonly message: MessageView
  readonly isRead: boolean
  readonly calendar: Calendar
}

/** Time, edited mark and how far an own message got: one tick sent, two ticks read. */
export function MessageStatus({ message, isRead, calendar }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const { editedS } = message
  return (
    <span className={styles.status}>
      {editedS !== undefined && (
        <span title={t('message.editedAt', { when: calendar.formatFull(editedS) })}>
          {t('message.edited')}
        </span>
      )}
      {message.isOutgoing && <Mark state={message.state} isRead={isRead} />}
      <time
        dateTime={new Date(message.dateS * 1000).toISOString()}
        title={calendar.formatFull(message.dateS)}
      >
        {calendar.formatTime(message.dateS)}
      </time>
    </span>
  )
}

function Mark({
  state,
  isRead,
}: {
  readonly state: MessageView['state']
  readonly isRead: boolean
}): ReactNode {
  const { t } = useTranslation('conversation')
  const icon = { size: 12, strokeWidth: 2.2, 'aria-hidden': true } as const
  if (state === 'pending') {
    return (
      <span role="img" aria-label={t('message.pending')} title={t('message.pending')} className={styles.mark}>
        <Clock {...icon} />
      </span>
    )
  }
  if (state === 'failed') {
    return (
      <span
        role="img"
        aria-label={t('message.failed')}
        title={t('message.failed')}
        className={styles.markFailed}
      >
        <CircleAlert {...icon} />
      </span>
    )
  }
  const label = isRead ? t('message.read') : t('message.sent')
  return (
    <span role="img" aria-label={label} title={label} className={isRead ? styles.markRead : styles.mark}>
      {isRead ? <CheckCheck {...icon} /> : <Check {...icon} />}
    </span>
  )
}

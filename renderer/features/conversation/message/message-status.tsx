import { Check, CheckCheck, CircleAlert, Clock } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { Calendar } from '../model/calendar.ts'
import styles from './message-status.module.css'
import messageStyles from './message.module.css'

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
  const show = (label: string, className: string | undefined, image: ReactNode): ReactNode => (
    <span title={label} className={className}>
      {image}
      <span className={messageStyles.spoken}>{label}</span>
    </span>
  )
  if (state === 'pending') return show(t('message.pending'), styles.mark, <Clock {...icon} />)
  if (state === 'failed') return show(t('message.failed'), styles.markFailed, <CircleAlert {...icon} />)
  return isRead
    ? show(t('message.read'), styles.markRead, <CheckCheck {...icon} />)
    : show(t('message.sent'), styles.mark, <Check {...icon} />)
}

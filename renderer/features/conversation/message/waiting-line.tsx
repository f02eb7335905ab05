import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { useChat } from '../../../entities/hooks.ts'
import { useRowTimes } from '../../../lib/time/use-row-times.ts'
import { useWaitStatus } from '../../../lib/wait/use-wait.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import styles from './lines.module.css'

interface Props {
  readonly chatId: ChatId
  /** The new messages begin here, too; one line says both. */
  readonly isFirstUnread: boolean
}

/** Stands above the oldest message that waits for an answer. */
export function WaitingLine({ chatId, isFirstUnread }: Props): ReactNode {
  const { t } = useTranslation('conversation')
  const times = useRowTimes()
  const wait = useChat(chatId)?.wait
  const status = useWaitStatus(wait)
  if (wait === undefined || status === 'none') return undefined
  const since = t('waitingSince', { time: times.formatMoment(wait.sinceS * 1000, windowClock.now()) })
  return (
    <div
      className={styles[status]}
      data-waiting-line={status}
      {...(isFirstUnread ? { 'data-unread-line': '' } : {})}
    >
      <span>{isFirstUnread ? `${t('newMessages')} · ${since}` : since}</span>
    </div>
  )
}

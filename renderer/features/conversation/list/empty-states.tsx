import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import styles from './empty-states.module.css'

export function EmptyConversation(): ReactNode {
  const { t } = useTranslation('conversation')
  return (
    <div className={styles.center}>
      <p className={styles.headline}>{t('empty')}</p>
      <p>{t('emptyHint')}</p>
    </div>
  )
}

interface FailedProps {
  readonly problem: NonNullable<ConversationView['problem']> | 'call'
  readonly onRetry: () => void
}

export function FailedConversation({ problem, onRetry }: FailedProps): ReactNode {
  const { t } = useTranslation('conversation')
  const isGone = problem === 'not_found'
  return (
    <div className={styles.center} role="alert">
      <p className={styles.headline}>{t(isGone ? 'gone' : 'failed')}</p>
      <p>{t(`problem.${problem}`)}</p>
      <button type="button" className={styles.button} onClick={onRetry}>
        {t('tryAgain')}
      </button>
    </div>
  )
}

/** Shown over the messages, so that nothing moves: why no more of them could be loaded. */
export function HistoryProblem({ problem, onRetry }: FailedProps): ReactNode {
  const { t } = useTranslation('conversation')
  return (
    <output className={styles.bar}>
      <span>{t(`problem.${problem}`)}</span>
      <button type="button" className={styles.link} onClick={onRetry}>
        {t('tryAgain')}
      </button>
    </output>
  )
}

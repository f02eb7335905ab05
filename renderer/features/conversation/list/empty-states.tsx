import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import styles from './empty-states.module.css'

/** A skeleton before this would only flicker. */
const skeletonAfterMs = 150

/** Lines of the height of messages, while the first of them are on their way. */
export function MessagesSkeleton(): ReactNode {
  const { t } = useTranslation('conversation')
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => {
      setIsShown(true)
    }, skeletonAfterMs)
    return () => {
      clearTimeout(timer)
    }
  }, [])
  return (
    <output className={styles.skeleton} aria-label={t('loading')}>
      {isShown &&
        [62, 38, 74, 51, 30, 66].map((width) => (
          <div key={width} className={styles.skeletonRow} aria-hidden="true">
            <span className={styles.skeletonAvatar} />
            <span className={styles.skeletonLines}>
              <span className={styles.skeletonName} />
              <span className={styles.skeletonText} style={{ width: `${width}%` }} />
            </span>
          </div>
        ))}
    </output>
  )
}

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

/** Over the messages, so that nothing moves: why there is no more of them. */
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

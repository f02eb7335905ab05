import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useDelay } from '../../../lib/use-delay.ts'
import styles from './empty-states.module.css'

/** A skeleton that is shown earlier would only flicker. */
const skeletonAfterMs = 150

/** Lines of the height of messages, while the first of them are on their way. */
export function MessagesSkeleton(): ReactNode {
  const { t } = useTranslation('conversation')
  const isShown = useDelay(true, skeletonAfterMs)
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

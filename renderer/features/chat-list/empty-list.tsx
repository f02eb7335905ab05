import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListOrder, useSessionPart, useSetting } from '../../entities/hooks.ts'
import { useDelay } from '../../lib/use-delay.ts'
import styles from './chat-list.module.css'
import { listElementId } from './focus-list.ts'
import type { ListTab } from './list-view.ts'

/** A skeleton before this would only flicker. */
const skeletonAfterMs = 150

/** What stands in place of rows: a skeleton while chats come, else why there are none. */
export function EmptyList({ tab }: { readonly tab: ListTab }): ReactNode {
  const { t } = useTranslation('chat-list')
  const isComplete = useSessionPart((session) => session?.sync.isComplete ?? false)
  const mainCount = useListOrder('main').length
  if (!isComplete && mainCount === 0) return <ListSkeleton />
  if (tab === 'unread') {
    return (
      <div id={listElementId} tabIndex={-1} className={styles.center}>
        <strong>{t('emptyUnread')}</strong>
        <span>{t('emptyUnreadHint', { count: mainCount })}</span>
      </div>
    )
  }
  return (
    <div id={listElementId} tabIndex={-1} className={styles.center}>
      <strong>{t(tab === 'main' ? 'emptyAll' : tab === 'archive' ? 'emptyArchive' : 'emptyFolder')}</strong>
      {tab === 'main' ? <span>{t('emptyAllHint')}</span> : undefined}
    </div>
  )
}

const skeletonWidths = [62, 38, 74, 51, 80, 30, 66, 45, 58, 71, 34, 69, 48, 77, 55, 40]

export function ListSkeleton(): ReactNode {
  const { t } = useTranslation('chat-list')
  const rowHeight = useSetting('rowHeight')
  const isShown = useDelay(true, skeletonAfterMs)
  return (
    <div id={listElementId} className={styles.skeleton} role="status" aria-label={t('loading')}>
      {isShown
        ? skeletonWidths.map((width) => (
            <div key={width} className={styles.skeletonRow} style={{ height: rowHeight }} aria-hidden="true">
              <span style={{ width: `${40 + (width % 50)}%` }} />
              <span style={{ width: `${width}%` }} />
              <span />
            </div>
          ))
        : undefined}
    </div>
  )
}

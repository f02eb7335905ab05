import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useListCount, useSessionPart, useSetting, useTriagePart } from '../../entities/hooks.ts'
import { useShortcutLabel } from '../../lib/hotkeys/use-shortcut.ts'
import { useCoarseNowMs, useRowTimes } from '../../lib/time/use-row-times.ts'
import { useDelay } from '../../lib/use-delay.ts'
import { Button } from '../../ui/button.tsx'
import { openSetUp } from '../../shell/settings-view.ts'
import styles from './chat-list.module.css'
import { listElementId } from '../../shell/focus.ts'
import type { ListTab } from '../../shell/list-view.ts'
import { useIsSetUpMissing } from './status/set-up-note.tsx'

/** A skeleton that is shown earlier would only flicker. */
const skeletonAfterMs = 150

/** Shown instead of rows: a skeleton while chats load, otherwise why there are none. */
export function EmptyList({ tab }: { readonly tab: ListTab }): ReactNode {
  const isComplete = useSessionPart((session) => session?.sync.isComplete ?? false)
  const mainCount = useListCount('main')
  if (!isComplete && mainCount === 0) return <ListSkeleton />
  return (
    <div id={listElementId} tabIndex={-1} className={styles.center}>
      <EmptyWords tab={tab} mainCount={mainCount} />
    </div>
  )
}

interface WordsProps {
  readonly tab: ListTab
  readonly mainCount: number
}

function EmptyWords({ tab, mainCount }: WordsProps): ReactNode {
  const { t } = useTranslation('chat-list')
  const starKeys = useShortcutLabel('chat.star')
  switch (tab) {
    case 'main':
      return <Words title={t('emptyAll')} hint={t('emptyAllHint')} />
    case 'waiting':
      return <NobodyWaits />
    case 'unread':
      return <Words title={t('emptyUnread')} hint={t('emptyUnreadHint', { count: mainCount })} />
    case 'starred':
      return (
        <Words
          title={t('emptyStarred')}
          hint={starKeys === undefined ? t('emptyStarredMenu') : t('emptyStarredHint', { keys: starKeys })}
        />
      )
    case 'team':
      return <Words title={t('emptyTeam')} hint={t('emptyTeamHint')} />
    case 'archive':
      return <Words title={t('emptyArchive')} />
    default:
      return <Words title={t('emptyFolder')} />
  }
}

function Words({ title, hint }: { readonly title: string; readonly hint?: string }): ReactNode {
  return (
    <>
      <strong>{title}</strong>
      {hint === undefined ? undefined : <span>{hint}</span>}
    </>
  )
}

function NobodyWaits(): ReactNode {
  const { t } = useTranslation('chat-list')
  const isSetUpMissing = useIsSetUpMissing()
  const chatCount = useTriagePart((triage) => triage?.counts.customer ?? 0)
  const isReading = useTriagePart((triage) => triage?.reading !== undefined)
  const lastAnswerAtS = useTriagePart((triage) => triage?.lastAnswerAtS)
  const answered = useAnswered(lastAnswerAtS)
  if (isSetUpMissing) {
    return (
      <>
        <Words title={t('setUp.title')} hint={t('setUp.why')} />
        <Button variant="primary" onClick={openSetUp}>
          {t('setUp.open')}
        </Button>
      </>
    )
  }
  const counted = t('customerChats', { count: chatCount })
  if (isReading) return <Words title={t('emptyWaitingSoFar')} hint={t('emptyWaitingReading')} />
  return (
    <Words title={t('emptyWaiting')} hint={answered === undefined ? counted : `${counted}, ${answered}`} />
  )
}

/** "last answer 3 min ago", or when it was. */
export function useAnswered(atS: number | undefined): string | undefined {
  const { t } = useTranslation('chat-list')
  const times = useRowTimes()
  const nowMs = useCoarseNowMs()
  if (atS === undefined) return undefined
  const minutes = Math.floor((nowMs - atS * 1000) / 60_000)
  if (minutes < 1) return t('answered.now')
  if (minutes < 60) return t('answered.minutes', { count: minutes })
  return t('answered.at', { time: times.formatMoment(atS * 1000, nowMs) })
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

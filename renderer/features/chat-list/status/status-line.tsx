import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { JobView } from '#shared/contract/entities/triage.ts'
import { useSession, useTriagePart } from '../../../entities/hooks.ts'
import { stopMarking } from '../../triage/index.ts'
import styles from './status.module.css'
import { readStatus, type ListStatus, type Pause } from './read-status.ts'
import { useSecondsUntil } from './use-seconds-until.ts'

/** The status line of the list: the job that runs over many chats, and its progress. */
export function StatusLine(): ReactNode {
  const session = useSession()
  const triage = useTriagePart((view) => view)
  const status = readStatus(session, triage)
  // The live region is always in the document: only what appears inside it is read out.
  return <div role="status">{status.kind === 'none' ? undefined : <Line status={status} />}</div>
}

function Line({ status }: { readonly status: Exclude<ListStatus, { kind: 'none' }> }): ReactNode {
  const { t } = useTranslation('chat-list')
  switch (status.kind) {
    case 'loading': {
      const { known, total } = status
      return (
        <div className={styles.line}>
          <span>
            {total === undefined ? t('progress', { count: known }) : t('progressOf', { known, total })}
          </span>
          {total === undefined ? undefined : <Progress done={known} total={total} />}
        </div>
      )
    }
    case 'reading':
      return (
        <div className={styles.line}>
          <JobWords job={status.job} pause={status.pause} words={t('status.reading', count(status.job))} />
        </div>
      )
    case 'waiting':
      return <PauseLine {...status} />
    case 'marking':
      return (
        <div className={styles.line}>
          <JobWords
            job={status.job}
            pause={status.pause}
            words={t(status.isUndo ? 'status.unmarking' : 'status.marking', count(status.job))}
          />
          <button
            type="button"
            className={styles.stop}
            onClick={() => {
              void stopMarking()
            }}
          >
            {t('status.stop')}
          </button>
        </div>
      )
  }
}

/** What waits, why and how long yet; undefined when nothing does, or not any more. */
function usePauseWords(pause: Pause | undefined): string | undefined {
  const { t } = useTranslation('chat-list')
  const seconds = useSecondsUntil(pause?.why === 'telegram' ? pause.untilMs : undefined)
  if (pause === undefined || (pause.why === 'telegram' && seconds === 0)) return undefined
  const why = pause.why === 'offline' ? t('status.offline') : t('status.floodWait', { seconds })
  return `${t(`status.limits.${pause.limit}`)}: ${why}`
}

function PauseLine({ pause }: Extract<ListStatus, { kind: 'waiting' }>): ReactNode {
  const words = usePauseWords(pause)
  if (words === undefined) return undefined
  return (
    <div className={styles.line}>
      <span className={styles.words} title={words}>
        {words}
      </span>
    </div>
  )
}

function count({ doneCount, totalCount }: JobView): { readonly done: number; readonly total: number } {
  return { done: doneCount, total: totalCount }
}

interface JobWordsProps {
  readonly job: JobView
  readonly pause: Pause | undefined
  /** Said while it goes on, and in the tooltip while it does not. */
  readonly words: string
}

function JobWords({ job, pause, words }: JobWordsProps): ReactNode {
  const pauseWords = usePauseWords(pause)
  return (
    <>
      <span className={styles.words} title={pauseWords === undefined ? words : `${pauseWords}\n${words}`}>
        {pauseWords ?? words}
      </span>
      <Progress done={job.doneCount} total={job.totalCount} />
    </>
  )
}

function Progress({ done, total }: { readonly done: number; readonly total: number }): ReactNode {
  return <progress className={styles.progress} value={done} max={Math.max(total, 1)} aria-hidden="true" />
}

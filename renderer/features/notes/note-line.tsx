import { Clock3, EllipsisVertical, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteView } from '#shared/contract/entities/team.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { useRowTimes } from '../../lib/time/use-row-times.ts'
import { windowClock } from '../../lib/window-clock.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useCall } from '../../lib/failure/use-call.ts'
import { showFailure } from '../../ui/report-failure.ts'
import { useStrangerWords } from '../team/index.ts'
import { describeNoteMenu } from './describe-note-menu.ts'
import { retryNote } from './note-commands.ts'
import { NoteText } from './note-text.tsx'
import styles from './notes.module.css'

/** A note between the messages, in the colour that no message has. */
export function NoteLine({ note }: { readonly note: NoteView }): ReactNode {
  const { t } = useTranslation('notes')
  const times = useRowTimes()
  const isOnline = useSessionPart((session) => session?.connection === 'ready')
  const strangers = useStrangerWords()
  const { atS, author, id, isMine, state } = note
  return (
    <aside className={styles.note} aria-label={t('label')} data-note-id={id} data-note-state={state}>
      <p className={styles.text}>
        <b>{t('by', { name: isMine ? t('you') : `\u2068${author.name}\u2069` })}</b> —{' '}
        <NoteText note={note} />{' '}
        <span className={strangers === undefined ? styles.teamOnly : styles.strangers}>
          {strangers ?? t('teamOnly')}
        </span>
      </p>
      <span className={styles.meta}>
        {state === 'pending' && (
          <span className={styles.state}>
            <Clock3 size={11} aria-hidden="true" /> {t(isOnline ? 'pendingPaused' : 'pending')}
          </span>
        )}
        <time title={times.formatFull(atS)}>{times.formatMoment(atS * 1000, windowClock.now())}</time>
        <NoteMenu note={note} />
      </span>
      {state === 'failed' && <Failure note={note} />}
    </aside>
  )
}

function NoteMenu({ note }: { readonly note: NoteView }): ReactNode {
  const { t } = useTranslation('notes')
  return (
    <span className={styles.menu}>
      <Menu
        align="end"
        trigger={
          <IconButton label={t('menuLabel')} icon={<EllipsisVertical size={13} aria-hidden="true" />} />
        }
        entries={describeNoteMenu(note, t)}
      />
    </span>
  )
}

function Failure({ note }: { readonly note: NoteView }): ReactNode {
  const { t } = useTranslation('notes')
  const { isBusy, run } = useCall('note', { tell: showFailure })
  return (
    <p className={styles.failure}>
      <TriangleAlert size={12} aria-hidden="true" /> {t('failed')}
      <button
        type="button"
        className={styles.action}
        disabled={isBusy}
        onClick={() => {
          run(() => retryNote(note))
        }}
      >
        {t('retry')}
      </button>
    </p>
  )
}

import { StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { openSettings } from '../../../shell/settings-view.ts'
import { useHasChannel, useStrangerWords } from '../../team/index.ts'
import styles from './note-composer.module.css'

/** Above the field: that what is written is a note, what keeps it from being one, and that an answer waits behind it. */
export function NoteBar({ hasAnswerAside }: { readonly hasAnswerAside: boolean }): ReactNode {
  const { t } = useTranslation('notes')
  const hasTeam = useHasChannel()
  const strangers = useStrangerWords()
  return (
    <div className={styles.bar} role="status">
      <StickyNote size={13} aria-hidden="true" />
      <b>{t(strangers === undefined ? 'composer.mode' : 'composer.modeStrangers')}</b>
      {strangers === undefined ? undefined : <span className={styles.strangers}>{strangers}</span>}
      {hasAnswerAside && hasTeam && <span>{t('composer.aside')}</span>}
      {hasTeam ? undefined : (
        <>
          <span>{t('composer.noTeam')}</span>
          <button
            type="button"
            className={styles.open}
            onClick={() => {
              openSettings('team')
            }}
          >
            {t('composer.openTeam')}
          </button>
        </>
      )}
    </div>
  )
}

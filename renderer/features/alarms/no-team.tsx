import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { openSettings } from '../../shell/settings-view.ts'
import styles from './alarms.module.css'

interface Props {
  /** Closes the dialog or panel around it; undefined when that has its own button. */
  readonly onLeave?: () => void
}

/** Why there are no alarms yet, and where that is changed. */
export function NoTeam({ onLeave }: Props): ReactNode {
  const { t } = useTranslation('alarms')
  return (
    <div className={styles.noTeam}>
      <b>{t('noTeam')}</b>
      <p>{t('noTeamHint')}</p>
      {onLeave === undefined ? undefined : (
        <Button
          variant="primary"
          onClick={() => {
            onLeave()
            openSettings('team')
          }}
        >
          {t('openTeamSettings')}
        </Button>
      )}
    </div>
  )
}

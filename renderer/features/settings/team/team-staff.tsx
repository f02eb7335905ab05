import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useTeamPart, useColleagues } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { openSettings } from '../../../shell/settings-view.ts'
import styles from './team-page.module.css'

/** With a team nobody is named by hand: staff is who has a role. */
export function TeamStaff(): ReactNode {
  const { t } = useTranslation('team')
  const title = useTeamPart(({ channel }) => channel?.title ?? '')
  const members = useColleagues().filter(({ isMember, role }) => isMember && role !== undefined)
  return (
    <div className={styles.staff}>
      <p>
        {t('staff.members', { title: `\u2068${title}\u2069`, count: members.length })}
        <small>{members.map(({ name }) => name).join(', ')}</small>
      </p>
      <Button
        onClick={() => {
          openSettings('team')
        }}
      >
        {t('staff.open')}
      </Button>
    </div>
  )
}

import { TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { core } from '../../entities/core.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { Button } from '../../ui/button.tsx'
import { joinClasses } from '../../ui/join-classes.ts'
import { describeRefusal } from '../team/index.ts'
import styles from './bars.module.css'

/** Notices that stay until the user dismisses them. */
export function Notices(): ReactNode {
  const { t } = useTranslation('connection')
  const notices = useSessionPart((session) => session?.notices)
  if (notices === undefined || notices.length === 0) return undefined
  return (
    <div role="region" aria-label={t('notice.label')}>
      {notices.map(({ details, id, kind }) => (
        <div key={id} role="alert" className={joinClasses(styles.bar, styles.warning)}>
          <TriangleAlert size={14} aria-hidden="true" />
          <p>{kind === 'team_refused' ? describeRefusal(details) : t(`notice.${kind}`)}</p>
          <Button
            onClick={() => {
              void core.calls['notice.dismiss']({ id })
            }}
          >
            {t('notice.dismiss')}
          </Button>
        </div>
      ))}
    </div>
  )
}

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useRules } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { TeamRulesLine } from '../team/team-rules-line.tsx'
import { useAreRulesFixed } from '../team/use-team-rules.ts'
import { openSetUp } from '../../../shell/settings-view.ts'
import styles from '../settings.module.css'
import { AnonymousSetting } from './anonymous-setting.tsx'
import { ClassList } from './class-list.tsx'
import { CustomersEditor } from './customers-editor.tsx'
import { useKeepPreview } from './rules-preview.ts'
import { StaffSection } from './staff-section.tsx'

/**
 * Who is who. One word more in a pattern may turn a hundred chats red, so it is tried out on the list first and counts
 * only once it is saved; a single chat set by hand counts at once.
 */
export function WhoIsWhoPage(): ReactNode {
  const { t } = useTranslation('who-is-who')
  const { isSetUp } = useRules()
  const areRulesFixed = useAreRulesFixed()
  useKeepPreview()
  return (
    <>
      {isSetUp ? undefined : (
        <div className={styles.notice} role="status">
          <div>{t('notSetUp')}</div>
          <Button onClick={openSetUp}>{t('setUp')}</Button>
        </div>
      )}
      <TeamRulesLine />
      {areRulesFixed ? undefined : <p className={styles.intro}>{t('intro')}</p>}
      <h3>{t('staff')}</h3>
      <StaffSection />
      <AnonymousSetting />
      <h3>{t('customers')}</h3>
      <CustomersEditor />
      <h3>{t('chats')}</h3>
      <ClassList hasChanges />
    </>
  )
}

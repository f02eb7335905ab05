import { Users } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useColleagues } from '../../../entities/hooks.ts'
import { useCoarseNowMs, useRowTimes } from '../../../lib/time/use-row-times.ts'
import { useTeamRules } from './use-team-rules.ts'
import styles from './team-page.module.css'

/** Says that the rules are the team's, who changed them last and, where they are fixed, who can change them. */
export function TeamRulesLine(): ReactNode {
  const { t } = useTranslation('team')
  const owner = useTeamRules()
  const times = useRowTimes()
  const nowMs = useCoarseNowMs()
  const managers = useColleagues().filter(({ role, isMember }) => role === 'manager' && isMember)
  if (owner.kind === 'own') return undefined
  const names = managers.map(({ name }) => name).join(', ')
  return (
    <p className={styles.rules} data-fixed={!owner.canChange}>
      <Users size={13} aria-hidden="true" />
      <span>
        {t('rules.shared', { name: owner.by, date: times.formatDay(owner.atS, nowMs) })}{' '}
        {owner.canChange ? t('rules.forAll') : t('rules.fixed', { names })}
      </span>
    </p>
  )
}

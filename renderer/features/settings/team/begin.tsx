import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPart, useColleagues } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { ManagerTicks } from './manager-ticks.tsx'
import styles from './team-page.module.css'

/** Begins the log by naming the managers. Shows who can do so when this account may not. */
export function Begin(): ReactNode {
  const { t } = useTranslation('team')
  const mayBegin = useTeamPart(({ isChannelAdmin, isChannelOwner }) => isChannelAdmin || isChannelOwner)
  const owner = useColleagues().find(({ isOwner }) => isOwner)
  return (
    <>
      <h3>{t('begin.title')}</h3>
      {mayBegin ? (
        <BeginForm />
      ) : (
        <p className={styles.dim} role="status">
          {owner === undefined ? t('begin.others') : t('begin.othersOwner', { name: owner.name })}
        </p>
      )}
    </>
  )
}

function BeginForm(): ReactNode {
  const { t } = useTranslation('team')
  const members = useColleagues().filter(({ isMember }) => isMember)
  const [ticked, setTicked] = useState<ReadonlySet<UserId>>(new Set())
  const [sharesRules, setSharesRules] = useState(true)
  const { isBusy, problem, run } = useCall('team')
  const managers = members.filter(({ userId, isSelf }) => isSelf || ticked.has(userId))
  const begin = (): void => {
    const managerIds = managers.map(({ userId }) => userId)
    run(() => core.calls['team.begin']({ managerIds, sharesRules }))
  }
  return (
    <>
      <p className={styles.intro}>
        {t('begin.text')} {t('begin.colleagues')}
      </p>
      <ManagerTicks label={t('begin.managers')} members={members} ticked={ticked} onChange={setTicked} />
      <div className={styles.submit}>
        <Checkbox isOn={sharesRules} onChange={setSharesRules}>
          {t('begin.sharesRules')}
        </Checkbox>
        <Button variant="primary" isBusy={isBusy} onClick={begin}>
          {t('begin.begin', { count: managers.length })}
        </Button>
      </div>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </>
  )
}

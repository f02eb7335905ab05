import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPart, useTeamPeople } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { describeTeamProblem } from '../../team/index.ts'
import { ManagerTicks } from './manager-ticks.tsx'
import styles from './team-page.module.css'

/** The first word in the log: who the managers are. Whoever may not say it is told who can. */
export function Begin(): ReactNode {
  const { t } = useTranslation('team')
  const mayBegin = useTeamPart(({ isChannelAdmin, isChannelOwner }) => isChannelAdmin || isChannelOwner)
  const owner = useTeamPeople().find(({ isOwner }) => isOwner)
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
  const members = useTeamPeople().filter(({ isMember }) => isMember)
  const [ticked, setTicked] = useState<ReadonlySet<UserId>>(new Set())
  const [sharesRules, setSharesRules] = useState(true)
  const [problem, setProblem] = useState<string>()
  const [isBusy, setIsBusy] = useState(false)
  const managers = members.filter(({ userId, isSelf }) => isSelf || ticked.has(userId))
  const begin = async (): Promise<void> => {
    setIsBusy(true)
    const managerIds = managers.map(({ userId }) => userId)
    const result = await core.calls['team.begin']({ managerIds, sharesRules })
    setIsBusy(false)
    setProblem(result.ok ? undefined : describeTeamProblem(result.error))
  }
  return (
    <>
      <p className={styles.intro}>{t('begin.text')}</p>
      <ManagerTicks label={t('begin.managers')} members={members} ticked={ticked} onChange={setTicked} />
      <div className={styles.submit}>
        <Checkbox isOn={sharesRules} onChange={setSharesRules}>
          {t('begin.sharesRules')}
        </Checkbox>
        <Button
          variant="primary"
          isBusy={isBusy}
          onClick={() => {
            void begin()
          }}
        >
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

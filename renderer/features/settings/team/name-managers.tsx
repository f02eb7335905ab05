import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPart, useColleagues } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Setting } from '../setting.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import { ManagerTicks } from './manager-ticks.tsx'
import styles from './team-page.module.css'

/** Lets the owner of the channel name new managers when the present ones are gone or wrong. */
export function NameManagersSetting(): ReactNode {
  const { t } = useTranslation('team')
  const isOwner = useTeamPart(({ isChannelOwner }) => isChannelOwner)
  const [isAsking, setIsAsking] = useState(false)
  if (!isOwner) return undefined
  return (
    <Setting label={t('anew.label')} hint={t('anew.hint')}>
      <Button
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('anew.button')}
      </Button>
      {isAsking ? (
        <NameManagersDialog
          onClose={() => {
            setIsAsking(false)
          }}
        />
      ) : undefined}
    </Setting>
  )
}

function NameManagersDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const colleagues = useColleagues()
  const members = colleagues.filter(({ isMember }) => isMember)
  const [ticked, setTicked] = useState<ReadonlySet<UserId>>(
    () => new Set(colleagues.filter(({ role }) => role === 'manager').map(({ userId }) => userId)),
  )
  const { isBusy, problem, run } = useCall('team')
  const managers = members.filter(({ userId, isSelf }) => isSelf || ticked.has(userId))
  const submit = (): void => {
    const managerIds = managers.map(({ userId }) => userId)
    run(() => core.calls['team.begin']({ managerIds, sharesRules: false }), onClose)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('anew.label')}
      description={t('anew.text')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="primary" shortcut="Ctrl Enter" isBusy={isBusy} onClick={submit}>
            {t('anew.confirm', { count: managers.length })}
          </Button>
        </>
      }
    >
      <ManagerTicks label={t('anew.managers')} members={members} ticked={ticked} onChange={setTicked} />
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  )
}

import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamChannel } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Setting } from '../setting.tsx'
import { useCall } from '../../../lib/failure/use-call.ts'
import styles from './team-page.module.css'

/** The way out: this console works alone again. */
export function ForgetSetting({ channel }: { readonly channel: TeamChannel }): ReactNode {
  const { t } = useTranslation('team')
  const [isAsking, setIsAsking] = useState(false)
  return (
    <Setting label={t('forget.label')} hint={t('forget.hint')}>
      <Button
        onClick={() => {
          setIsAsking(true)
        }}
      >
        {t('forget.button')}
      </Button>
      {isAsking ? (
        <ForgetDialog
          channel={channel}
          onClose={() => {
            setIsAsking(false)
          }}
        />
      ) : undefined}
    </Setting>
  )
}

interface Props {
  readonly channel: TeamChannel
  readonly onClose: () => void
}

function ForgetDialog({ channel, onClose }: Props): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const { isBusy, problem, run } = useCall('team')
  const submit = (): void => {
    run(() => core.calls['team.forget'](undefined), onClose)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('forget.title', { title: channel.title })}
      description={t('forget.text')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" shortcut="Ctrl Enter" isBusy={isBusy} onClick={submit}>
            {t('forget.confirm')}
          </Button>
        </>
      }
    >
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
    </Dialog>
  )
}

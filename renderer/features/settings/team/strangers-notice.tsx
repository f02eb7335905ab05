import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Stranger } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'
import { useCall } from '../../../lib/failure/use-call.ts'
import { useCanManage } from '../../team/index.ts'
import styles from './team-page.module.css'

/** Stays as long as somebody reads the channel whom the log does not call a colleague, or nobody knows. */
export function StrangersNotice(): ReactNode {
  const { t } = useTranslation('team')
  const { isWhole, people } = useTeamPart(({ strangers }) => strangers)
  const canManage = useCanManage()
  const isAdmin = useTeamPart(({ isChannelAdmin }) => isChannelAdmin)
  const [removed, setRemoved] = useState<Stranger>()
  if (people.length === 0 && isWhole) return undefined
  return (
    <div className={styles.strangers} role="alert" data-strangers={people.length}>
      {people.length === 0 ? undefined : (
        <p>
          <b>{t('strangers.title', { count: people.length })}</b>{' '}
          {t(canManage ? 'strangers.text' : 'strangers.textOther')}
        </p>
      )}
      {isWhole ? undefined : <p>{t('strangers.notWhole')}</p>}
      <ul>
        {people.map((person) => (
          <li key={person.userId} data-user-id={person.userId}>
            <bdi className={styles.name}>{person.name}</bdi>
            {person.isBot ? <span className={styles.tag}>{t('strangers.bot')}</span> : undefined}
            {canManage ? <Decide person={person} canRemove={isAdmin} onRemove={setRemoved} /> : undefined}
          </li>
        ))}
      </ul>
      {removed === undefined ? undefined : (
        <RemoveDialog
          person={removed}
          onClose={() => {
            setRemoved(undefined)
          }}
        />
      )}
    </div>
  )
}

interface DecideProps {
  readonly person: Stranger
  readonly canRemove: boolean
  readonly onRemove: (person: Stranger) => void
}

/** A bot gets the role that sees least: it is never staff, and has a role only so that the log knows of it. */
function Decide({ person, canRemove, onRemove }: DecideProps): ReactNode {
  const { t } = useTranslation('team')
  const { isBot, name, userId } = person
  return (
    <span className={styles.decide}>
      <Button
        aria-label={t(isBot ? 'strangers.mayReadOf' : 'strangers.isColleagueOf', { name })}
        onClick={() => {
          const role = isBot ? 'task' : 'duty'
          void reportFailure(core.calls['team.setRole']({ userId, role }), 'team')
        }}
      >
        {t(isBot ? 'strangers.mayRead' : 'strangers.isColleague')}
      </Button>
      {canRemove ? (
        <Button
          aria-label={t('strangers.removeOf', { name })}
          onClick={() => {
            onRemove(person)
          }}
        >
          {t('strangers.remove')}
        </Button>
      ) : undefined}
    </span>
  )
}

interface RemoveProps {
  readonly person: Stranger
  readonly onClose: () => void
}

function RemoveDialog({ person, onClose }: RemoveProps): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const { isBusy, problem, run } = useCall('team')
  const submit = (): void => {
    run(() => core.calls['team.removeStranger']({ userId: person.userId }), onClose)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('strangers.removeTitle', { name: `\u2068${person.name}\u2069` })}
      description={t('strangers.removeText')}
      onSubmit={submit}
      footer={
        <>
          <Button onClick={onClose}>{common('cancel')}</Button>
          <Button variant="danger" shortcut="Ctrl Enter" isBusy={isBusy} onClick={submit}>
            {t('strangers.removeConfirm')}
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

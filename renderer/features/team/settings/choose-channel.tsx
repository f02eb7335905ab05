import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { core } from '../../../entities/core.ts'
import { Button } from '../../../ui/button.tsx'
import { describeTeamProblem } from '../describe-team-problem.ts'
import { CreateChannel } from './create-channel.tsx'
import styles from './team-page.module.css'

interface Candidate {
  readonly chatId: ChatId
  readonly title: string
  readonly memberCount?: number | undefined
  readonly isAdmin: boolean
  readonly hasLog: boolean
}

/** Two ways to a team channel: a group there is, or a new one. */
export function ChooseChannel(): ReactNode {
  const { t } = useTranslation('team')
  return (
    <>
      <h3>{t('choose.title')}</h3>
      <Candidates />
      <h3>{t('create.title')}</h3>
      <CreateChannel />
    </>
  )
}

function Candidates(): ReactNode {
  const [attempt, setAttempt] = useState(0)
  return (
    <CandidateList
      key={attempt}
      onRetry={() => {
        setAttempt(attempt + 1)
      }}
    />
  )
}

function CandidateList({ onRetry }: { readonly onRetry: () => void }): ReactNode {
  const { t } = useTranslation('team')
  const { t: common } = useTranslation('common')
  const [groups, setGroups] = useState<readonly Candidate[]>()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState<ChatId>()
  useEffect(() => {
    let isCurrent = true
    const read = async (): Promise<void> => {
      const result = await core.calls['team.listCandidates'](undefined)
      if (!isCurrent) return
      setProblem(result.ok ? undefined : describeTeamProblem(result.error))
      if (result.ok) setGroups(result.value.groups)
    }
    void read()
    return () => {
      isCurrent = false
    }
  }, [])
  const choose = async (chatId: ChatId): Promise<void> => {
    setBusy(chatId)
    const result = await core.calls['team.choose']({ chatId })
    setBusy(undefined)
    setProblem(result.ok ? undefined : describeTeamProblem(result.error))
  }
  return (
    <>
      {problem === undefined ? undefined : (
        <p role="alert" className={styles.problem}>
          {problem}{' '}
          {groups === undefined ? (
            <Button variant="link" onClick={onRetry}>
              {common('retry')}
            </Button>
          ) : undefined}
        </p>
      )}
      {groups === undefined ? (
        problem === undefined ? (
          <p role="status" className={styles.dim}>
            {t('choose.reading')}
          </p>
        ) : undefined
      ) : groups.length === 0 ? (
        <p className={styles.dim}>{t('choose.none')}</p>
      ) : (
        <ul className={styles.candidates} aria-label={t('choose.title')}>
          {groups.map((group) => (
            <CandidateLine
              key={group.chatId}
              group={group}
              isBusy={busy === group.chatId}
              isDisabled={busy !== undefined}
              onChoose={() => {
                void choose(group.chatId)
              }}
            />
          ))}
        </ul>
      )}
    </>
  )
}

interface CandidateProps {
  readonly group: Candidate
  readonly isBusy: boolean
  readonly isDisabled: boolean
  readonly onChoose: () => void
}

function CandidateLine({ group, isBusy, isDisabled, onChoose }: CandidateProps): ReactNode {
  const { t } = useTranslation('team')
  const { title, memberCount, isAdmin, hasLog } = group
  const details = [
    memberCount === undefined ? undefined : t('channel.members', { count: memberCount }),
    isAdmin ? t('choose.isAdmin') : undefined,
  ].filter((part) => part !== undefined)
  return (
    <li className={styles.candidate}>
      <div>
        <bdi className={styles.name}>{title}</bdi>
        {hasLog ? <span className={styles.tag}>{t('choose.hasLog')}</span> : undefined}
        <small>{details.join(' · ')}</small>
      </div>
      <Button
        aria-label={t('choose.chooseOf', { title })}
        isBusy={isBusy}
        disabled={isDisabled}
        onClick={onChoose}
      >
        {t('choose.choose')}
      </Button>
    </li>
  )
}

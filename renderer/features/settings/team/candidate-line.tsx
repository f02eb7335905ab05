import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChannelReaders } from '#shared/contract/entities/team.ts'
import { Button } from '../../../ui/button.tsx'
import { describeReaders, isPlain } from './describe-readers.ts'
import styles from './team-page.module.css'

export interface Candidate {
  readonly chatId: ChatId
  readonly title: string
  readonly memberCount?: number | undefined
  readonly isAdmin: boolean
  readonly hasTeamLog: boolean
  readonly readers?: ChannelReaders | undefined
}

interface Props {
  readonly group: Candidate
  readonly isBusy: boolean
  readonly isDisabled: boolean
  readonly onChoose: () => void
}

/** A group that could be the channel: offered plainly, or with who else would read. */
export function CandidateLine({ group, isBusy, isDisabled, onChoose }: Props): ReactNode {
  const { t } = useTranslation('team')
  const { title, memberCount, isAdmin, hasTeamLog, readers } = group
  const warning = describeReaders(readers, t)
  const details = [
    memberCount === undefined ? undefined : t('channel.members', { count: memberCount }),
    isAdmin ? t('choose.isAdmin') : undefined,
  ].filter((part) => part !== undefined)
  return (
    <li className={styles.candidate} data-plain={isPlain(readers)}>
      <div>
        <bdi className={styles.name}>{title}</bdi>
        {hasTeamLog ? <span className={styles.tag}>{t('choose.hasTeamLog')}</span> : undefined}
        {readers?.isCustomers === true ? (
          <span className={styles.tag}>{t('choose.isCustomers')}</span>
        ) : undefined}
        <small>{details.join(' · ')}</small>
        {warning === undefined ? undefined : <small className={styles.risk}>{warning}</small>}
      </div>
      <Button
        aria-label={t('choose.chooseOf', { title })}
        isBusy={isBusy}
        disabled={isDisabled}
        onClick={onChoose}
      >
        {t(warning === undefined ? 'choose.choose' : 'choose.chooseAsked')}
      </Button>
    </li>
  )
}

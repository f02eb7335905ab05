import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamChannel } from '#shared/contract/entities/team.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { Begin } from './begin.tsx'
import { ChannelSetting } from './channel-setting.tsx'
import { ChooseChannel } from './choose-channel.tsx'
import { ForgetSetting } from './forget-team.tsx'
import { TeamLogState } from './team-log-state.tsx'
import { NameManagersSetting } from './name-managers.tsx'
import { NotAddedNotice } from './not-added.tsx'
import { RejectedSetting } from './rejected.tsx'
import { ColleaguesTable } from './colleagues-table.tsx'
import { DutySeesAllSetting } from './duty-sees-all.tsx'
import { StrangersNotice } from './strangers-notice.tsx'
import { TeamRulesLine } from './team-rules-line.tsx'
import styles from './team-page.module.css'

/** The team: its channel, its log, its people and what they have agreed on. */
export function TeamPage(): ReactNode {
  const channel = useTeamPart((team) => team.channel)
  return channel === undefined ? <NoTeam /> : <Team channel={channel} />
}

function NoTeam(): ReactNode {
  const { t } = useTranslation('team')
  return (
    <>
      <p className={styles.intro}>{t('page.intro')}</p>
      <p className={styles.intro}>{t('page.missing')}</p>
      <ChooseChannel />
    </>
  )
}

function Team({ channel }: { readonly channel: TeamChannel }): ReactNode {
  const { t } = useTranslation('team')
  const teamLogState = useTeamPart(({ teamLog }) => teamLog.state)
  const isGone = channel.state === 'left' || channel.state === 'removed' || channel.state === 'deleted'
  return (
    <>
      <NotAddedNotice />
      {channel.state === 'joined' ? undefined : (
        <div className={styles.trouble} role={isGone ? 'alert' : 'status'} data-state={channel.state}>
          <b>{t(`channel.${channel.state}.title`)}</b> {t(`channel.${channel.state}.text`)}
        </div>
      )}
      {isGone ? undefined : <StrangersNotice />}
      <ChannelSetting channel={channel} />
      <TeamLogState isFollowed={!isGone} />
      {isGone ? undefined : teamLogState === 'no_genesis' ? <Begin /> : undefined}
      {teamLogState === 'ready' ? (
        <>
          <ColleaguesTable canAdd={!isGone} />
          <h3>{t('agreed.title')}</h3>
          <DutySeesAllSetting />
          <TeamRulesLine />
        </>
      ) : undefined}
      <h3>{t('more.title')}</h3>
      <RejectedSetting />
      {teamLogState === 'ready' && !isGone ? <NameManagersSetting /> : undefined}
      <ForgetSetting channel={channel} />
      {isGone ? <ChooseChannel /> : undefined}
    </>
  )
}

import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { GrantView } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { useTeamPart } from '../../../entities/hooks.ts'
import { useCoarseNowMs, useRowTimes } from '../../../lib/time/use-row-times.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'
import { isEndOfDay } from './expiry.ts'
import { GrantForm } from './grant-form.tsx'
import { listGrants } from './list-grants.ts'
import styles from './visibility.module.css'

/** Who sees the chat by their role, to whom it was shown, and for managers: to whom else. */
export function VisibilityPanel({ chat }: { readonly chat: ChatView }): ReactNode {
  const { t } = useTranslation('team')
  const isManager = useTeamPart(({ myRole }) => myRole === 'manager')
  const dutySeesAll = useTeamPart((team) => team.dutySeesAll)
  const grants = listGrants(chat.grants, useCoarseNowMs())
  return (
    <>
      <p className={styles.byRole}>{t(dutySeesAll ? 'visibility.byRoleDuty' : 'visibility.byRole')}</p>
      {grants.length === 0 ? undefined : (
        <ul className={styles.grants} aria-label={t('visibility.title')}>
          {grants.map((grant) => (
            <Grant key={grant.userId} chat={chat} grant={grant} canRevoke={isManager} />
          ))}
        </ul>
      )}
      {isManager ? (
        <GrantForm chat={chat} grants={grants} />
      ) : (
        <p className={styles.byRole}>{t('visibility.managersDecide')}</p>
      )}
    </>
  )
}

interface GrantProps {
  readonly chat: ChatView
  readonly grant: GrantView
  readonly canRevoke: boolean
}

function Grant({ chat, grant, canRevoke }: GrantProps): ReactNode {
  const { t } = useTranslation('team')
  const until = useUntilWords(grant.untilS)
  const details = [
    grant.task === undefined ? undefined : t('visibility.task', { task: grant.task }),
    until,
    t('visibility.by', { name: grant.by.name }),
  ].filter((part) => part !== undefined)
  return (
    <li className={styles.grant} data-user-id={grant.userId}>
      <div>
        <bdi className={styles.name}>{grant.name}</bdi>
        <small>{details.join(' · ')}</small>
      </div>
      {canRevoke ? (
        <IconButton
          label={t('visibility.revoke', { name: grant.name })}
          icon={<X size={13} aria-hidden="true" />}
          onClick={() => {
            void reportFailure(
              core.calls['visibility.revoke']({ chatId: chat.id, userId: grant.userId }),
              'team',
            )
          }}
        />
      ) : undefined}
    </li>
  )
}

function useUntilWords(untilS: number | undefined): string | undefined {
  const { t } = useTranslation('team')
  const times = useRowTimes()
  const nowMs = useCoarseNowMs()
  if (untilS === undefined) return undefined
  if (!isEndOfDay(untilS)) {
    return t('visibility.until', { time: times.formatMoment(untilS * 1000, nowMs) })
  }
  const date = times.formatDay(untilS, nowMs)
  return date === times.formatDay(nowMs / 1000, nowMs)
    ? t('visibility.untilTonight')
    : t('visibility.untilEnd', { date })
}

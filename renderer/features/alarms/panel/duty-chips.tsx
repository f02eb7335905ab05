import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { useOpenChatId } from '../../../shell/navigation.ts'
import { entities } from '../../../entities/core.ts'
import { useColleagues } from '../../../entities/hooks.ts'
import { useRowTimes } from '../../../lib/time/use-row-times.ts'
import { windowClock } from '../../../lib/window-clock.ts'
import styles from './duty-chips.module.css'
import alarmStyles from '../alarms.module.css'
import partStyles from './part.module.css'
import { isolate } from '../use-words.ts'

/** Who is on duty, which chat they have open, and who plans to be back and when. */
export function DutyChips(): ReactNode {
  const { t } = useTranslation('alarms')
  const colleagues = useColleagues()
  const onDuty = colleagues.filter(({ isOnDuty }) => isOnDuty)
  const away = colleagues.filter(({ isMember, isOnDuty, role }) => isMember && !isOnDuty && role === 'duty')
  return (
    <section aria-label={t('onDuty')} className={partStyles.part}>
      <h3 className={partStyles.heading}>{t('onDuty')}</h3>
      {onDuty.length === 0 && <p className={alarmStyles.dim}>{t('nobodyOnDuty')}</p>}
      <ul className={styles.chips}>
        {onDuty.map((person) => (
          <OnDuty key={person.userId} person={person} />
        ))}
        {away.map((person) => (
          <Away key={person.userId} person={person} />
        ))}
      </ul>
    </section>
  )
}

function OnDuty({ person }: { readonly person: TeamPerson }): ReactNode {
  const where = useWhere(person)
  return (
    <li className={styles.chip} title={person.name}>
      <span className={styles.on} aria-hidden="true">
        ●
      </span>
      <bdi>{person.firstName}</bdi>
      {where !== undefined && (
        <>
          {' · '}
          <bdi>{where}</bdi>
        </>
      )}
    </li>
  )
}

function Away({ person }: { readonly person: TeamPerson }): ReactNode {
  const { t } = useTranslation('alarms')
  const times = useRowTimes()
  const nowMs = windowClock.now()
  const backMs = person.backAtS === undefined ? 0 : person.backAtS * 1000
  return (
    <li className={styles.chipAway} title={person.name}>
      <span aria-hidden="true">○ </span>
      {backMs > nowMs
        ? t('backAt', { name: isolate(person.firstName), time: times.formatMoment(backMs, nowMs) })
        : person.firstName}
    </li>
  )
}

/** The chat that the person looks at now, by its title. */
function useWhere({ isSelf, userId }: TeamPerson): string | undefined {
  const openChatId = useOpenChatId()
  const elsewhere = useStore(entities.presence, ({ byId }) => findChatOf(byId, userId))
  const chatId = isSelf ? openChatId : elsewhere
  return useStore(entities.chats, ({ byId }) => (chatId === undefined ? undefined : byId.get(chatId)?.title))
}

function findChatOf(
  presence: ReadonlyMap<ChatId, readonly { readonly userId: UserId }[]>,
  userId: UserId,
): ChatId | undefined {
  for (const [chatId, there] of presence) if (there.some((entry) => entry.userId === userId)) return chatId
  return undefined
}

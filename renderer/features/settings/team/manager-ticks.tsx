import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { UserId } from '#shared/contract/entities/ids.ts'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { Checkbox } from '../../../ui/checkbox.tsx'
import styles from './team-page.module.css'

interface Props {
  readonly label: string
  readonly members: readonly TeamPerson[]
  readonly ticked: ReadonlySet<UserId>
  readonly onChange: (ticked: ReadonlySet<UserId>) => void
}

/** Who of the members is to be a manager; whoever names them always is. */
export function ManagerTicks({ label, members, ticked, onChange }: Props): ReactNode {
  const { t } = useTranslation('team')
  return (
    <ul className={styles.managers} aria-label={label}>
      {members.map(({ userId, name, isSelf }) => (
        <li key={userId}>
          <Checkbox
            isLine
            isOn={isSelf || ticked.has(userId)}
            isDisabled={isSelf}
            onChange={(isOn) => {
              const next = new Set(ticked)
              if (isOn) next.add(userId)
              else next.delete(userId)
              onChange(next)
            }}
          >
            <bdi>{name}</bdi>
            {isSelf ? <span className={styles.tag}>{t('colleagues.you')}</span> : undefined}
          </Checkbox>
        </li>
      ))}
    </ul>
  )
}

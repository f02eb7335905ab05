import { X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { useSessionPart } from '../../../entities/hooks.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import styles from '../settings.module.css'
import whoIsWhoStyles from './who-is-who.module.css'
import { GroupMembersDialog } from './group-members-dialog.tsx'
import { PersonField } from './person-field.tsx'
import { changeRulesDraft, useWhoIsWho } from './rules-draft.ts'
import { addStaff } from './staff-list.ts'

/** How many are shown before "show all"; an even number fills both columns. */
const shortCount = 12

/** Who answers customers: the account itself, and whoever is added. */
export function StaffEditor(): ReactNode {
  const { t } = useTranslation('who-is-who')
  const all = useWhoIsWho().staff
  const [isGroupOpen, setIsGroupOpen] = useState(false)
  const add = (added: readonly StaffMember[]): void => {
    changeRulesDraft({ staff: addStaff(all, added) })
  }
  return (
    <div className={whoIsWhoStyles.block}>
      <div className={styles.addLine}>
        <div className={styles.grow}>
          <PersonField staff={all} onAdd={add} />
        </div>
        <Button
          onClick={() => {
            setIsGroupOpen(true)
          }}
        >
          {t('fromGroup')}
        </Button>
      </div>
      <StaffList all={all} />
      {isGroupOpen ? (
        <GroupMembersDialog
          staff={all}
          onTake={add}
          onClose={() => {
            setIsGroupOpen(false)
          }}
        />
      ) : undefined}
    </div>
  )
}

/** The account itself first; a long list is cut until one asks for all of it. */
function StaffList({ all }: { readonly all: readonly StaffMember[] }): ReactNode {
  const { t } = useTranslation('who-is-who')
  const me = useSessionPart((session) => session?.me)
  const staff = all.filter(({ userId }) => userId !== me?.id)
  const [areAllShown, setAreAllShown] = useState(false)
  const shown = areAllShown ? staff : staff.slice(0, shortCount - 1)
  const hiddenCount = staff.length - shown.length
  return (
    <>
      <ul className={whoIsWhoStyles.people} aria-label={t('staff')}>
        {me === undefined ? undefined : (
          <li className={whoIsWhoStyles.person}>
            <bdi className={whoIsWhoStyles.personName}>{me.name}</bdi>
            <span className={whoIsWhoStyles.tag}>{t('you')}</span>
            <span className={whoIsWhoStyles.handle}>
              {me.username === undefined ? '' : `@${me.username}`}
            </span>
            <span className={whoIsWhoStyles.id}>{me.id}</span>
            <span className={whoIsWhoStyles.gap} />
          </li>
        )}
        {shown.map((member) => (
          <Person
            key={member.userId}
            member={member}
            onRemove={() => {
              changeRulesDraft({ staff: all.filter(({ userId }) => userId !== member.userId) })
            }}
          />
        ))}
      </ul>
      <div className={whoIsWhoStyles.below}>
        <span>{t('staffCount', { count: staff.length + (me === undefined ? 0 : 1) })}</span>
        <span>{t('staffHint')}</span>
        {hiddenCount > 0 ? (
          <Button
            variant="link"
            onClick={() => {
              setAreAllShown(true)
            }}
          >
            {t('showAll', { count: hiddenCount })}
          </Button>
        ) : undefined}
      </div>
    </>
  )
}

interface PersonProps {
  readonly member: StaffMember
  readonly onRemove: () => void
}

function Person({ member, onRemove }: PersonProps): ReactNode {
  const { t } = useTranslation('who-is-who')
  const name = member.name === '' ? t('unknownName', { id: member.userId }) : member.name
  return (
    <li className={whoIsWhoStyles.person} data-user-id={member.userId}>
      <bdi className={whoIsWhoStyles.personName}>{name}</bdi>
      <span className={whoIsWhoStyles.handle}>
        {member.username === undefined ? '' : `@${member.username}`}
      </span>
      <span className={whoIsWhoStyles.id}>{member.userId}</span>
      <IconButton
        label={t('removePerson', { name })}
        icon={<X size={13} aria-hidden="true" />}
        onClick={onRemove}
      />
    </li>
  )
}

import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'
import { core } from '../../../entities/core.ts'
import { useColleagues } from '../../../entities/hooks.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/select.tsx'
import { reportFailure } from '../../../ui/report-failure.ts'
import { useCanManage, useDutyWords } from '../../team/index.ts'
import { AddMembersDialog } from './add-members.tsx'
import { isLastManager, sortColleagues } from './list-colleagues.ts'
import styles from './colleagues-table.module.css'

/** Everybody of the team: what they do, and whether they are on duty. */
export function ColleaguesTable({ canAdd }: { readonly canAdd: boolean }): ReactNode {
  const { t } = useTranslation('team')
  const colleagues = useColleagues()
  const canManage = useCanManage()
  const [isAdding, setIsAdding] = useState(false)
  return (
    <>
      <div className={styles.top}>
        <h3>{t('colleagues.title')}</h3>
        {canAdd && (
          <Button
            onClick={() => {
              setIsAdding(true)
            }}
          >
            {t('colleagues.add')}
          </Button>
        )}
      </div>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('colleagues.name')}</th>
            <th scope="col">{t('colleagues.duty')}</th>
            <th scope="col">{t('colleagues.role')}</th>
          </tr>
        </thead>
        <tbody>
          {sortColleagues(colleagues).map((person) => (
            <PersonRow
              key={person.userId}
              person={person}
              canManage={canManage}
              isLast={isLastManager(colleagues, person)}
            />
          ))}
        </tbody>
      </table>
      <p className={styles.remark}>{t(canManage ? 'colleagues.roles' : 'colleagues.rolesFixed')}</p>
      {isAdding ? (
        <AddMembersDialog
          onClose={() => {
            setIsAdding(false)
          }}
        />
      ) : undefined}
    </>
  )
}

interface RowProps {
  readonly person: TeamPerson
  readonly canManage: boolean
  readonly isLast: boolean
}

function PersonRow({ person, canManage, isLast }: RowProps): ReactNode {
  const { t } = useTranslation('team')
  const { userId, name, username, initials, accent, role, isMember, isOwner, isSelf, isOnDuty } = person
  const duty = useDutyWords(person)
  const tags = [
    isSelf ? t('colleagues.you') : undefined,
    isOwner ? t('colleagues.owner') : undefined,
    isMember ? undefined : t('colleagues.notMember'),
  ].filter((tag) => tag !== undefined)
  return (
    <tr data-user-id={userId} data-role={role ?? 'none'} data-on-duty={isOnDuty} data-member={isMember}>
      <td>
        <div className={styles.person}>
          <Avatar size="small" initials={initials} accent={accent} />
          <bdi className={styles.name}>{name}</bdi>
          {tags.map((tag) => (
            <span key={tag} className={styles.tag}>
              {tag}
            </span>
          ))}
          <span className={styles.handle}>{username === undefined ? '' : `@${username}`}</span>
        </div>
      </td>
      <td className={styles.duty}>
        {role === undefined && !isOnDuty ? undefined : (
          <>
            <span className={styles.dot} aria-hidden="true" />
            {duty}
          </>
        )}
      </td>
      <td>
        {canManage ? (
          <RoleSelect person={person} isLast={isLast} />
        ) : (
          <span className={styles.role}>{t(`role.${role ?? 'none'}`)}</span>
        )}
      </td>
    </tr>
  )
}

const roles: readonly (TeamRole | 'none')[] = ['manager', 'duty', 'task', 'none']

function RoleSelect({
  person,
  isLast,
}: {
  readonly person: TeamPerson
  readonly isLast: boolean
}): ReactNode {
  const { t } = useTranslation('team')
  const select = (
    <Select
      isQuiet
      isDisabled={isLast}
      label={t('colleagues.roleOf', { name: person.name })}
      value={person.role ?? 'none'}
      options={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
      onChange={(role) => {
        void reportFailure(core.calls['team.setRole']({ userId: person.userId, role }), 'team')
      }}
    />
  )
  return isLast ? <span title={t('problem.last_manager')}>{select}</span> : select
}

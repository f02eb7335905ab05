import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { entities } from '../../entities/core.ts'
import { findRole } from './find-role.ts'

interface Props {
  /** As `Sender.key` has it: `user:42`. */
  readonly senderKey: string
  readonly className: string | undefined
}

/** What a colleague does in the team, beside the name; nothing for everybody else. */
export function RoleChip({ senderKey, className }: Props): ReactNode {
  const { t } = useTranslation('team')
  const role = useStore(entities.colleagues, ({ value }) => findRole(value ?? nobody, senderKey))
  return role === undefined ? undefined : (
    <span className={className} data-role={role}>
      {t(`role.${role}`)}
    </span>
  )
}

const nobody: readonly TeamPerson[] = []

import type { ReactNode } from 'react'
import { useTeamPart } from '../../../entities/hooks.ts'
import { TeamStaff } from '../team/team-staff.tsx'
import { StaffEditor } from './staff-editor.tsx'

/** Who answers customers: the members of the team channel, or without one whoever is named here. */
export function StaffSection(): ReactNode {
  const hasChannel = useTeamPart(({ channel }) => channel !== undefined)
  return hasChannel ? <TeamStaff /> : <StaffEditor />
}

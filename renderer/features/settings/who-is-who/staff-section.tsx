import type { ReactNode } from 'react'
import { useTeamPart } from '../../../entities/hooks.ts'
import { TeamStaff } from '../team/team-staff.tsx'
import { StaffEditor } from './staff-editor.tsx'

/** Who answers customers: the team's colleagues, or as long as no team has begun whoever is named here. */
export function StaffSection(): ReactNode {
  const hasTeam = useTeamPart(
    ({ channel, teamLog }) => channel !== undefined && teamLog.state !== 'no_genesis',
  )
  return hasTeam ? <TeamStaff /> : <StaffEditor />
}

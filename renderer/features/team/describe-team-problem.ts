import type { Failure } from '#shared/lib/result.ts'
import { language } from '../../lib/i18n/start-i18n.ts'

/** Codes of the team's calls that have words of their own. */
export const teamProblemCodes = [
  'no_team',
  'no_right',
  'last_manager',
  'has_begun',
  'not_ready',
  'not_a_supergroup',
  'is_public',
  'not_member',
  'chat_not_found',
  'already_raised',
  'alarm_not_found',
  'note_not_found',
  'offline',
  'flood_wait',
  'rejected',
] as const
const commonCodes = ['disconnected', 'timeout', 'store_failed'] as const

/** Why something of the team was not done, in a sentence. */
export function describeTeamProblem({ code, details }: Pick<Failure, 'code' | 'details'>): string {
  if (code === 'flood_wait') {
    const waitS = Number(details?.['seconds'] ?? 0)
    if (waitS > 0) return language.t('problem.flood_waitFor', { ns: 'team', count: Math.ceil(waitS / 60) })
  }
  const own = teamProblemCodes.find((known) => known === code)
  if (own !== undefined) return language.t(`problem.${own}`, { ns: 'team' })
  const common = commonCodes.find((known) => known === code)
  return language.t(`problem.${common ?? 'other'}`, { ns: 'common' })
}

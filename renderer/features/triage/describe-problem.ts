import { language } from '../../lib/i18n/start-i18n.ts'
import { describeTeamProblem } from '../team/index.ts'

const ownCodes = [
  'chat_not_found',
  'not_pinned',
  'not_waiting',
  'nothing_to_take_back',
  'no_right',
  'not_ready',
  'rejected',
  'busy',
] as const
const commonCodes = ['disconnected', 'timeout', 'store_failed'] as const

/** Why a command of the triage was not done, in a sentence. */
export function describeProblem(code: string): string {
  const own = ownCodes.find((known) => known === code)
  if (own !== undefined) return language.t(`problem.${own}`, { ns: 'triage' })
  if (code === 'no_right' || code === 'no_team') return describeTeamProblem({ code })
  const common = commonCodes.find((known) => known === code)
  return language.t(`problem.${common ?? 'other'}`, { ns: 'common' })
}

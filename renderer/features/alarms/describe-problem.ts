import { language } from '../../lib/i18n/start-i18n.ts'

const ownCodes = ['no_team', 'no_right', 'chat_not_found', 'already_raised', 'alarm_not_found'] as const
const commonCodes = ['disconnected', 'timeout', 'store_failed'] as const

/** Why something was not done with an alarm, and what to do about it. */
export function describeProblem(code: string): string {
  const own = ownCodes.find((known) => known === code)
  if (own !== undefined) return language.t(`problem.${own}`, { ns: 'alarms' })
  const common = commonCodes.find((known) => known === code)
  return language.t(`problem.${common ?? 'other'}`, { ns: 'common' })
}

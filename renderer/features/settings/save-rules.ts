import type { RulesView } from '#shared/contract/entities/triage.ts'
import { core } from '../../entities/core.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { describeTeamProblem } from '../team/index.ts'

/** Why the core did not keep something, in words. */
export type SaveProblem = string

/** Replaces parts of the rules; undefined when they are on disk. */
export async function saveRules(change: Partial<RulesView>): Promise<SaveProblem | undefined> {
  const result = await core.calls['rules.set'](change)
  return result.ok ? undefined : describeSaveProblem(result.error.code)
}

/** The words for a refusal of the core. */
export function describeSaveProblem(code: string): SaveProblem {
  switch (code) {
    case 'breach_before_red':
    case 'calendar_invalid':
    case 'chat_not_found':
      return language.t(`problem.${code}`, { ns: 'clock-settings' })
    case 'forbidden':
    case 'offline':
    case 'rejected':
    case 'staff_by_team':
      return language.t(`problem.${code}`, { ns: 'who-is-who' })
    case 'no_right':
      return describeTeamProblem({ code })
    case 'store_failed':
    case 'disconnected':
    case 'timeout':
      return language.t(`problem.${code}`, { ns: 'common' })
    default:
      return language.t('problem.other', { ns: 'common' })
  }
}

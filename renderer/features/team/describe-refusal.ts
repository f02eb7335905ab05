import { rejectReasons } from '#shared/contract/entities/team.ts'
import { language } from '../../lib/i18n/start-i18n.ts'
import { knownTypes } from './known-types.ts'

/** Why an event of the team did not count, in one sentence, from the details of the notice. */
export function describeRefusal(details: Readonly<Record<string, string>>): string {
  const type = knownTypes.find((known) => known === details['type'])
  const reason = rejectReasons.find((known) => known === details['reason'])
  if (type === 'alarm_raised' && reason === 'alarm_is_open') {
    return language.t('refused.secondAlarm', { ns: 'team' })
  }
  const isTelegram = details['reason'] === 'telegram'
  if (type === undefined || (reason === undefined && !isTelegram)) {
    return language.t('notice.team_refused', { ns: 'connection' })
  }
  return language.t('refused.text', {
    ns: 'team',
    what: language.t(`type.${type}`, { ns: 'team' }),
    why:
      reason === undefined
        ? language.t('refused.telegram', { ns: 'team' })
        : language.t(`reason.${reason}`, { ns: 'team' }),
  })
}

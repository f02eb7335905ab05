import { useTranslation } from 'react-i18next'
import type { TeamPerson } from '#shared/contract/entities/team.ts'
import { useCoarseNowMs, useRowTimes } from '../../lib/time/use-row-times.ts'
import { describeDuty } from './rail/describe-duty.ts'

/** "on duty since 09:00", "back 14:00": how somebody stands with duty. */
export function useDutyWords(person: TeamPerson): string {
  const { t } = useTranslation('team')
  const times = useRowTimes()
  const nowMs = useCoarseNowMs()
  const { key, atS } = describeDuty(person, nowMs)
  return t(`duty.state.${key}`, { time: atS === undefined ? '' : times.formatMoment(atS * 1000, nowMs) })
}

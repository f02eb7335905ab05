import { useTranslation } from 'react-i18next'
import type { TeamView } from '#shared/contract/entities/team.ts'
import { useTeamPart } from '../../entities/hooks.ts'

/** Whether "the team only" would be untrue, or is not known to be true. */
export function hasStrangers({ isWhole, people }: TeamView['strangers']): boolean {
  return people.length > 0 || !isWhole
}

/** Who else reads what is said to the team; undefined: the team alone. */
export function useStrangerWords(): string | undefined {
  const { t } = useTranslation('team')
  const isOff = useTeamPart(({ channel, teamLog }) => channel === undefined || teamLog.state !== 'ready')
  const strangers = useTeamPart((team) => team.strangers)
  if (isOff || !hasStrangers(strangers)) return undefined
  const [first, ...others] = strangers.people
  if (first === undefined) return t('strangers.alsoUnknown')
  const name = `\u2068${first.name}\u2069`
  return others.length === 0
    ? t('strangers.also', { name })
    : t('strangers.alsoMore', { name, count: others.length })
}

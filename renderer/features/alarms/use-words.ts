import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { TeamMention } from '#shared/contract/entities/team.ts'
import { useSessionPart } from '../../entities/hooks.ts'
import { readSpan } from './model/alarm-times.ts'

/** A right-to-left name must not change the direction of the sentence. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** "4 min", for durations that are not shown to the second. */
export function useSpanWords(): (ms: number) => string {
  const { t } = useTranslation('alarms')
  return useCallback(
    (ms) => {
      const { form, ...values } = readSpan(ms)
      return t(form, values as Record<string, number | string>)
    },
    [t],
  )
}

interface ActorWords {
  /** "Ivan is on it". */
  readonly onIt: (by: TeamMention) => string
  /** "Raised by Maria". */
  readonly raisedBy: (by: TeamMention) => string
  readonly isSelf: (by: TeamMention) => boolean
}

export function useActorWords(): ActorWords {
  const { t } = useTranslation('alarms')
  const selfId = useSessionPart((session) => session?.me?.id)
  const isSelf = (by: TeamMention): boolean => by.userId === selfId
  return {
    isSelf,
    onIt: (by) => (isSelf(by) ? t('onItSelf') : t('onIt', { name: isolate(by.name) })),
    raisedBy: (by) => (isSelf(by) ? t('raisedBySelf') : t('raisedBy', { name: isolate(by.name) })),
  }
}

import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../entities/hooks.ts'

/** Why an alarm has not reached the team yet: no connection, or a flood wait. */
export function usePendingWords(): string {
  const { t } = useTranslation('alarms')
  const isOnline = useSessionPart((session) => session?.connection === 'ready')
  return t(isOnline ? 'pendingPaused' : 'pending')
}

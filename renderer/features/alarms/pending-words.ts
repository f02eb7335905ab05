import { useTranslation } from 'react-i18next'
import { useSessionPart } from '../../entities/hooks.ts'

/** What keeps an alarm from the team: no connection, or Telegram's asking to wait. */
export function usePendingWords(): string {
  const { t } = useTranslation('alarms')
  const isOnline = useSessionPart((session) => session?.connection === 'ready')
  return t(isOnline ? 'pendingPaused' : 'pending')
}

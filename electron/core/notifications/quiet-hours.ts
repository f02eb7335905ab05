import { isQuiet } from '#shared/domain/notifications/notification-rules.ts'
import type { NotificationContext } from './notification-context.ts'

/** True within the quiet hours of the settings, by the clock on the wall of this machine. */
export function isQuietNow({
  clock,
  readSettings,
}: Pick<NotificationContext, 'clock' | 'readSettings'>): boolean {
  const now = new Date(clock.now())
  return isQuiet(readSettings().quietHours, now.getHours() * 60 + now.getMinutes())
}

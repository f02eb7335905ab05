import { isQuiet } from '#shared/domain/notifications/notification-rules.ts'
import type { NotificationContext } from './notification-context.ts'

/** Whether it is within the quiet hours of the settings, by this machine's local time. */
export function isQuietNow({
  clock,
  readSettings,
}: Pick<NotificationContext, 'clock' | 'readSettings'>): boolean {
  const now = new Date(clock.now())
  return isQuiet(readSettings().quietHours, now.getHours() * 60 + now.getMinutes())
}

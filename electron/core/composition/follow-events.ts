import { isOnline, isUpToDate } from '../session/connection.ts'
import { createClockCheck } from '../session/clock-check.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { AccountLife } from './account-life.ts'
import type { CoreParts } from './compose-core.ts'
import { createEventReducer } from './reduce-events.ts'

/**
 * Passes each Telegram event to the parts in this order: the account comes before everything, because it decides
 * whose data the others have; facts and rows come first, because the team judges by them;
 * the team comes before the clocks, because the clocks run by what the team says; notifications come last, so that
 * they report only what holds. Background requests continue last, when every part knows the state of the connection.
 */
export function followEvents(parts: CoreParts, account: AccountLife): (event: TelegramEvent) => void {
  const { context, notices, notifications, team, triage } = parts
  const clockCheck = createClockCheck({ clock: context.clock, notices })
  const reduce = createEventReducer({ ...parts, ...context, ...parts.rows })
  return (event) => {
    account.follow(event)
    reduce(event)
    clockCheck.follow(event)
    team.follow(event)
    triage.follow(event)
    notifications.follow(event)
    if (event.kind === 'connection_changed') {
      const { connection } = event
      context.requests.setConnection({ isOnline: isOnline(connection), isUpToDate: isUpToDate(connection) })
    }
  }
}

import { isOnline, isUpToDate } from '../session/connection.ts'
import { createClockCheck } from '../session/clock-check.ts'
import { keepOwnId } from '../session/own-id.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { CoreParts } from './compose-core.ts'
import { createEventReducer } from './reduce-events.ts'

/**
 * Who hears what Telegram tells, in this order: what it says is known (facts and rows) before the team judges by it, the
 * team's word is known before the clocks run by it, and only what holds is told. Background
 * requests go on last, when everybody knows what the connection means to them.
 */
export function followEvents(parts: CoreParts): (event: TelegramEvent) => void {
  const { context, notices, notifications, team, triage } = parts
  const { people, store } = context
  const clockCheck = createClockCheck({ clock: context.clock, notices })
  const reduce = createEventReducer({ ...parts, ...context, model: parts.rows.model })
  return (event) => {
    reduce(event)
    keepOwnId(event, store, people)
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

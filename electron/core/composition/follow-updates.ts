import type * as Td from 'tdlib-types'
import { isOnline, isUpToDate } from '../session/connection.ts'
import { createClockCheck } from '../session/clock-check.ts'
import { keepOwnId } from '../session/own-id.ts'
import { translateUpdate } from '../telegram/translate-update.ts'
import type { CoreParts } from './compose-core.ts'
import { createEventReducer } from './reduce-events.ts'

/**
 * Who hears what Telegram tells, in this order: what it says is known (facts and rows) before the team judges by it, the
 * team's word is known before the clocks run by it, and only what holds is told. The team hears every update as TDLib
 * tells it, the others the event that it means.
 */
export function followUpdates(parts: CoreParts): (update: Td.Update) => void {
  const { auth, context, notices, notifications, team, triage } = parts
  const { people, store } = context
  const clockCheck = createClockCheck({ clock: context.clock, notices })
  const reduce = createEventReducer({ ...parts, ...context, model: parts.rows.model })
  return (update) => {
    if (update._ === 'updateAuthorizationState') {
      auth.follow(update.authorization_state)
      return
    }
    const event = translateUpdate(update)
    if (event === undefined) {
      team.follow(undefined, update)
      return
    }
    reduce(event)
    keepOwnId(event, store, people)
    clockCheck.follow(event)
    team.follow(event, update)
    triage.follow(event)
    notifications.follow(event)
    if (event.kind === 'connection_changed') {
      const { connection } = event
      context.requests.setConnection({ isOnline: isOnline(connection), isUpToDate: isUpToDate(connection) })
    }
  }
}

import type * as Td from 'tdlib-types'
import { createClockCheck } from '../session/clock-check.ts'
import { keepOwnId } from '../session/own-id.ts'
import type { CoreParts } from './compose-core.ts'
import { createUpdateReducer } from './reduce-updates.ts'

/**
 * Who hears an update, in this order: what Telegram says is known (facts and rows) before the team judges by it, the
 * team's word is known before the clocks run by it, and only what holds is told.
 */
export function followUpdates(parts: CoreParts): (update: Td.Update) => void {
  const { auth, context, notices, notifications, team, triage } = parts
  const clockCheck = createClockCheck({ clock: context.clock, notices })
  const phases: readonly ((update: Td.Update) => void)[] = [
    createUpdateReducer({ ...parts, ...context, model: parts.rows.model }),
    (update) => keepOwnId(update, context.store, context.people),
    (update) => clockCheck.follow(update),
    (update) => team.follow(update),
    (update) => triage.follow(update),
    (update) => notifications.follow(update),
  ]
  return (update) => {
    if (update._ === 'updateAuthorizationState') auth.follow(update.authorization_state)
    else for (const hear of phases) hear(update)
  }
}

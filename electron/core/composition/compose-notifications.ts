import type { CoreContext } from '../core-context.ts'
import { createNotifications, type Notifications } from '../notifications/notifications.ts'
import type { Rows } from '../rows/create-rows.ts'
import type { SessionState } from '../session/session-state.ts'
import type { ViewHub } from '../stream/view-hub.ts'
import type { Team } from '../team/create-team.ts'
import { createShowAndHide } from '../team/visibility/show-and-hide.ts'
import type { Triage } from '../triage/create-triage.ts'

export interface BelowNotifications {
  readonly context: CoreContext
  readonly hub: ViewHub
  readonly session: SessionState
  readonly rows: Rows
  readonly triage: Triage
  readonly team: Team
}

/** Builds notifications, and what windows are sent when a chat is shown or hidden. */
export function composeNotifications(below: BelowNotifications): Notifications {
  const { context, hub, rows, session, team, triage } = below
  const { model } = rows
  const notifications = createNotifications({
    ...context,
    model,
    upgrades: rows.upgrades,
    readSettings: () => triage.settings().notifications,
    isCatchingUp: () => triage.clocks.isCatchingUp(),
    isVisible: team.gate.isVisible,
  })
  rows.upgrades.onNote((from, to) => notifications.onUpgrade(from, to))
  team.alarms.onChange((views) => notifications.onAlarms(views))
  team.notes.onMention((view) => {
    if (!notifications.isQuiet()) notifications.tell(view)
  })
  triage.clocks.onChange((chatId) => {
    notifications.onWaitChanged(chatId, triage.clocks.findWait(chatId))
  })
  createShowAndHide({
    gate: team.gate,
    publishAnyway: (ops) => hub.publish(ops),
    publish: context.publish,
    readRow: (chatId) => model.readRow(chatId),
    onChanged: (chatIds) => {
      notifications.onVisibility(chatIds)
      team.alarms.refresh()
      context.publish([{ op: 'upgrades', value: rows.upgrades.readViews() }])
      session.update({ sync: { ...session.view.sync, chatCount: model.chatCount } })
    },
  })
  return notifications
}

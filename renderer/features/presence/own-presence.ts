import { core } from '../../entities/core.ts'
import { windowClock } from '../../lib/window-clock.ts'
import { createPresenceReport } from './model/presence-report.ts'

/** What this window reports about its user; one per window. The composers report writing to it. */
export const presenceReport = createPresenceReport(windowClock, ({ chatId, isWriting }) => {
  void core.calls['presence.set'](chatId === undefined ? { isWriting } : { chatId, isWriting })
})

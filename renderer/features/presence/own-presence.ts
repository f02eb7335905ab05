import { core } from '../../entities/core.ts'
import { windowClock } from '../../lib/window-clock.ts'
import { createPresenceReport } from './model/presence-report.ts'

/** What this window says of its user; one per window, and the composers tell it of writing. */
export const presenceReport = createPresenceReport(windowClock, ({ chatId, isWriting }) => {
  void core.calls['presence.set'](chatId === undefined ? { isWriting } : { chatId, isWriting })
})

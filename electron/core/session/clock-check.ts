import type { Clock } from '#shared/lib/clock.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { isUpToDate } from './connection.ts'
import type { Notices } from './notices.ts'

/** From this difference on, waits are wrong by more than rounding explains. */
const wrongByMs = 60_000

/**
 * Messages are dated by Telegram's clock, and waits are counted by this machine's clock. When the two clocks differ,
 * every wait is wrong, and only a notice can tell the user. Follows what TDLib tells of Telegram's time, and relies
 * on it once the connection is up.
 */
export function createClockCheck(options: { readonly clock: Clock; readonly notices: Notices }) {
  const { clock, notices } = options
  let differenceMs = 0
  let isBelieved = false
  let isWrong = false
  return {
    follow(event: TelegramEvent): void {
      if (event.kind === 'connection_changed') isBelieved = isUpToDate(event.connection)
      else if (event.kind === 'time_told') differenceMs = event.atS * 1000 - clock.now()
      else return
      if (!isBelieved || Math.abs(differenceMs) >= wrongByMs === isWrong) return
      isWrong = !isWrong
      if (isWrong) notices.add('clock_wrong')
      else notices.remove('clock_wrong')
    },
  }
}

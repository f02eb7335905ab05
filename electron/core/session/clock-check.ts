import type { Clock } from '#shared/lib/clock.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { isUpToDate } from './connection.ts'
import type { Notices } from './notices.ts'

/** From here on waits are wrong by more than anybody would put down to rounding. */
const wrongByMs = 60_000

/**
 * Messages are dated by Telegram's clock, waits are counted by this machine's: when the two differ, every wait is
 * wrong, and only a notice can say so. Follows what TDLib tells of Telegram's time, and believes it once connected.
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

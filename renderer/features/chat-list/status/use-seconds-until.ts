import { useEffect, useState } from 'react'
import { windowClock } from '../../../lib/window-clock.ts'
import { countSeconds } from './read-status.ts'

/** Counts down to a moment, second by second; 0 when there is none or it has passed. */
export function useSecondsUntil(untilMs: number | undefined): number {
  const [, setTurn] = useState(0)
  const left = countSeconds(untilMs, windowClock.now())
  useEffect(() => {
    if (untilMs === undefined || left === 0) return
    return windowClock.schedule(untilMs - (left - 1) * 1000 + 10, () => {
      setTurn((turn) => turn + 1)
    })
  }, [untilMs, left])
  return left
}

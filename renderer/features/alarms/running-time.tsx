import type { ReactNode } from 'react'
import { formatDuration } from '../../lib/time/format-duration.ts'
import { useSecondsSince } from '../../lib/time/use-running-time.ts'

interface Props {
  readonly sinceMs: number
  readonly className?: string | undefined
}

/** A running duration to the second; it renders on its own, without its parent. */
export function RunningTime({ sinceMs, className }: Props): ReactNode {
  const seconds = useSecondsSince(sinceMs)
  return (
    // Screen readers read it on demand, not every second.
    <span role="timer" className={className}>
      {formatDuration(seconds * 1000)}
    </span>
  )
}

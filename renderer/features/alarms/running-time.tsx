import type { ReactNode } from 'react'
import { formatDuration } from '../../lib/time/format-duration.ts'
import { useSecondsSince } from '../../lib/time/use-running-time.ts'

interface Props {
  readonly sinceMs: number
  readonly className?: string | undefined
}

/** How long it goes on, to the second; drawn again by itself, without what is around it. */
export function RunningTime({ sinceMs, className }: Props): ReactNode {
  const seconds = useSecondsSince(sinceMs)
  return (
    // Assistive tools read it when they get there, not every second.
    <span role="timer" className={className}>
      {formatDuration(seconds * 1000)}
    </span>
  )
}

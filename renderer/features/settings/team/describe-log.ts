import type { TeamView } from '#shared/contract/entities/team.ts'

type Log = TeamView['log']

/** One thing to say about the log: a key of `log.line`, and what is in it. */
export interface LogLine {
  readonly key: 'reading' | 'inStep' | 'readingBack' | 'noGenesis' | 'pending' | 'paused' | 'updateDue'
  readonly count: number
  /** For `paused`; ms since 1970. */
  readonly untilMs?: number
  readonly isWarning: boolean
}

/** How the log stands, the state first. A mismatch is told beside, for it can be dismissed. */
export function describeLog(
  log: Pick<Log, 'state' | 'readCount' | 'isWhole' | 'pendingCount' | 'pausedUntilMs' | 'isUpdateDue'>,
  nowMs: number,
  isFollowed = true,
): readonly LogLine[] {
  const { pausedUntilMs = 0 } = log
  const lines: (LogLine | undefined)[] = [
    // A channel can be read by its members only.
    isFollowed ? describeState(log) : undefined,
    log.pendingCount > 0 ? { key: 'pending', count: log.pendingCount, isWarning: false } : undefined,
    pausedUntilMs > nowMs ? { key: 'paused', count: 0, untilMs: pausedUntilMs, isWarning: true } : undefined,
    log.isUpdateDue ? { key: 'updateDue', count: 0, isWarning: true } : undefined,
  ]
  return lines.filter((line) => line !== undefined)
}

function describeState({
  state,
  readCount,
  isWhole,
}: Pick<Log, 'state' | 'readCount' | 'isWhole'>): LogLine | undefined {
  switch (state) {
    case 'off':
      return undefined
    case 'reading':
      return { key: 'reading', count: readCount, isWarning: false }
    case 'no_genesis':
      return { key: 'noGenesis', count: 0, isWarning: false }
    case 'ready':
      return { key: isWhole ? 'inStep' : 'readingBack', count: readCount, isWarning: false }
  }
}

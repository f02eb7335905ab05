import type { TeamView } from '#shared/contract/entities/team.ts'

type TeamLogView = TeamView['teamLog']

/** One thing to say about the log: a key of `teamLog.line`, and what is in it. */
export interface TeamLogLine {
  readonly key: 'reading' | 'inStep' | 'readingBack' | 'noGenesis' | 'pending' | 'paused' | 'updateDue'
  readonly count: number
  /** For `paused`; ms since 1970. */
  readonly untilMs?: number
  readonly isWarning: boolean
}

/** How the log stands, the state first. A mismatch is told beside, for it can be dismissed. */
export function describeTeamLog(
  teamLog: Pick<
    TeamLogView,
    'state' | 'readCount' | 'isWhole' | 'pendingCount' | 'pausedUntilMs' | 'isUpdateDue'
  >,
  nowMs: number,
  isFollowed = true,
): readonly TeamLogLine[] {
  const { pausedUntilMs = 0 } = teamLog
  const lines: (TeamLogLine | undefined)[] = [
    // A channel can be read by its members only.
    isFollowed ? describeState(teamLog) : undefined,
    teamLog.pendingCount > 0 ? { key: 'pending', count: teamLog.pendingCount, isWarning: false } : undefined,
    pausedUntilMs > nowMs ? { key: 'paused', count: 0, untilMs: pausedUntilMs, isWarning: true } : undefined,
    teamLog.isUpdateDue ? { key: 'updateDue', count: 0, isWarning: true } : undefined,
  ]
  return lines.filter((line) => line !== undefined)
}

function describeState({
  state,
  readCount,
  isWhole,
}: Pick<TeamLogView, 'state' | 'readCount' | 'isWhole'>): TeamLogLine | undefined {
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

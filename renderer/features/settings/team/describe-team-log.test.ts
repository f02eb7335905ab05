import { describe, expect, it } from 'vitest'
import { noTeam, type TeamView } from '#shared/contract/entities/team.ts'
import { describeTeamLog } from './describe-team-log.ts'

const nowMs = 50_000
const read = (change: Partial<TeamView['teamLog']>): readonly string[] =>
  describeTeamLog({ ...noTeam.teamLog, ...change }, nowMs).map(({ key }) => key)

describe('describeTeamLog', () => {
  it.each([
    [{ state: 'off' }, []],
    [{ state: 'reading', readCount: 3 }, ['reading']],
    [{ state: 'no_genesis' }, ['noGenesis']],
    [{ state: 'ready', isWhole: false }, ['readingBack']],
    [{ state: 'ready', isWhole: true }, ['inStep']],
    [{ state: 'ready', isWhole: true, pendingCount: 2 }, ['inStep', 'pending']],
    [{ state: 'ready', isWhole: true, pausedUntilMs: nowMs + 1 }, ['inStep', 'paused']],
    // The wait is over; the core has only not said so yet.
    [{ state: 'ready', isWhole: true, pausedUntilMs: nowMs }, ['inStep']],
    [{ state: 'ready', isWhole: true, isUpdateDue: true }, ['inStep', 'updateDue']],
  ] as const)('says of %j: %j', (change, expected) => {
    expect(read(change)).toEqual(expected)
  })

  it('warns of what needs somebody, and of nothing else', () => {
    const lines = describeTeamLog(
      { ...noTeam.teamLog, state: 'ready', pendingCount: 2, pausedUntilMs: nowMs + 1, isUpdateDue: true },
      nowMs,
    )
    expect(lines.filter(({ isWarning }) => isWarning).map(({ key }) => key)).toEqual(['paused', 'updateDue'])
    expect(lines.find(({ key }) => key === 'pending')?.count).toBe(2)
  })
})

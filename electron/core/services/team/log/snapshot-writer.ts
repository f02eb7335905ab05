import type { Cancel } from '#shared/lib/clock.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamPeople } from '../team-ports.ts'
import type { CreatedLog } from './create-log.ts'

/** A new console reads at most this many messages and a page besides. */
const itemsPerSnapshot = 100
const soonestMs = 2_000
/** Before the next in line takes it that nobody before them is there. */
const turnMs = 60_000

export interface SnapshotWriterParts extends Pick<TeamContext, 'clock'> {
  readonly logOfTeam: CreatedLog
  readonly teamPeople: TeamPeople
}

export type SnapshotWriter = ReturnType<typeof createSnapshotWriter>

/**
 * Sums the log up once in a while, so that new consoles read little. One manager's console does it: of those on duty the
 * one with the lowest id, then the others in turn, in case it is not running.
 */
export function createSnapshotWriter({ clock, logOfTeam, teamPeople }: SnapshotWriterParts) {
  let cancel: Cancel | undefined

  const isDue = (): boolean => {
    const { session } = logOfTeam
    if (session === undefined || !session.reader.isCurrent || teamPeople.myRole !== 'manager') return false
    const { history } = session.book
    return history.itemsSinceSnapshot >= itemsPerSnapshot && session.outbox.entries.length === 0
  }
  const findTurn = (): number => {
    const managers = [...teamPeople.memberIds].filter((id) => teamPeople.roleOf(id) === 'manager')
    managers.sort((a, b) => Number(teamPeople.isOnDuty(b)) - Number(teamPeople.isOnDuty(a)) || a - b)
    return Math.max(managers.indexOf(teamPeople.selfId ?? 0), 0)
  }
  const write = (): void => {
    if (!isDue()) return
    const snapshot = logOfTeam.session?.book.history.makeSnapshot()
    if (snapshot !== undefined) logOfTeam.post({ type: 'snapshot', ...snapshot })
  }
  const look = (): void => {
    if (!isDue()) {
      cancel?.()
      cancel = undefined
      return
    }
    if (cancel !== undefined) return
    const spreadMs = (teamPeople.selfId ?? 0) % 1_000
    cancel = clock.schedule(clock.now() + soonestMs + spreadMs + findTurn() * turnMs, () => {
      cancel = undefined
      write()
    })
  }
  const unfollow = logOfTeam.onView(look)

  return {
    close(): void {
      unfollow()
      cancel?.()
      cancel = undefined
    },
  }
}

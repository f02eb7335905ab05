import type { Cancel } from '#shared/lib/clock.ts'
import { toMessageNumber } from '#shared/domain/telegram-ids/message-id.ts'
import { asMessageId } from '../../telegram/ids.ts'
import type { TeamContext } from '../team-context.ts'
import type { Roster } from '../team-ports.ts'
import type { ChosenTeamLog } from './create-log.ts'

/** Messages of any kind: a new console reads back to the last snapshot, and a little further. */
const messagesPerSnapshot = 100
const soonestMs = 2_000
/**
 * Updates of the same moment may come in any order, so no message may come for this long before a snapshot is
 * written.
 */
const quietMs = 1_500
/** How often a snapshot may be put off. */
const mostDelays = 20
/** After this long the next manager in line takes it that the ones before are not there. */
const turnMs = 60_000

export interface SnapshotWriterParts extends Pick<TeamContext, 'clock'> {
  readonly teamLog: ChosenTeamLog
  readonly roster: Roster
}

export interface SnapshotWriter {
  close(): void
}

/**
 * Sums the team's log up once in a while, so that new consoles have little to read. One manager's console does it:
 * of the managers on duty the one with the lowest id, then the others in turn, in case that console is not running.
 */
export function createSnapshotWriter({ clock, teamLog, roster }: SnapshotWriterParts): SnapshotWriter {
  let cancel: Cancel | undefined
  let seenId = 0
  let delays = 0

  const isDue = (): boolean => {
    const { session } = teamLog
    if (session === undefined || roster.myRole !== 'manager') return false
    if (!session.reader.isCurrent || session.reader.isSkipping) return false
    const { history, reach } = session.book
    if (history.state.rootId === undefined || session.outbox.entries.length > 0) return false
    const sinceId = history.lastSnapshot?.messageId ?? Math.max(reach.fromId, 0)
    return toMessageNumber(reach.toId) - toMessageNumber(sinceId) >= messagesPerSnapshot
  }
  const findTurn = (): number => {
    const managers = [...roster.memberIds].filter((id) => roster.roleOf(id) === 'manager')
    managers.sort((a, b) => Number(roster.isOnDuty(b)) - Number(roster.isOnDuty(a)) || a - b)
    return Math.max(managers.indexOf(roster.selfId ?? 0), 0)
  }
  const write = (): void => {
    const { session } = teamLog
    if (session === undefined || !isDue()) return
    const { history, reach } = session.book
    if (reach.toId !== seenId && delays < mostDelays) {
      delays += 1
      arm(quietMs)
      return
    }
    delays = 0
    const snapshot = history.makeSnapshot()
    if (snapshot === undefined) return
    // What stands between the last event and this snapshot is conversation; nobody has to read that to know
    // what holds.
    teamLog.post({
      type: 'snapshot',
      ...snapshot,
      up_to: asMessageId(Math.max(snapshot.up_to, reach.toId)),
    })
  }
  const arm = (delayMs: number): void => {
    seenId = teamLog.session?.book.reach.toId ?? 0
    cancel = clock.schedule(clock.now() + delayMs, () => {
      cancel = undefined
      write()
    })
  }
  const look = (): void => {
    if (!isDue()) {
      cancel?.()
      cancel = undefined
      return
    }
    if (cancel !== undefined) return
    arm(soonestMs + ((roster.selfId ?? 0) % 1_000) + findTurn() * turnMs)
  }
  const unfollow = teamLog.onView(look)

  return {
    close(): void {
      unfollow()
      cancel?.()
      cancel = undefined
    },
  }
}

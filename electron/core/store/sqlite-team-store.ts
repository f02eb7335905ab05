import { SqliteTriageStore } from './sqlite-triage-store.ts'
import type { DurableResult } from './store.ts'
import type {
  TeamLogChange,
  TeamLogReach,
  StoredTeamLogMessage,
  TeamOutboxEntry,
  TeamStore,
} from './team-store.ts'

/** The team's part of the store. {@link TeamStore} documents its methods. */
export abstract class SqliteTeamStore extends SqliteTriageStore implements TeamStore {
  loadTeamLog(channelId: number): {
    readonly messages: readonly StoredTeamLogMessage[]
    readonly reach: TeamLogReach | undefined
  } {
    return this.connection.read({ messages: [], reach: undefined }, ({ team }) => ({
      messages: team.readTeamLog(channelId),
      reach: team.readReach(channelId),
    }))
  }

  changeTeamLog(channelId: number, { droppedIds, reach, saved }: TeamLogChange): boolean {
    return this.connection.write(({ team }) => {
      for (const id of droppedIds ?? []) team.dropMessage(channelId, id)
      for (const message of saved ?? []) team.saveMessage(channelId, message)
      if (reach !== undefined) team.saveReach(channelId, reach)
    })
  }

  keepTeamLog(channelId: number | undefined): void {
    this.connection.write(({ team }) => {
      team.keepOnly(channelId ?? 0)
    })
  }

  readTeamOutbox(): readonly TeamOutboxEntry[] {
    return this.connection.read([], ({ team }) => team.readOutbox())
  }

  putTeamOutbox(entry: TeamOutboxEntry): DurableResult {
    return this.saveMark(({ team }) => {
      team.putOutbox(entry)
    })
  }

  dropTeamOutbox(eventIds: readonly string[]): DurableResult {
    return this.saveMark(({ team }) => {
      for (const id of eventIds) team.dropOutbox(id)
    })
  }
}

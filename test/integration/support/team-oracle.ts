import type { TeamLogFlaw, TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import { readTeamLogMessage } from '#shared/domain/team-log/read-log-message.ts'
import { hashBase } from '#shared/domain/team-log/snapshot-records.ts'
import { type HistoryUpdate, TeamHistory } from '#shared/domain/team-log/team-history.ts'

/** A message of the log's group as the data centre has it. */
export interface TeamLogMessage {
  readonly number: number
  readonly fromId: number
  readonly date: number
  readonly text: string
  /** Its blocks of code. */
  readonly blocks: readonly { readonly offset: number; readonly length: number; readonly language: string }[]
  readonly editDate?: number
  readonly forward?: unknown
  readonly viaBot?: number
  readonly senderChatId?: number
}

export const serverIdStep = 2 ** 20

/** What the messages of the data centre come to, folded once and in order by a history that has seen nothing else. */
export function foldTeamLog(
  messages: readonly TeamLogMessage[],
  ownerId: number,
): { readonly history: TeamHistory; readonly items: readonly TeamLogItem[]; readonly update: HistoryUpdate } {
  const history = new TeamHistory({ ownerId, isPrivileged: (id) => id === ownerId })
  history.markWhole()
  const items = messages.flatMap((message) => readItem(message) ?? [])
  const update = history.add(items)
  while (history.checkMore());
  return { history, items, update }
}

/** All that holds of the log, as text: what a snapshot says, notes, alarms of the past. */
export function describeHistory(history: TeamHistory): string {
  const { alarms, duty, notes, roles } = history.state
  return JSON.stringify({ roles, duty, notes, alarms, hash: hashBase(history.fork().base) }, (_key, value) =>
    value instanceof Map ? [...(value as Map<unknown, unknown>)] : (value as unknown),
  )
}

/** What does not count, but for snapshots that are false: they are told in the order in which they were looked at. */
export function listRejected(history: TeamHistory): readonly string[] {
  return history.rejected
    .filter(({ reason }) => reason !== 'snapshot_mismatch')
    .map(({ messageId, reason }) => `${messageId / serverIdStep} ${reason}`)
}

function readItem(message: TeamLogMessage): TeamLogItem | undefined {
  const { blocks, date, fromId, number, text } = message
  const content = readTeamLogMessage({ text, entities: blocks.map((block) => ({ kind: 'pre', ...block })) })
  if (content === undefined || content.kind === 'presence') return undefined
  const flaw = findFlaw(message)
  return {
    messageId: number * serverIdStep,
    dateS: date,
    authorId: fromId,
    ...(flaw === undefined ? {} : { flaw }),
    content,
  }
}

function findFlaw({ editDate, forward, senderChatId, viaBot }: TeamLogMessage): TeamLogFlaw | undefined {
  if (senderChatId !== undefined) return 'not_a_person'
  if (viaBot !== undefined) return 'via_bot'
  if (forward !== undefined) return 'forwarded'
  return editDate === undefined ? undefined : 'edited'
}

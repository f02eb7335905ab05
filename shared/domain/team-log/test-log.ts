import type { NewTeamEvent, TeamEvent } from './events.ts'
import type { TeamLogItem, Standing } from './log-item.ts'

/** People of the tests: the channel's owner, an administrator, a manager, duty, task, and one who has no role. */
export const userIds = { owner: 1, admin: 2, manager: 3, duty: 4, task: 5, stranger: 6, other: 7 } as const
export const chatId = -1_000_000_000_500

export const standing: Standing = {
  ownerId: userIds.owner,
  isPrivileged: (userId) => userId === userIds.owner || userId === userIds.admin,
}

/** Payloads without brands: the schemas check what comes from the log. */
export type AnyEvent = { readonly type: NewTeamEvent['type'] } & Readonly<Record<string, unknown>>

export function makeEvent(id: string, event: AnyEvent): TeamEvent {
  return { v: 1, id: id.padEnd(8, '_'), ...event } as unknown as TeamEvent
}

/** One message per event, an hour apart; their ids are 10, 20, … */
export function makeItem(
  index: number,
  authorId: number,
  event: AnyEvent,
  id = `event-${index}`,
): TeamLogItem {
  return {
    messageId: index * 10,
    dateS: 1_000_000 + index * 3_600,
    authorId,
    content: { kind: 'event', event: makeEvent(id, event), isMarked: true },
  }
}

/** Genesis by the administrator, then the roles of everybody. */
export function makeBeginning(): TeamLogItem[] {
  return [
    makeItem(1, userIds.admin, { type: 'genesis', managers: [userIds.manager] }),
    makeItem(2, userIds.manager, { type: 'role', user: userIds.duty, role: 'duty' }),
    makeItem(3, userIds.manager, { type: 'role', user: userIds.task, role: 'task' }),
  ]
}

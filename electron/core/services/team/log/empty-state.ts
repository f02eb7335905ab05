import type { TeamState } from '#shared/domain/team-log/team-state.ts'

/** What a team agrees on before anybody said anything. */
export const emptyState: TeamState = {
  rootId: undefined,
  roles: new Map(),
  duty: new Map(),
  settings: { dutySeesAll: true },
  chats: new Map(),
  alarms: new Map(),
  notes: new Map(),
}

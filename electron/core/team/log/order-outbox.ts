import type { TeamOutboxEntry } from '../../store/team-store.ts'

/**
 * Events on which the rights of later ones depend: the team's log refuses an alarm that came before its author's
 * duty.
 */
const rightsTypes: ReadonlySet<string> = new Set(['genesis', 'role', 'duty'])

/** The order of sending: urgent events, and those they may depend on, go first; otherwise the order stays. */
export function orderOutbox(entries: readonly TeamOutboxEntry[]): readonly TeamOutboxEntry[] {
  const isFirst = ({ event, isUrgent }: TeamOutboxEntry): boolean => isUrgent || rightsTypes.has(event.type)
  return [...entries.filter((entry) => isFirst(entry)), ...entries.filter((entry) => !isFirst(entry))]
}

import type { TeamOutboxEntry } from '../../store/team-store.ts'

/** What the rights of later events depend on; the log would refuse an alarm that came before its author went on duty. */
const rightsTypes: ReadonlySet<string> = new Set(['genesis', 'role', 'duty'])

/** As they are to be sent: what is urgent, and what it may depend on, before the rest; each as it was said. */
export function orderOutbox(entries: readonly TeamOutboxEntry[]): readonly TeamOutboxEntry[] {
  const isFirst = ({ event, isUrgent }: TeamOutboxEntry): boolean => isUrgent || rightsTypes.has(event.type)
  return [...entries.filter((entry) => isFirst(entry)), ...entries.filter((entry) => !isFirst(entry))]
}

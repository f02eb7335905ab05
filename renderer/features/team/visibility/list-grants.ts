import { foldText } from '../../../lib/find/fold-text.ts'
import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { GrantView, TeamPerson, TeamRole } from '#shared/contract/entities/team.ts'

/** Grants that hold now, by name. */
export function listGrants(grants: readonly GrantView[] | undefined, nowMs: number): readonly GrantView[] {
  return (grants ?? [])
    .filter(({ untilS }) => untilS === undefined || untilS * 1000 > nowMs)
    .toSorted((a, b) => a.name.localeCompare(b.name))
}

const order: readonly (TeamRole | undefined)[] = ['task', 'duty', undefined]

/** Whom the chat can be shown: members who do not see it anyway, task administrators first. */
export function listCandidates(
  colleagues: readonly TeamPerson[],
  grants: readonly GrantView[],
): readonly TeamPerson[] {
  const granted = new Set(grants.map(({ userId }) => userId))
  return colleagues
    .filter(({ userId, role, isMember }) => isMember && role !== 'manager' && !granted.has(userId))
    .toSorted((a, b) => order.indexOf(a.role) - order.indexOf(b.role) || a.name.localeCompare(b.name))
}

/** Those whose name or handle has what was typed; all of them when nothing was. */
export function findColleagues(colleagues: readonly TeamPerson[], query: string): readonly TeamPerson[] {
  const wanted = foldText(query.trim()).text
  return colleagues.filter(({ name, username }) =>
    foldText(`${name} ${username ?? ''}`).text.includes(wanted),
  )
}

/** Only customers' chats are shown to some and not to others. */
export function canBeGranted({ class: chatClass, isSelf }: Pick<ChatView, 'class' | 'isSelf'>): boolean {
  return chatClass === 'customer' && !isSelf
}

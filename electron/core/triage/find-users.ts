import type { StaffMember } from '#shared/contract/entities/triage.ts'
import type { People } from '../telegram/people.ts'
import { describePerson } from './rules.ts'

/** The most people to show. */
const mostUsers = 20

/**
 * People whose name, username or id matches a query, the best matches first. Bots and deleted accounts are left out.
 */
export function findUsers(people: People, query: string): StaffMember[] {
  const wanted = normalize(query.replace(/^@/u, ''))
  if (wanted === '') return []
  const found: { readonly person: StaffMember; readonly score: number }[] = []
  for (const userId of people.userIds()) {
    const person = describePerson(people, userId)
    const score = person === undefined ? 0 : scorePerson(person, wanted)
    if (person !== undefined && score > 0) found.push({ person, score })
  }
  return found
    .sort((a, b) => b.score - a.score || a.person.name.localeCompare(b.person.name))
    .slice(0, mostUsers)
    .map(({ person }) => person)
}

/**
 * A match of the whole id or username scores highest, then the beginning of a name, a word or a username, then any
 * other part; 0 is no match.
 */
function scorePerson({ name, userId, username }: StaffMember, wanted: string): number {
  if (String(userId) === wanted) return 6
  const tag = normalize(username ?? '')
  if (tag === wanted) return 5
  const full = normalize(name)
  if (full.startsWith(wanted)) return 4
  const parts = wanted.split(' ')
  const words = full.split(' ')
  if (parts.every((part) => words.some((word) => word.startsWith(part)))) return 3
  if (tag !== '' && tag.startsWith(wanted)) return 2
  return full.includes(wanted) || tag.includes(wanted) ? 1 : 0
}

function normalize(text: string): string {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').split(/\s+/u).join(' ').trim()
}

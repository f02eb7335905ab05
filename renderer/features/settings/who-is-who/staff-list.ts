import type { UserId } from '#shared/contract/entities/ids.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'

/** The staff with more people, each once, by name; those without a name last. */
export function addStaff(staff: readonly StaffMember[], added: readonly StaffMember[]): StaffMember[] {
  const byId = new Map(staff.map((member) => [member.userId, member]))
  for (const person of added) {
    // A known name replaces a missing one.
    if (person.name !== '' || !byId.has(person.userId)) byId.set(person.userId, person)
  }
  return [...byId.values()].toSorted(
    (a, b) =>
      Number(a.name === '') - Number(b.name === '') || a.name.localeCompare(b.name) || a.userId - b.userId,
  )
}

/** A Telegram user's id, if that is what was typed. */
export function readUserId(text: string): UserId | undefined {
  const digits = /^(?:id\s*)?(?<id>\d{3,15})$/iu.exec(text.trim())?.groups?.['id']
  const id = Number(digits)
  return digits === undefined || id === 0 ? undefined : (id as UserId)
}

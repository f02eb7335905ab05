import type { TeamPerson } from '#shared/contract/entities/team.ts'

/** How somebody stands with duty: a key of `duty.state` and the moment it is about. */
export interface DutyWords {
  readonly key: 'on' | 'onSince' | 'back' | 'wasBack' | 'off' | 'offSince'
  /** Seconds since 1970. */
  readonly atS?: number
}

export function describeDuty(
  { isOnDuty, dutySinceS, backAtS }: Pick<TeamPerson, 'isOnDuty' | 'dutySinceS' | 'backAtS'>,
  nowMs: number,
): DutyWords {
  if (isOnDuty) return dutySinceS === undefined ? { key: 'on' } : { key: 'onSince', atS: dutySinceS }
  if (backAtS !== undefined) return { key: backAtS * 1000 > nowMs ? 'back' : 'wasBack', atS: backAtS }
  return dutySinceS === undefined ? { key: 'off' } : { key: 'offSince', atS: dutySinceS }
}

/** Those of "3 / 4": on duty first, longest first, then who is off, the next to be back first. */
export function listDuty(colleagues: readonly TeamPerson[]): readonly TeamPerson[] {
  const last = Number.POSITIVE_INFINITY
  return colleagues
    .filter(({ role, isMember, isOnDuty }) => isMember && (isOnDuty || role === 'duty'))
    .toSorted(
      (a, b) =>
        Number(b.isOnDuty) - Number(a.isOnDuty) ||
        (a.isOnDuty
          ? compare(a.dutySinceS ?? last, b.dutySinceS ?? last)
          : compare(a.backAtS ?? last, b.backAtS ?? last)) ||
        a.name.localeCompare(b.name),
    )
}

/** The difference of two infinities is NaN. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b
}

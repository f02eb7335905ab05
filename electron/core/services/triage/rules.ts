import type { RulesView, StaffMember } from '#shared/contract/entities/triage.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import { checkClock } from '#shared/domain/reply-clock/clock-rules.ts'
import type { Store } from '../../store/store.ts'
import { asUserId } from '../../telegram/ids.ts'
import type { People } from '../../telegram/people.ts'

export interface RulesOptions {
  readonly store: Pick<Store, 'readRules' | 'saveRules'>
  readonly people: People
}

/** Parts that are absent stay as they are. */
export type RulesChanges = { readonly [K in keyof RulesView]?: RulesView[K] | undefined }

type RulesError = 'breach_before_red' | 'calendar_invalid' | 'store_failed'

/** Who we are, which chats are customers' and what their clock promises: as it is on disk. */
export class Rules {
  readonly #options: RulesOptions
  readonly #listeners = new Set<(hasMeaning: boolean) => void>()
  #view: RulesView
  #staffIds: ReadonlySet<number> = new Set()

  constructor(options: RulesOptions) {
    this.#options = options
    this.#view = options.store.readRules()
    this.#indexStaff()
  }

  get view(): RulesView {
    return this.#view
  }

  /** Staff by the rules that hold now; bots never are, the account itself always is. */
  readonly isStaff = (userId: number): boolean => this.isStaffIn(this.#staffIds, userId)

  /** Staff by a list that may not hold (yet). */
  isStaffIn(staffIds: ReadonlySet<number>, userId: number): boolean {
    const { people } = this.#options
    if (userId === people.selfId) return true
    return staffIds.has(userId) && people.findUser(userId)?.type._ !== 'userTypeBot'
  }

  get staffIds(): ReadonlySet<number> {
    return this.#staffIds
  }

  /** Told after every change; `hasMeaning` is false when only names are others. */
  onChange(listener: (hasMeaning: boolean) => void): Cancel {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The rules with these parts replaced, if that can be. */
  merge(changes: RulesChanges): Result<RulesView, 'breach_before_red' | 'calendar_invalid'> {
    const next = { ...this.#view, ...dropAbsent(changes) }
    const checked = checkClock(next.clock)
    if (!checked.ok) return checked
    return ok({ ...next, staff: this.#tidyStaff(next.staff) })
  }

  /** On disk when it answers. */
  set(changes: RulesChanges): Result<undefined, RulesError> {
    const merged = this.merge(changes)
    if (!merged.ok) return merged
    const saved = this.#options.store.saveRules(merged.value)
    if (!saved.ok) return saved
    this.#replace(merged.value, true)
    return ok()
  }

  /** Stands in for the set-up where nobody has done it yet; names come with TDLib's first word of each person. */
  preset(staffIds: readonly number[]): void {
    if (this.#view.isSetUp) return
    this.set({ isSetUp: true, staff: staffIds.map((id) => ({ userId: asUserId(id), name: '' })) })
  }

  /** TDLib told of a user: staff is shown under the name it has now. */
  onUser(userId: number): void {
    const known = this.#staffIds.has(userId)
      ? this.#view.staff.find((member) => member.userId === userId)
      : undefined
    if (known === undefined) return
    const member = describePerson(this.#options.people, userId)
    if (member === undefined) return
    if (member.name === known.name && member.username === known.username) return
    const staff = this.#view.staff.map((one) => (one.userId === userId ? member : one))
    // A name that does not reach the disk is learned again at the next start.
    this.#options.store.saveRules({ staff })
    this.#replace({ ...this.#view, staff }, false)
  }

  /** After the store was emptied. */
  reload(): void {
    this.#replace(this.#options.store.readRules(), true)
  }

  #replace(view: RulesView, hasMeaning: boolean): void {
    this.#view = view
    this.#indexStaff()
    for (const listener of this.#listeners) listener(hasMeaning)
  }

  #indexStaff(): void {
    this.#staffIds = new Set(this.#view.staff.map((member) => member.userId))
  }

  /** Each person once and without bots, named as TDLib names them now. */
  #tidyStaff(staff: readonly StaffMember[]): StaffMember[] {
    const byId = new Map<number, StaffMember>()
    for (const member of staff) {
      if (this.#options.people.findUser(member.userId)?.type._ === 'userTypeBot') continue
      byId.set(member.userId, describePerson(this.#options.people, member.userId) ?? member)
    }
    return [...byId.values()]
  }
}

/** A person as lists of staff show it; undefined for bots, deleted accounts and people TDLib never named. */
export function describePerson(people: People, userId: number): StaffMember | undefined {
  const user = people.findUser(userId)
  if (user === undefined || user.type._ === 'userTypeBot' || user.type._ === 'userTypeDeleted')
    return undefined
  const member = { userId: asUserId(userId), name: people.nameUser(userId) }
  const username = user.usernames?.active_usernames[0] ?? user.usernames?.editable_username ?? ''
  return username === '' ? member : { ...member, username }
}

function dropAbsent<Value extends object>(
  changes: Value,
): { [K in keyof Value]: Exclude<Value[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never
}

import { isDeepStrictEqual } from 'node:util'
import type { RulesView, StaffMember } from '#shared/contract/entities/triage.ts'
import type { SharedRules } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { checkClock } from '#shared/domain/reply-clock/clock-rules.ts'
import type { Store } from '../store/store.ts'
import { asUserId } from '../telegram/ids.ts'
import type { People } from '../telegram/people.ts'

/** What a team has agreed on about staff and customers. */
export interface TeamRules {
  /** Whom the team's log calls colleagues. Empty: then this console's own staff is used. */
  readonly staffIds: readonly number[]
  /** Undefined while every console has rules of its own. */
  readonly shared?: SharedRules | undefined
}

export interface RulesOptions {
  readonly store: Pick<Store, 'readRules' | 'saveRules'>
  readonly people: People
  /** Undefined when this console works without a team. */
  readonly readTeam?: () => TeamRules | undefined
  /** Publishes rules as the team's rules. */
  readonly share?: (rules: SharedRules) => Result<undefined, 'no_team' | 'no_right' | 'store_failed'>
}

/** Parts that are absent stay as they are. */
export type RulesChanges = { readonly [K in keyof RulesView]?: RulesView[K] | undefined }

type RulesError = 'breach_before_red' | 'calendar_invalid' | 'no_right' | 'staff_by_team' | 'store_failed'
type Listener = (hasMeaning: boolean) => void

/**
 * Who is staff, which chats are customers', and the targets of their clocks: the rules on disk, overridden by what
 * the team has agreed on. Folders belong to the account, so their ids stay with this console.
 */
export class Rules {
  readonly #options: RulesOptions
  readonly #listeners = new Set<Listener>()
  #own: RulesView
  #view: RulesView
  #staffIds: ReadonlySet<number> = new Set()

  constructor(options: RulesOptions) {
    this.#options = options
    this.#own = options.store.readRules()
    this.#view = this.#own
    this.#indexStaff()
  }

  get view(): RulesView {
    return this.#view
  }

  /** Staff by the rules in use. Bots are never staff, the account itself always is. */
  readonly isStaff = (userId: number): boolean => this.isStaffIn(this.#staffIds, userId)

  /** Staff by a list that may not be in use (yet). */
  isStaffIn(staffIds: ReadonlySet<number>, userId: number): boolean {
    const { people } = this.#options
    if (userId === people.selfId) return true
    return staffIds.has(userId) && people.findUser(userId)?.kind !== 'bot'
  }

  get staffIds(): ReadonlySet<number> {
    return this.#staffIds
  }

  /** Called after every change; `hasMeaning` is false when only names changed. */
  onChange(listener: Listener): Cancel {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** The rules with these parts replaced, if the result is valid. */
  merge(changes: RulesChanges): Result<RulesView, 'breach_before_red' | 'calendar_invalid'> {
    return this.#merge(this.#view, changes)
  }

  /** The change is on disk or in the team's log when the call returns. */
  set(changes: RulesChanges): Result<undefined, RulesError> {
    const merged = this.merge(changes)
    if (!merged.ok) return merged
    const team = this.#options.readTeam?.()
    const isStaffOther = hasOtherStaff(changes.staff, this.#view.staff)
    if (isStaffOther && team !== undefined && team.staffIds.length > 0) {
      return fail('staff_by_team', 'staff is who has a role in the team')
    }
    if (team === undefined || isDeepStrictEqual(pickShared(merged.value), pickShared(this.#view))) {
      return this.#saveOwn(changes, team)
    }
    const shared = this.#options.share?.(pickShared(merged.value))
    if (shared?.ok === true) return this.#saveOwn(changes, { ...team, shared: pickShared(merged.value) })
    // As long as the team has no rules, every console has rules of its own.
    if (team.shared === undefined && shared?.error.code !== 'store_failed')
      return this.#saveOwn(changes, team)
    return shared?.error.code === 'store_failed'
      ? fail('store_failed', shared.error.message)
      : fail('no_right', 'the rules are the team’s, and managers change them')
  }

  /** Replaces the set-up where no person has done it yet. Names follow when TDLib first tells of each person. */
  preset(staffIds: readonly number[]): void {
    if (this.#own.isSetUp) return
    this.#saveOwn(
      { isSetUp: true, staff: staffIds.map((id) => ({ userId: asUserId(id), name: '' })) },
      undefined,
    )
  }

  /** TDLib told of a user: staff is shown under the current name. */
  onUser(userId: number): void {
    const isOwn = this.#own.staff.some((member) => member.userId === userId)
    if (!isOwn && !this.#staffIds.has(userId)) return
    const member = describePerson(this.#options.people, userId)
    if (member === undefined) return
    const known = this.#view.staff.find((one) => one.userId === userId)
    if (member.name === known?.name && member.username === known.username) return
    if (isOwn) {
      const staff = this.#own.staff.map((one) => (one.userId === userId ? member : one))
      // A name that could not be saved is learned again at the next start.
      this.#options.store.saveRules({ staff })
      this.#own = { ...this.#own, staff }
    }
    this.refresh()
  }

  /** Computes the rules again, because the team or its agreement may have changed. */
  refresh(): void {
    const before = this.#view
    const next = this.#compose(this.#own)
    if (isDeepStrictEqual(next, before)) return
    this.#view = next
    this.#indexStaff()
    const hasMeaning = !isDeepStrictEqual(dropNames(next), dropNames(before))
    for (const listener of this.#listeners) listener(hasMeaning)
  }

  /** Reads what the store has, and computes the rules from it and from what the team has agreed on. */
  restore(): void {
    this.#own = this.#options.store.readRules()
    this.refresh()
  }

  /** Reads the store again after it was emptied. */
  reload(): void {
    this.#own = this.#options.store.readRules()
    this.#view = this.#compose(this.#own)
    this.#indexStaff()
    for (const listener of this.#listeners) listener(true)
  }

  /** Saves this console's own rules. Parts that the team decides keep the console's own values. */
  #saveOwn(changes: RulesChanges, team: TeamRules | undefined): Result<undefined, RulesError> {
    const { customers, isSetUp, staff, ...rest } = changes
    const folderIds = customers?.folderIds
    const mine: RulesChanges = {
      isSetUp,
      ...(team === undefined || team.staffIds.length === 0 ? { staff } : {}),
      ...(team?.shared === undefined ? { ...rest, customers } : {}),
      ...(team?.shared === undefined || folderIds === undefined
        ? {}
        : { customers: { ...this.#own.customers, folderIds } }),
    }
    const next = this.#merge(this.#own, mine)
    if (!next.ok) return next
    const saved = this.#options.store.saveRules(next.value)
    if (!saved.ok) return saved
    this.#own = next.value
    const before = this.#view
    this.#view = this.#compose(next.value)
    this.#indexStaff()
    if (!isDeepStrictEqual(before, this.#view) || team === undefined)
      for (const listener of this.#listeners) listener(true)
    return ok()
  }

  #merge(
    base: RulesView,
    changes: RulesChanges,
  ): Result<RulesView, 'breach_before_red' | 'calendar_invalid'> {
    const next = { ...base, ...dropAbsent(changes) }
    const checked = checkClock(next.clock)
    if (!checked.ok) return checked
    return ok({ ...next, staff: this.#tidyStaff(next.staff) })
  }

  #compose(own: RulesView): RulesView {
    const team = this.#options.readTeam?.()
    if (team === undefined) return own
    const members = team.staffIds.map((id) => ({ userId: asUserId(id), name: '' }))
    const staff = members.length === 0 ? own.staff : this.#tidyStaff(members)
    if (team.shared === undefined) return { ...own, staff }
    const { anonymousAdmins, clock, customers } = team.shared
    return {
      isSetUp: true,
      staff,
      anonymousAdmins,
      customers: { ...customers, folderIds: own.customers.folderIds },
      // Another build may accept a clock that this build cannot compute with.
      clock: checkClock(clock).ok ? clock : own.clock,
    }
  }

  #indexStaff(): void {
    this.#staffIds = new Set(this.#view.staff.map((member) => member.userId))
  }

  /** Each person once, without bots, under the name that TDLib gives now. */
  #tidyStaff(staff: readonly StaffMember[]): StaffMember[] {
    const byId = new Map<number, StaffMember>()
    for (const member of staff) {
      if (this.#options.people.findUser(member.userId)?.kind === 'bot') continue
      byId.set(member.userId, describePerson(this.#options.people, member.userId) ?? member)
    }
    return [...byId.values()]
  }
}

/** The parts that a team shares. */
export function pickShared({ anonymousAdmins, clock, customers }: RulesView): SharedRules {
  return { anonymousAdmins, customers: { ...customers, folderIds: [] }, clock }
}

/** A person as lists of staff show them; undefined for bots, deleted accounts and people whom TDLib never named. */
export function describePerson(people: People, userId: number): StaffMember | undefined {
  const user = people.findUser(userId)
  if (user === undefined || user.kind === 'bot' || user.kind === 'deleted') return undefined
  const member = { userId: asUserId(userId), name: people.nameUser(userId) }
  const username = user.username ?? user.editableUsername ?? ''
  return username === '' ? member : { ...member, username }
}

function hasOtherStaff(named: readonly StaffMember[] | undefined, staff: readonly StaffMember[]): boolean {
  if (named === undefined) return false
  const ids = new Set(named.map((member) => member.userId))
  return ids.size !== staff.length || staff.some((member) => !ids.has(member.userId))
}

function dropNames(rules: RulesView): unknown {
  return { ...rules, staff: rules.staff.map((member) => member.userId) }
}

function dropAbsent<Value extends object>(
  changes: Value,
): { [K in keyof Value]: Exclude<Value[K], undefined> } {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as never
}

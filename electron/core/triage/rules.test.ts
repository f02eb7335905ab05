import { describe, expect, it } from 'vitest'
import type { UserId } from '#shared/contract/entities/ids.ts'
import { defaultRules, type RulesView } from '#shared/contract/entities/triage.ts'
import { fail, ok } from '#shared/lib/result.ts'
import { People } from '../telegram/people.ts'
import { pickShared, Rules, type TeamRules } from './rules.ts'

const mine: RulesView = {
  ...defaultRules,
  isSetUp: true,
  staff: [{ userId: 1 as UserId, name: 'Ivan' }],
  customers: { everyGroup: false, titlePatterns: ['mine'], folderIds: [4] },
}
const shared = pickShared({
  ...defaultRules,
  anonymousAdmins: 'staff',
  customers: { everyGroup: true, titlePatterns: ['ours'], folderIds: [9] },
  clock: { ...defaultRules.clock, redAfterMin: 5 },
})

function setUp(team?: TeamRules, answer: 'ok' | 'no_right' | 'store_failed' = 'ok') {
  let stored: RulesView = mine
  const world = { team, stored: () => stored, told: 0 }
  const rules: Rules = new Rules({
    people: new People(),
    store: {
      readRules: () => stored,
      saveRules: (changes) => {
        stored = { ...stored, ...changes }
        return ok()
      },
    },
    readTeam: () => world.team,
    share: (next) => {
      if (answer !== 'ok') return fail(answer, 'refused')
      world.team = { staffIds: world.team?.staffIds ?? [], shared: next }
      rules.refresh()
      return ok()
    },
  })
  rules.refresh()
  rules.onChange((hasMeaning) => {
    if (hasMeaning) world.told += 1
  })
  return { rules, world }
}

const members: TeamRules = { staffIds: [2, 3] }

describe('rules with a team', () => {
  it('have its members as staff, and are a console’s own until the team has some', () => {
    const { rules, world } = setUp(members)
    expect(rules.view).toMatchObject({ ...mine, staff: [{ userId: 2 }, { userId: 3 }] })
    world.team = { ...members, shared }
    rules.refresh()
    expect(rules.view).toMatchObject({
      ...shared,
      isSetUp: true,
      customers: { everyGroup: true, titlePatterns: ['ours'], folderIds: [4] },
    })
    world.team = undefined
    rules.refresh()
    expect(rules.view).toEqual(mine)
    expect(world.stored()).toEqual(mine)
    expect(world.told).toBe(2)
  })

  it('call no listener when nothing changed', () => {
    const { rules, world } = setUp({ ...members, shared })
    world.team = { staffIds: [2, 3], shared: structuredClone(shared) }
    rules.refresh()
    expect(world.told).toBe(0)
  })

  it('are changed for all by managers', () => {
    const { rules, world } = setUp(members)
    const clock = { ...mine.clock, redAfterMin: 7 }
    expect(rules.set({ clock }).ok).toBe(true)
    expect(world.team?.shared).toEqual(pickShared({ ...mine, clock }))
    expect(world.stored().clock).toEqual(mine.clock)
    expect(rules.view.clock.redAfterMin).toBe(7)
  })

  it('of a team cannot be changed without the right, but folders and the set-up stay one’s own', () => {
    const { rules, world } = setUp({ ...members, shared }, 'no_right')
    const code = (result: ReturnType<typeof rules.set>) => (result.ok ? 'ok' : result.error.code)
    expect(code(rules.set({ clock: { ...shared.clock, redAfterMin: 8 } }))).toBe('no_right')
    expect(code(rules.set({ staff: [] }))).toBe('staff_by_team')
    expect(code(rules.set({ isSetUp: true, staff: rules.view.staff }))).toBe('ok')
    expect(code(rules.set({ customers: { ...rules.view.customers, folderIds: [5] } }))).toBe('ok')
    expect(rules.view.customers.folderIds).toEqual([5])
    expect(world.stored().customers).toEqual({ ...mine.customers, folderIds: [5] })
  })

  it('stay one’s own where the team has none and one is no manager', () => {
    const { rules, world } = setUp(members, 'no_right')
    const clock = { ...mine.clock, redAfterMin: 9 }
    expect(rules.set({ clock }).ok).toBe(true)
    expect(world.stored().clock).toEqual(clock)
    expect(world.stored().staff).toEqual(mine.staff)
  })

  it('ignore a clock of the team that is not valid', () => {
    const clock = { ...shared.clock, redAfterMin: 30, breachAfterMin: 10 }
    const { rules } = setUp({ ...members, shared: { ...shared, clock } })
    expect(rules.view.clock).toEqual(mine.clock)
    expect(rules.view.anonymousAdmins).toBe('staff')
  })
})

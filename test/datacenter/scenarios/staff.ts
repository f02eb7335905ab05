import { toSpeaker } from './customers.ts'
import type { Cast, Speaker } from './dialogue-player.ts'
import type { Random } from './random.ts'
import type { StoryPerson } from './story.ts'

/** Who speaks for the company. */
export interface Staff {
  /** Who answers customers day and night. */
  readonly duty: readonly Speaker[]
  /** Who does the work behind it. */
  readonly task: readonly Speaker[]
  readonly managers: readonly Speaker[]
}

export function findStaff(people: readonly StoryPerson[]): Staff {
  const of = (staff: StoryPerson['staff']): Speaker[] =>
    people.filter((person) => person.staff === staff).map(toSpeaker)
  return { duty: of('duty'), task: of('task'), managers: of('manager') }
}

/** Deals the roles of one dialogue. The one who answers is on duty, or now and then whoever does the work. */
export function dealRoles(
  customers: readonly Speaker[],
  manager: Speaker,
  bot: Speaker,
  staff: Staff,
  random: Random,
): Cast {
  const [main = manager, second = main] = customers
  return {
    c: main,
    c2: second,
    s: random.pick(random.chance(0.8) ? staff.duty : staff.task),
    s2: random.pick(staff.task),
    m: manager,
    bot,
  }
}

import { createRandom, type Random } from '#datacenter/scenarios/random.ts'
import type { ConsoleName, TeamName } from '../../support/team-people.ts'

/** Who has a console in these stories. Alexey, a manager, and Sam, a stranger, write by other means. */
export const consoleNames = ['lena', 'ivan', 'maria', 'oleg'] as const satisfies readonly ConsoleName[]
export type StoryConsole = (typeof consoleNames)[number]
/** Nobody ever shows `south` to Oleg, by none of these steps. */
export type StoryChat = 'north' | 'south' | 'bakery' | 'lunch'
const shownChats = ['north', 'bakery', 'lunch'] as const
const chats = [...shownChats, 'south'] as const
type ShownChat = (typeof shownChats)[number]
export type StoryRole = 'manager' | 'duty' | 'task' | 'none'

/** What somebody says: in a console by its calls, by other means as it is. */
export type Deed =
  | { readonly kind: 'raise'; readonly chat: ShownChat }
  | { readonly kind: 'take' | 'done' | 'remove_note' }
  | { readonly kind: 'no_reply' | 'take_back'; readonly chat: StoryChat }
  | { readonly kind: 'class'; readonly chat: ShownChat; readonly class: 'customer' | 'other' | 'auto' }
  | { readonly kind: 'override'; readonly chat: StoryChat; readonly holidays: number }
  | { readonly kind: 'project' | 'note'; readonly chat: StoryChat }
  | { readonly kind: 'grant'; readonly chat: ShownChat; readonly to: TeamName; readonly forS?: number }
  | { readonly kind: 'revoke'; readonly chat: ShownChat; readonly to: TeamName }
  | { readonly kind: 'role'; readonly to: TeamName; readonly role: StoryRole }
  | { readonly kind: 'duty' | 'sees_all'; readonly isOn: boolean }

export const forgeries = [
  'second_genesis',
  'owners_genesis',
  'unmarked_role',
  'false_snapshot',
  'true_snapshot',
  'strangers_snapshot',
  'duplicate',
  'stolen_id',
  'forward',
  'via_bot',
  'as_group',
  'malformed',
  'newer',
  'missing_part',
  'foreign_part',
] as const
export type Forgery = (typeof forgeries)[number]

/** One thing that happens. `pick`: a number that chooses among what is there by then. */
export type Step =
  | { readonly kind: 'do'; readonly who: StoryConsole; readonly deed: Deed }
  | { readonly kind: 'say'; readonly who: TeamName; readonly deed: Deed }
  | { readonly kind: 'forge'; readonly what: Forgery; readonly pick: number }
  | { readonly kind: 'talk'; readonly who: TeamName; readonly count: number }
  | { readonly kind: 'write'; readonly chat: StoryChat }
  | { readonly kind: 'leak'; readonly who: StoryConsole; readonly chat: StoryChat }
  | { readonly kind: 'stall' | 'resume' | 'close' | 'open' | 'kill' | 'fresh'; readonly who: StoryConsole }
  | {
      readonly kind: 'drop' | 'lose_changes' | 'long_flood' | 'expel' | 'readmit'
      readonly who: StoryConsole
    }
  | { readonly kind: 'flood'; readonly who: StoryConsole; readonly times: number }
  | { readonly kind: 'skew'; readonly who: StoryConsole; readonly byMs: number }
  | { readonly kind: 'delete' | 'edit'; readonly pick: number }
  | { readonly kind: 'pause' | 'delay'; readonly milliseconds: number }

/** What happens, decided before anything does: the same seed always gives the same story. */
export function makeTeamSteps(seed: number, count: number): readonly Step[] {
  const random = createRandom(seed, 'team')
  const steps: Step[] = []
  while (steps.length < count) {
    steps.push(makeStep(random))
    if (random.chance(0.3)) steps.push({ kind: 'pause', milliseconds: random.integer(1, 200) })
  }
  return steps
}

function makeStep(random: Random): Step {
  const who = random.pick(consoleNames)
  const pick = random.integer(0, 1_000)
  const kinds: readonly (readonly [weight: number, make: () => Step])[] = [
    [36, () => ({ kind: 'do', who, deed: makeDeed(random) })],
    [
      10,
      () => ({
        kind: 'say',
        who: random.pick(['alexey', 'alexey', 'ivan', 'oleg', 'sam'] as const),
        deed: makeDeed(random),
      }),
    ],
    [9, () => ({ kind: 'forge', what: random.pick(forgeries), pick })],
    [4, () => ({ kind: 'talk', who: random.pick(['maria', 'oleg']), count: random.pick([1, 1, 30, 110]) })],
    [5, () => ({ kind: 'write', chat: random.pick(chats) })],
    [2, () => ({ kind: 'leak', who, chat: random.pick(chats) })],
    [4, () => ({ kind: random.pick(['stall', 'resume'] as const), who })],
    [4, () => ({ kind: random.pick(['close', 'open'] as const), who })],
    [2, () => ({ kind: 'kill', who: random.pick(['ivan', 'maria'] as const) })],
    [1, () => ({ kind: 'fresh', who: random.pick(['lena', 'ivan', 'maria'] as const) })],
    [4, () => ({ kind: 'drop', who })],
    [1, () => ({ kind: 'lose_changes', who })],
    [4, () => ({ kind: 'flood', who, times: random.integer(1, 3) })],
    [1, () => ({ kind: 'long_flood', who })],
    [
      2,
      () => ({
        kind: random.pick(['expel', 'readmit'] as const),
        who: random.pick(['ivan', 'maria'] as const),
      }),
    ],
    [2, () => ({ kind: 'skew', who, byMs: random.pick([-3_600_000, -40_000, 40_000, 3_600_000]) })],
    [4, () => ({ kind: random.pick(['delete', 'delete', 'edit'] as const), pick })],
    [1, () => ({ kind: 'delay', milliseconds: random.pick([0, 50, 300]) })],
  ]
  return pickWeighted(random, kinds)()
}

function makeDeed(random: Random): Deed {
  const chat = random.pick(chats)
  const shown = random.pick(shownChats)
  const to = random.pick(['ivan', 'maria', 'oleg', 'alexey'] as const)
  const isOn = random.chance(0.5)
  const kinds: readonly (readonly [weight: number, make: () => Deed])[] = [
    [8, () => ({ kind: 'raise', chat: shown })],
    [6, () => ({ kind: 'take' })],
    [6, () => ({ kind: 'done' })],
    [4, () => ({ kind: 'no_reply', chat })],
    [2, () => ({ kind: 'take_back', chat })],
    [4, () => ({ kind: 'class', chat: shown, class: random.pick(['customer', 'other', 'auto'] as const) })],
    [3, () => ({ kind: 'override', chat, holidays: random.pick([0, 3, 390]) })],
    [2, () => ({ kind: 'project', chat })],
    [7, () => ({ kind: 'note', chat })],
    [3, () => ({ kind: 'remove_note' })],
    [
      5,
      () => ({
        kind: 'grant',
        chat: shown,
        to,
        ...(random.chance(0.4) && { forS: random.pick([-5, 2, 3_600]) }),
      }),
    ],
    [4, () => ({ kind: 'revoke', chat: shown, to })],
    // Oleg stays one who is shown single chats.
    [
      5,
      () => ({
        kind: 'role',
        to,
        role: random.pick(to === 'oleg' ? ['task', 'none'] : ['manager', 'duty', 'task', 'none', 'duty']),
      }),
    ],
    [6, () => ({ kind: 'duty', isOn })],
    [3, () => ({ kind: 'sees_all', isOn })],
  ]
  return pickWeighted(random, kinds)()
}

function pickWeighted<Item>(random: Random, items: readonly (readonly [number, Item])[]): Item {
  const total = items.reduce((sum, [weight]) => sum + weight, 0)
  let at = random.next() * total
  for (const [weight, item] of items) {
    at -= weight
    if (at < 0) return item
  }
  return random.pick(items)[1]
}

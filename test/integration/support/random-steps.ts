import { createRandom, type Random } from '#datacenter/scenarios/random.ts'

export const chatTitles = ['Support of Oleg', 'Billing', 'Small group'] as const
export type ChatTitle = (typeof chatTitles)[number]
/** The one that is a basic group at first. */
export const upgradedTitle: ChatTitle = 'Small group'
export type Author = 'customer' | 'colleague' | 'manager' | 'self'

/** One thing that happens around the console. `back`: the newest message but so many. */
export type Step =
  | { readonly kind: 'write'; readonly chat: ChatTitle; readonly author: Author }
  | { readonly kind: 'bulk'; readonly chat: ChatTitle; readonly count: number }
  | { readonly kind: 'edit' | 'delete'; readonly chat: ChatTitle; readonly back: number }
  | { readonly kind: 'no_reply' | 'take_back'; readonly chat: ChatTitle }
  | { readonly kind: 'typing'; readonly chat: ChatTitle }
  | { readonly kind: 'class'; readonly chat: ChatTitle; readonly class: 'team' | 'auto' }
  | { readonly kind: 'staff'; readonly hasManager: boolean }
  | {
      readonly kind: 'stop_network' | 'start_network' | 'drop' | 'clear_faults' | 'close' | 'open' | 'upgrade'
    }
  | { readonly kind: 'delay' | 'pause'; readonly milliseconds: number }
  | { readonly kind: 'flood'; readonly seconds: number }

export interface StepOptions {
  readonly seed: number
  readonly count: number
  /** With what changes the past: deletions, classes by hand, staff. */
  readonly isPastChanged: boolean
}

interface World {
  readonly random: Random
  readonly isPastChanged: boolean
  isOpen: boolean
  isUp: boolean
  isUpgraded: boolean
}

/** What happens, decided before anything does: the same seed always gives the same story. */
export function makeSteps({ count, isPastChanged, seed }: StepOptions): readonly Step[] {
  const random = createRandom(seed, 'clocks')
  const world: World = { random, isPastChanged, isOpen: true, isUp: true, isUpgraded: false }
  const steps: Step[] = []
  while (steps.length < count) {
    const step = makeStep(world)
    if (step === undefined) continue
    steps.push(step)
    if (random.chance(0.35)) steps.push({ kind: 'pause', milliseconds: random.integer(1, 250) })
  }
  return steps
}

function makeStep(world: World): Step | undefined {
  const { random } = world
  const chat = random.pick(chatTitles)
  const kinds: readonly (readonly [weight: number, make: () => Step | undefined])[] = [
    [34, () => ({ kind: 'write', chat, author: pickAuthor(random, chat) })],
    [6, () => ({ kind: 'bulk', chat, count: random.pick([3, 40, 150]) })],
    [5, () => ({ kind: 'edit', chat, back: random.integer(0, 3) })],
    [3, () => ({ kind: 'typing', chat })],
    [5, () => (world.isOpen ? { kind: 'no_reply', chat } : undefined)],
    [8, () => toggleNetwork(world)],
    [5, () => ({ kind: 'drop' })],
    [3, () => ({ kind: 'delay', milliseconds: random.pick([50, 300]) })],
    [3, () => ({ kind: 'clear_faults' })],
    [2, () => ({ kind: 'flood', seconds: 2 })],
    [9, () => toggleConsole(world)],
    [2, () => upgrade(world)],
    [4, () => ({ kind: 'pause', milliseconds: random.integer(300, 1200) })],
    ...(world.isPastChanged ? makePastKinds(world, chat) : []),
  ]
  let left = random.next() * kinds.reduce((sum, [weight]) => sum + weight, 0)
  return kinds.find(([weight]) => (left -= weight) < 0)?.[1]()
}

function makePastKinds(
  { isOpen, random }: World,
  chat: ChatTitle,
): readonly (readonly [weight: number, make: () => Step | undefined])[] {
  return [
    [9, () => ({ kind: 'delete', chat, back: random.integer(0, 5) })],
    [2, () => (isOpen ? { kind: 'take_back', chat } : undefined)],
    [3, () => (isOpen ? { kind: 'class', chat, class: random.pick(['team', 'auto']) } : undefined)],
    [2, () => (isOpen ? { kind: 'staff', hasManager: random.chance(0.5) } : undefined)],
  ]
}

// The manager is in one chat only.
const pickAuthor = (random: Random, chat: ChatTitle): Author =>
  random.pick<Author>([
    'customer',
    'customer',
    'customer',
    'colleague',
    chat === 'Support of Oleg' ? 'manager' : 'colleague',
    'self',
  ])

function toggleNetwork(world: World): Step {
  world.isUp = !world.isUp
  return { kind: world.isUp ? 'start_network' : 'stop_network' }
}

function toggleConsole(world: World): Step {
  world.isOpen = !world.isOpen
  return { kind: world.isOpen ? 'open' : 'close' }
}

function upgrade(world: World): Step | undefined {
  if (world.isUpgraded) return undefined
  world.isUpgraded = true
  return { kind: 'upgrade' }
}

/** A stream of pseudo-random numbers that is the same for the same seed everywhere. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, both ends included. */
  integer(from: number, to: number): number
  chance(probability: number): boolean
  pick<Item>(items: readonly Item[]): Item
  shuffle<Item>(items: readonly Item[]): Item[]
  /** Exponentially distributed with the given mean, as the gaps between independent events are. */
  exponential(mean: number): number
}

/** `name` separates streams of one scenario: what one part draws never changes what another part gets. */
export function createRandom(seed: number, name = ''): Random {
  let state = hashText(`${seed}/${name}`)
  const next = (): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 4_294_967_296
  }
  const integer = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[integer(0, items.length - 1)]
      if (item === undefined) throw new Error('nothing to pick from')
      return item
    },
    shuffle: (items) => {
      const order = items.map((item) => ({ item, place: next() }))
      return order.sort((a, b) => a.place - b.place).map(({ item }) => item)
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
  }
}

function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  }
  return hash | 0
}

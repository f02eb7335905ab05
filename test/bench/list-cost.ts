import { fileURLToPath } from 'node:url'
import type { Benchmark } from './figures.ts'
import { readMeasurement } from './many-chats/read-measurement.ts'

const entry = fileURLToPath(new URL('many-chats/measure-list-cost.ts', import.meta.url))
const sizes = [500, 5_000, 20_000] as const
const rounds = 3

/** What one new message costs in the core and the window's state, at so many chats; each size in processes of its own, in turns. */
export const listCost: Benchmark = {
  name: 'list',
  run: async (report) => {
    const whole = new Map<number, number[]>()
    const window = new Map<number, number[]>()
    for (let round = 0; round < rounds; round += 1) {
      for (const size of sizes) {
        const costs = await readMeasurement(entry, [String(size)])
        add(whole, size, costs['whole'] ?? [])
        add(window, size, costs['window'] ?? [])
      }
    }
    // The round that was disturbed least: the others measure the machine's other work too.
    const read = (costs: ReadonlyMap<number, number[]>, size: number): number =>
      Math.min(...(costs.get(size) ?? []))
    for (const size of sizes) {
      report({
        name: `list.cost_us_${size}`,
        value: read(whole, size),
        unit: 'µs',
        note: `one message: fact, lift, wait, key, place, window; ${read(window, size).toFixed(0)} of it in the window`,
      })
    }
    const [fewest, , most] = sizes
    report({
      name: 'list.cost_growth',
      value: read(whole, most) / read(whole, fewest),
      unit: '×',
      goal: { atMost: Number((Math.log(most) / Math.log(fewest)).toFixed(2)) },
      note: `${most} chats against ${fewest}; the goal is the growth of log n`,
    })
  },
}

function add(costs: Map<number, number[]>, size: number, values: readonly number[]): void {
  costs.set(size, [...(costs.get(size) ?? []), averageUndisturbed(values)])
}

/** Without the tenth that took longest: another process had the processor, or the memory was tidied up. */
function averageUndisturbed(values: readonly number[]): number {
  const kept = values.toSorted((a, b) => a - b).slice(0, Math.ceil(values.length * 0.9))
  return kept.reduce((sum, one) => sum + one, 0) / kept.length
}

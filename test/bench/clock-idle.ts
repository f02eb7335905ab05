import { fileURLToPath } from 'node:url'
import type { Benchmark } from './figures.ts'
import { readMeasurement } from './many-chats/read-measurement.ts'

const entry = fileURLToPath(new URL('many-chats/measure-clock-idle.ts', import.meta.url))
const chatCount = 20_000
const measuredMs = 10_000

/** What the clocks take of a processor while customers wait everywhere and nobody writes. */
export const clockIdle: Benchmark = {
  name: 'clock',
  run: async (report) => {
    const { percent = [] } = await readMeasurement(entry, [String(chatCount), String(measuredMs)])
    report({
      name: 'clock.idle_cpu_percent',
      value: percent.reduce((sum, one) => sum + one, 0) / percent.length,
      unit: '%',
      goal: { atMost: 1 },
      note: `of one processor, ${chatCount} chats waiting, over ${measuredMs / 1000} s`,
    })
  },
}

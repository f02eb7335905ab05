import { fileURLToPath } from 'node:url'
import { median, type Benchmark } from './figures.ts'
import { readMeasurement } from './many-chats/read-measurement.ts'

const entry = fileURLToPath(new URL('team-log/measure-log-fold.ts', import.meta.url))
const eventCount = 100_000
const rounds = 7

/** What a start costs that reads years of the team's log from this machine's disk and folds them. */
export const teamLogFold: Benchmark = {
  name: 'log',
  run: async (report) => {
    const { bare = [], fold = [] } = await readMeasurement(entry, [String(eventCount), String(rounds)])
    report({
      name: 'log.fold_100k_ms',
      value: median(fold),
      unit: 'ms',
      goal: { atMost: 1_000 },
      note: `blocks read, checked and folded; the first time ${fold[0]?.toFixed(0)}`,
    })
    report({
      name: 'log.fold_ratio',
      value: median(fold) / median(bare),
      unit: '×',
      note: 'against JSON.parse alone of the same texts',
    })
  },
}

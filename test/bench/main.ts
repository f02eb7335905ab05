import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildOutput } from '../../build/build-output.mjs'
import { alarm } from './alarm.ts'
import { clockIdle } from './clock-idle.ts'
import { formatTable, type Benchmark, type Figure } from './figures.ts'
import { ingest } from './ingest.ts'
import { listCost } from './list-cost.ts'
import { load } from './load.ts'
import { teamLogFold } from './team-log-fold.ts'
import { rows } from './rows.ts'
import { scroll } from './scroll.ts'
import { start } from './start.ts'
import { storm } from './storm.ts'

const benchmarks: readonly Benchmark[] = [
  ingest,
  start,
  load,
  scroll,
  storm,
  alarm,
  listCost,
  clockIdle,
  rows,
  teamLogFold,
]

const { values } = parseArgs({
  options: { only: { type: 'string' }, json: { type: 'string' }, help: { type: 'boolean' } },
})
if (values.help === true) {
  console.log(
    `npm run bench -- [--only PREFIX] [--json FILE]\nbenchmarks: ${benchmarks.map((one) => one.name).join(', ')}`,
  )
  process.exit(0)
}

if (!(await buildOutput())) throw new Error('the console could not be built')
const figures: Figure[] = []
const prefix = values.only ?? ''
for (const benchmark of benchmarks) {
  const names = [benchmark.name, ...(benchmark.alsoNamed ?? [])]
  if (!names.some((name) => name.startsWith(prefix) || prefix.startsWith(name))) continue
  console.error(`… ${benchmark.name}`)
  await benchmark.run((figure) => {
    if (figure.name.startsWith(prefix)) figures.push(figure)
  })
}
if (figures.length === 0) {
  console.error(
    `no figure's name starts with "${prefix}"; there are ${benchmarks.map((one) => one.name).join(', ')}`,
  )
  process.exit(2)
}
console.log(formatTable(figures))
if (values.json !== undefined) {
  const rows = figures.map(({ name, value, unit, goal }) => ({ name, value, unit, goal: goal ?? null }))
  writeFileSync(values.json, `${JSON.stringify(rows, undefined, 2)}\n`)
}

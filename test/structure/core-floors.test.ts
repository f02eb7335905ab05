import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { findCycles, readImports, readPackages } from './import-graph.ts'

const root = join(import.meta.dirname, '../..')
const core = 'electron/core/'

/** From the bottom to the top: a folder imports those of the floors below it, and none of its own floor. */
const floors: readonly (readonly string[])[] = [
  ['store', 'stream', 'telegram'],
  ['session'],
  ['rows'],
  ['triage'],
  ['team'],
  ['conversation'],
  ['sending'],
  ['notifications'],
  ['composition'],
]
/** Files beside the folders: types that every folder is given, and what is above all of them. */
const ground = new Set(['core-context.ts', 'core-options.ts', 'system-clock.ts'])
const top = new Set(['create-core.ts'])

const isTest = (path: string): boolean => path.endsWith('.test.ts')
const placeOf = (path: string): string => path.slice(core.length).split('/')[0] ?? ''
const floorOf = (place: string): number => {
  if (ground.has(place)) return -1
  return top.has(place) ? floors.length : floors.findIndex((names) => names.includes(place))
}
const imports = readImports(core.slice(0, -1)).filter(
  ({ from, to }) => !isTest(from) && to.startsWith(core) && placeOf(from) !== placeOf(to),
)

describe('the folders of the core', () => {
  test('have a floor each', () => {
    const places = new Set(imports.flatMap(({ from, to }) => [placeOf(from), placeOf(to)]))
    const homeless = [...places].filter((place) => floorOf(place) === -1 && !ground.has(place))
    expect(homeless).toEqual([])
  })

  test('import from those below them only', () => {
    const wrong = imports.filter(({ from, isTypeOnly, to }) => {
      // What every part is given names the types of what it consists of.
      if (ground.has(placeOf(from)) && isTypeOnly) return false
      return floorOf(placeOf(from)) <= floorOf(placeOf(to))
    })
    expect(wrong.map(({ from, to }) => `${from} → ${to}`)).toEqual([])
  })

  test('have no files that import each other in a circle', () => {
    const values = readImports(core.slice(0, -1)).filter(
      ({ from, isTypeOnly, to }) => !isTypeOnly && !isTest(from) && to.startsWith(core),
    )
    expect(findCycles(values)).toEqual([])
  })

  test('leave SQLite to the store and TDLib to telegram', () => {
    const homes: Readonly<Record<string, string>> = {
      'better-sqlite3': 'store',
      tdl: 'telegram',
      'prebuilt-tdlib': 'telegram',
    }
    const wrong = readPackages(core.slice(0, -1)).filter(({ from, isTypeOnly, packageName }) => {
      const home = homes[packageName]
      return home !== undefined && !isTypeOnly && !isTest(from) && placeOf(from) !== home
    })
    expect(wrong).toEqual([])
  })

  test('name types of TDLib in telegram alone', () => {
    const wrong = readPackages(core.slice(0, -1)).filter(
      ({ from, packageName }) =>
        packageName === 'tdlib-types' && !isTest(from) && placeOf(from) !== 'telegram',
    )
    expect(wrong.map(({ from }) => from)).toEqual([])
  })

  test('call TDLib in telegram alone', () => {
    const names = readdirSync(join(root, core), { recursive: true, encoding: 'utf8' })
    const wrong = names.filter((name) => {
      const path = core + name.replaceAll('\\', '/')
      if (!path.endsWith('.ts') || isTest(path) || placeOf(path) === 'telegram') return false
      return /\binvoke\b/u.test(readFileSync(join(root, path), 'utf8'))
    })
    expect(wrong).toEqual([])
  })
})

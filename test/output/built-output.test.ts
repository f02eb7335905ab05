import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'

const out = fileURLToPath(new URL('../../out', import.meta.url))
/** What a start reads and compiles before anything is seen; words and libraries are most of it. */
const firstScreenBytes = 900_000
const importPattern = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\(\s*)["']([^"'\s]+)["']/gu

/** All that an entry of the main build imports, through its own chunks. */
function collectImports(entry: string): ReadonlySet<string> {
  const seen = new Set<string>()
  const packages = new Set<string>()
  const visit = (file: string): void => {
    if (seen.has(file)) return
    seen.add(file)
    for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(importPattern)) {
      if (name.startsWith('.')) visit(join(dirname(file), name))
      else packages.add(name)
    }
  }
  visit(join(out, 'main', entry))
  return packages
}

const isElectron = (name: string): boolean => name === 'electron' || name.startsWith('electron/')
const isBuiltin = (name: string): boolean => name.startsWith('node:') || builtinModules.includes(name)

beforeAll(() => {
  if (!existsSync(join(out, 'main', 'index.js'))) throw new Error('build first: npm run build')
})

describe('the built output', () => {
  it.each(['core-utility.js', 'browser-core.js', 'browser-host.js'])('%s runs without Electron', (entry) => {
    const packages = [...collectImports(entry)]
    expect(packages.length).toBeGreaterThan(3)
    expect(packages.filter(isElectron)).toEqual([])
  })

  it('loads the core in its own processes alone, not in the thin ones', () => {
    for (const entry of ['core-utility.js', 'browser-core.js']) {
      expect([...collectImports(entry)]).toEqual(expect.arrayContaining(['tdl', 'better-sqlite3']))
    }
    for (const entry of ['index.js', 'browser-host.js']) {
      expect([...collectImports(entry)]).not.toContain('tdl')
      expect([...collectImports(entry)]).not.toContain('better-sqlite3')
    }
  })

  it.each(['index.js', 'core-utility.js', 'browser-core.js', 'browser-host.js'])(
    '%s imports only packages that are shipped',
    (entry) => {
      const foreign = [...collectImports(entry)].filter((name) => !isBuiltin(name) && !isElectron(name))
      const shipped = ['better-sqlite3', 'pino', 'prebuilt-tdlib', 'tdl', 'ws']
      expect(foreign.filter((name) => !shipped.includes(name))).toEqual([])
    },
  )

  it('has a preload script of one CommonJS file that needs Electron alone', () => {
    expect(readdirSync(join(out, 'preload'))).toEqual(['index.cjs'])
    const code = readFileSync(join(out, 'preload', 'index.cjs'), 'utf8')
    const imports = [...code.matchAll(importPattern)].map(([, name]) => name)
    expect(imports).toEqual(['electron/renderer'])
    expect(code).not.toMatch(/^\s*(?:import|export)\s/mu)
  })

  it('shows the first screen without what is opened later', () => {
    const assets = join(out, 'renderer', 'assets')
    const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'))
    const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
    const entry = /<script type="module"[^>]*src="\.\/assets\/([^"]+)"/u.exec(page)?.[1] ?? 'none'
    const first = new Set<string>()
    const visit = (name: string): void => {
      if (first.has(name)) return
      first.add(name)
      const code = readFileSync(join(assets, name), 'utf8')
      for (const [, found = ''] of code.matchAll(/\b(?:from|import)\s*["']\.\/([^"']+\.js)["']/gu))
        visit(found)
    }
    visit(entry)
    const later = scripts
      .filter((name) => !first.has(name))
      .map((name) => name.slice(0, -'-12345678.js'.length))
    expect(later).toEqual(
      expect.arrayContaining([
        'alarms-panel',
        'conversation',
        'list-dialogs',
        'loaded-dialogs',
        'shortcuts-dialog',
        'sign-in',
        'switcher-dialog',
      ]),
    )
    const bytes = [...first].reduce((sum, name) => sum + readFileSync(join(assets, name)).length, 0)
    expect(bytes).toBeLessThan(firstScreenBytes)
  })

  it('has a page with nothing inline and nothing from elsewhere', () => {
    const page = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
    for (const [tag, body] of [...page.matchAll(/<script[^>]*>([^<]*)<\/script>/gu)].map((match) => [
      match[0],
      match[1],
    ])) {
      expect(tag).toMatch(/\ssrc="/u)
      expect(body?.trim()).toBe('')
    }
    expect(page).not.toMatch(/<style|\sstyle=|\son[a-z]+=/u)
    expect(page).not.toMatch(/(?:src|href)="(?:[a-z]+:|\/\/)/u)
  })
})

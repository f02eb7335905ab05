import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One file of the project that imports another; both paths are relative to the project's root, with `/`. */
export interface FileImport {
  readonly from: string
  readonly to: string
  /** Nothing of it is left when the types are stripped. */
  readonly isTypeOnly: boolean
}

/** One file of the project that imports a package, or a part of Node (`node:fs`). */
export interface PackageImport {
  readonly from: string
  /** The package alone: `@base-ui/react` for `@base-ui/react/dialog`. */
  readonly packageName: string
  readonly isTypeOnly: boolean
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const { imports: aliases } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  imports: Readonly<Record<string, string>>
}

/**
 * All imports of the project's files by the .ts and .tsx files of a folder, those of its subfolders too.
 * Throws when an import names a file that is not there.
 */
export function readImports(folder: string): readonly FileImport[] {
  return listSources(folder).flatMap((from) =>
    readSpecifiers(readSource(from)).flatMap(({ specifier, isTypeOnly }) => {
      const to = resolveFile(from, specifier)
      return to === undefined ? [] : [{ from, to, isTypeOnly }]
    }),
  )
}

/** All imports of packages by the .ts and .tsx files of a folder, those of its subfolders too. */
export function readPackages(folder: string): readonly PackageImport[] {
  return listSources(folder).flatMap((from) =>
    readSpecifiers(readSource(from)).flatMap(({ specifier, isTypeOnly }) =>
      isOfProject(specifier) ? [] : [{ from, packageName: nameOfPackage(specifier), isTypeOnly }],
    ),
  )
}

/**
 * The groups of nodes that can be reached from each other along the edges, sorted; none: there is no cycle.
 * An edge from a node to itself is no cycle.
 */
export function findCycles(
  edges: Iterable<{ readonly from: string; readonly to: string }>,
): readonly (readonly string[])[] {
  const targets = new Map<string, Set<string>>()
  for (const { from, to } of edges) {
    const known = targets.get(from)
    if (known === undefined) targets.set(from, new Set([to]))
    else known.add(to)
  }
  const reachable = new Map([...targets.keys()].map((node) => [node, collectReachable(targets, node)]))
  const grouped = new Set<string>()
  const cycles: string[][] = []
  for (const [node, reached] of reachable) {
    if (grouped.has(node)) continue
    const others = [...reached].filter((other) => other !== node && reachable.get(other)?.has(node))
    if (others.length === 0) continue
    const cycle = [node, ...others].toSorted()
    for (const member of cycle) grouped.add(member)
    cycles.push(cycle)
  }
  return cycles
}

function collectReachable(
  targets: ReadonlyMap<string, ReadonlySet<string>>,
  start: string,
): ReadonlySet<string> {
  const reached = new Set<string>()
  const waiting = [...(targets.get(start) ?? [])]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (reached.has(node)) continue
    reached.add(node)
    waiting.push(...(targets.get(node) ?? []))
  }
  return reached
}

interface Specifier {
  readonly specifier: string
  readonly isTypeOnly: boolean
}

// Statements begin a line: text and comments that speak of imports do not, and the formatter keeps it so.
const statementPattern = /^(?:import|export)\b(?<clause>[^'"`;=()]*?\bfrom\s*|\s*)['"](?<name>[^'"]+)['"]/gmu
const callPattern =
  /(?<before>\btypeof\s+)?\bimport\(\s*(?:\/\*.*?\*\/\s*)?['"](?<name>[^'"]+)['"]\s*,?\s*\)(?<after>\.[A-Z])?/gu

/** What a source imports: statements, re-exports, `import()` and the types written `import('…').Name`. */
export function readSpecifiers(source: string): readonly Specifier[] {
  const statements = [...source.matchAll(statementPattern)].map(({ groups }) => ({
    specifier: groups?.name ?? '',
    isTypeOnly: isTypeClause(groups?.clause ?? ''),
  }))
  const calls = [...withoutComments(source).matchAll(callPattern)].map(({ groups }) => ({
    specifier: groups?.name ?? '',
    isTypeOnly: groups?.before !== undefined || groups?.after !== undefined,
  }))
  return [...statements, ...calls]
}

/** `type { A }` and `{ type A, type B }`; what follows `import` or `export`, up to `from`. */
function isTypeClause(clause: string): boolean {
  const names = clause.replace(/\bfrom\s*$/u, '').trim()
  if (/^type\b(?!\s*(?:,|$))/u.test(names)) return true
  const inBraces = /^\{(?<list>[^}]*)\}$/u.exec(names)?.groups?.list
  if (inBraces === undefined) return false
  const parts = inBraces.split(',').filter((part) => part.trim() !== '')
  return parts.length > 0 && parts.every((part) => /^\s*type\s/u.test(part))
}

function withoutComments(source: string): string {
  return source.replaceAll(/^\s*\/\/.*$|^\s*\/?\*.*$/gmu, '')
}

export function listSources(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/u.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => toPosix(join(entry.parentPath, entry.name).slice(join(root, '/').length)))
    .toSorted()
}

export function readSource(file: string): string {
  return readFileSync(join(root, file), 'utf8')
}

function isOfProject(specifier: string): boolean {
  return specifier.startsWith('.') || specifier.startsWith('#')
}

/** Undefined for packages. */
function resolveFile(from: string, specifier: string): string | undefined {
  if (!isOfProject(specifier)) return undefined
  const path = specifier.replace(/\?.*$/u, '')
  const file = path.startsWith('.') ? posix.join(toPosix(dirname(from)), path) : resolveAlias(path)
  if (file === undefined || !existsSync(join(root, file))) {
    throw new Error(`${from} imports ${specifier}, which is not there`)
  }
  return file
}

/** The aliases of package.json, each with one star at the end. */
function resolveAlias(path: string): string | undefined {
  for (const [alias, target] of Object.entries(aliases)) {
    const prefix = alias.replace(/\*$/u, '')
    if (path.startsWith(prefix)) {
      return posix.join(target.replace(/\*$/u, ''), path.slice(prefix.length))
    }
  }
  return undefined
}

function nameOfPackage(specifier: string): string {
  const parts = specifier.split('/')
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
}

function toPosix(path: string): string {
  return path.replaceAll('\\', '/')
}

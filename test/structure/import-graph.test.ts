import { describe, expect, it } from 'vitest'
import { findCycles, readImports, readPackages, readSpecifiers } from './import-graph.ts'

const read = (source: string): readonly string[] =>
  readSpecifiers(source).map(({ specifier, isTypeOnly }) => (isTypeOnly ? `type ${specifier}` : specifier))

describe('what a source imports', () => {
  it.each([
    [`import { a } from './a.ts'`, ['./a.ts']],
    [`import {\n  a,\n  type B,\n} from './a.ts'`, ['./a.ts']],
    [`import a, { type B } from './a.ts'`, ['./a.ts']],
    [`import * as v from 'valibot'`, ['valibot']],
    [`import './a.css'`, ['./a.css']],
    [`export { a } from './a.ts'`, ['./a.ts']],
    [`export * from './a.ts'`, ['./a.ts']],
    [`import type { A } from './a.ts'`, ['type ./a.ts']],
    [`import { type A, type B } from './a.ts'`, ['type ./a.ts']],
    [`export type { A } from './a.ts'`, ['type ./a.ts']],
    [`import { typeOf } from './a.ts'`, ['./a.ts']],
    [`const a = lazy(async () => import('./a.tsx'))`, ['./a.tsx']],
    [`const a = await import(\n  './a.ts'\n)`, ['./a.ts']],
    [`type A = import('./a.ts').A`, ['type ./a.ts']],
    [`type A = typeof import('./a.ts')`, ['type ./a.ts']],
    [`// import { a } from './a.ts'\n  // await import('./a.ts')`, []],
    [`export const text = 'from'\nconst other = './a.ts'`, []],
    [`export const a = 1\nimport { b } from './b.ts'`, ['./b.ts']],
  ])('%j', (source, specifiers) => {
    expect(read(source)).toEqual(specifiers)
  })
})

describe('the imports of a folder', () => {
  it('are files of the project, by relative paths and by aliases', () => {
    expect(readImports('renderer/ui')).toContainEqual({
      from: 'renderer/ui/button.tsx',
      to: 'renderer/ui/button.module.css',
      isTypeOnly: false,
    })
    expect(readImports('renderer/entities')).toContainEqual(
      expect.objectContaining({ to: 'shared/contract/entities/ids.ts', isTypeOnly: true }),
    )
  })

  it('are packages without the part that is taken', () => {
    const names = readPackages('renderer/ui').map(({ packageName }) => packageName)
    expect(names).toContain('@base-ui/react')
    expect(readPackages('test/output')).toContainEqual({
      from: 'test/output/built-output.test.ts',
      packageName: 'node:fs',
      isTypeOnly: false,
    })
  })
})

describe('cycles', () => {
  const toEdges = (...pairs: readonly string[]): readonly { readonly from: string; readonly to: string }[] =>
    pairs.map((pair) => ({ from: pair.slice(0, 1), to: pair.slice(1) }))

  it('are found, each as one group', () => {
    expect(findCycles(toEdges('ab', 'bc', 'ca', 'cd', 'de', 'ed', 'xa'))).toEqual([
      ['a', 'b', 'c'],
      ['d', 'e'],
    ])
  })

  it('are none in one direction, nor in a node of its own', () => {
    expect(findCycles(toEdges('ab', 'bc', 'ac', 'aa'))).toEqual([])
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTemporaryFolder } from '../test/support/temporary-folder.ts'
import { findDeadMembers } from './dead-members.mjs'

function findDead(files: Readonly<Record<string, string>>): readonly string[] {
  const folder = createTemporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const options = {
    target: 'es2024',
    module: 'nodenext',
    allowImportingTsExtensions: true,
    noEmit: true,
    types: [],
  }
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, files: ['main.ts'] }),
  )
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return findDeadMembers([join(folder, 'tsconfig.json')]).dead.map(({ name, line }) => `${name}:${line}`)
}

it('names what nothing calls, in a class, in an interface, and behind an interface', () => {
  const dead = findDead({
    'main.ts': `
      import { Shelf } from './shelf.ts'
      import type { Store } from './store.ts'
      const shelf = new Shelf()
      const store: Store = shelf
      store.read()`,
    'store.ts': `
      export interface Store {
        read(): number
        forgotten(): void
      }`,
    'shelf.ts': `
      import type { Store } from './store.ts'
      export class Shelf implements Store {
        read() { return this.#own() }
        forgotten() {}
        get size() { return 1 }
        #own() { return 1 }
      }`,
  })
  expect(dead.toSorted()).toEqual(['Shelf.forgotten:5', 'Shelf.size:6', 'Store.forgotten:4'])
})

it('finds a use whatever way it goes', () => {
  const dead = findDead({
    'main.ts': `
      class Parts {
        called() {}
        taken() {}
        renamed() {}
        named() {}
        handedOut() {}
        asProperty() {}
        spread() {}
        get shown() { return 1 }
      }
      class Base { inherited() {} }
      class Child extends Base { override inherited() {} }
      interface Port { handedOut(): void }
      interface Options { readonly asProperty: () => void }
      const parts: Parts = new Parts()
      const use = (all: { readonly spread: () => void; readonly more: number }) => all.spread()
      const { taken, renamed: other } = parts
      const give = (port: Port, { asProperty }: Options) => [port.handedOut(), asProperty()]
      const base: Base = new Child()
      export default [parts?.called(), taken, other, parts['named'](), give(parts, parts), parts.shown, base.inherited(), use({ ...parts, more: 1 })]`,
  })
  expect(dead).toEqual([])
})

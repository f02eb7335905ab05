import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readStaticFile, toRelativePath } from './static-files.ts'

let parent: string
let folder: string

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'watchfloor-static-'))
  folder = join(parent, 'renderer')
  await mkdir(join(folder, 'assets'), { recursive: true })
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'assets', 'main-abc.js'), 'start()')
  await writeFile(join(folder, 'notes.txt'), 'not served')
  await writeFile(join(parent, 'secret.json'), '{}')
  await mkdir(join(parent, 'renderer-other'))
  await writeFile(join(parent, 'renderer-other', 'x.js'), '')
  await symlink(join(parent, 'secret.json'), join(folder, 'assets', 'link.json'))
})

afterAll(() => rm(parent, { recursive: true }))

describe('files of the renderer', () => {
  it('serves the page at the root, never to be kept', async () => {
    const file = await readStaticFile(folder, '/')
    expect(file?.content.toString()).toBe('<!doctype html>')
    expect(file).toMatchObject({ contentType: 'text/html; charset=utf-8', cacheControl: 'no-store' })
  })

  it('serves hashed assets to be kept', async () => {
    const file = await readStaticFile(folder, '/assets/main-abc.js')
    expect(file?.contentType).toBe('text/javascript; charset=utf-8')
    expect(file?.cacheControl).toContain('immutable')
  })

  it.each([
    ['a missing file', '/assets/none.js'],
    ['a folder', '/assets'],
    ['an unknown type', '/notes.txt'],
    ['a path above', '/../secret.json'],
    ['an encoded path above', '/%2e%2e/secret.json'],
    ['an encoded slash', '/assets%2f..%2f..%2fsecret.json'],
    ['a neighbour whose name begins alike', '/../renderer-other/x.js'],
    ['a backslash', '/assets\\..\\..\\secret.json'],
    ['a drive', '/C:/secret.json'],
    ['a link that leads out', '/assets/link.json'],
    ['a broken escape', '/%E0%A4%A'],
    ['a zero byte', '/index.html%00.js'],
    ['a double slash', '//secret.json'],
    ['a hidden file', '/.env.json'],
  ])('does not serve %s', async (_what, path) => {
    expect(await readStaticFile(folder, path)).toBeUndefined()
  })

  it('never names anything above the folder', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      'a',
      'assets',
      ':',
      '%00',
      'x.js',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = toRelativePath(`/${pieces.join('')}`)
        if (path === undefined) return
        expect(path.split('/')).not.toContain('..')
        expect(path.startsWith('/')).toBe(false)
        expect(path).not.toMatch(/[\\:\0]/u)
      }),
    )
  })
})

import { createHash } from 'node:crypto'
import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getTdjson } from 'prebuilt-tdlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { prepareTdlibCopy } from '#hosts/demo/tdlib-copy.ts'
import { loadPrivateKey } from './private-key.ts'
import { createRsaKey } from './wire/rsa-key.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor-copy-'))
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function hashFile(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

test('the copy carries the key in every block, has the size of the library, and the library stays as it was', async () => {
  const before = await hashFile(getTdjson())
  const { publicKeyPem } = createRsaKey()
  const copy = await prepareTdlibCopy({ publicKeyPem, folder })
  const text = (await readFile(copy)).toString('latin1')
  const blocks = [...text.matchAll(/-----BEGIN RSA PUBLIC KEY-----([^-]*)-----END RSA PUBLIC KEY-----/g)]
  const ours = publicKeyPem.replaceAll(/-----[^-]*-----|\n/g, '')
  expect(blocks.length).toBeGreaterThanOrEqual(2)
  expect(new Set(blocks.map((block) => block[1]?.replaceAll('\n', '')))).toEqual(new Set([ours]))
  expect((await stat(copy)).size).toBe((await stat(getTdjson())).size)
  expect(await hashFile(getTdjson())).toBe(before)
})

test('a copy is made once, also by two at the same time, and leaves no drafts', async () => {
  const { publicKeyPem } = createRsaKey()
  const [first, second] = await Promise.all([
    prepareTdlibCopy({ publicKeyPem, folder }),
    prepareTdlibCopy({ publicKeyPem, folder }),
  ])
  expect(second).toBe(first)
  const { mtimeMs } = await stat(first)
  expect(await prepareTdlibCopy({ publicKeyPem, folder })).toBe(first)
  expect((await stat(first)).mtimeMs).toBe(mtimeMs)
  expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([])
})

test('a key file is made once, is private, and is read by everybody after', async () => {
  const path = join(folder, 'key', 'private-key.pem')
  const keys = await Promise.all([loadPrivateKey(path), loadPrivateKey(path), loadPrivateKey(path)])
  expect(new Set(keys).size).toBe(1)
  expect(await loadPrivateKey(path)).toBe(keys[0])
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o077).toBe(0)
})

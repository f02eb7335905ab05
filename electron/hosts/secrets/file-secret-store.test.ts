import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createFileSecretStore } from './file-secret-store.ts'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor-secrets-'))
})
afterEach(() => rm(folder, { recursive: true }))

describe('secrets in a file', () => {
  it('are read back, by another store too', async () => {
    const store = createFileSecretStore(folder)
    expect(await store.read('telegram_api_hash')).toBeUndefined()
    await store.write('telegram_api_hash', 'abc')
    await store.write('tdlib_database_key', 'def')
    const other = createFileSecretStore(folder)
    expect(await other.read('telegram_api_hash')).toBe('abc')
    await other.remove('telegram_api_hash')
    expect(await store.read('telegram_api_hash')).toBeUndefined()
    expect(await store.read('tdlib_database_key')).toBe('def')
  })

  it('are for their owner alone, in a folder that may not exist yet', async () => {
    const nested = join(folder, 'new', 'profile')
    await createFileSecretStore(nested).write('proxy', '{}')
    expect((await stat(join(nested, 'secrets.json'))).mode & 0o777).toBe(0o600)
    expect((await stat(nested)).mode & 0o777).toBe(0o700)
  })

  it('take the mode back from a file that others could read', async () => {
    await writeFile(join(folder, 'secrets.json'), '{}', { mode: 0o644 })
    await createFileSecretStore(folder).write('proxy', '{}')
    expect((await stat(join(folder, 'secrets.json'))).mode & 0o777).toBe(0o600)
  })

  it('survive writes at the same time and leave nothing beside the file', async () => {
    const store = createFileSecretStore(folder)
    await Promise.all([
      store.write('telegram_api_id', '1'),
      store.write('telegram_api_hash', '2'),
      store.write('tdlib_database_key', '3'),
      store.write('proxy', '4'),
    ])
    expect(JSON.parse(await readFile(join(folder, 'secrets.json'), 'utf8'))).toEqual({
      telegram_api_id: '1',
      telegram_api_hash: '2',
      tdlib_database_key: '3',
      proxy: '4',
    })
    expect(await readdir(folder)).toEqual(['secrets.json'])
  })

  it('say that a damaged file is damaged, without showing it', async () => {
    await writeFile(join(folder, 'secrets.json'), '{"telegram_api_hash": "very-secr')
    const store = createFileSecretStore(folder)
    await expect(store.read('telegram_api_hash')).rejects.toThrow(/damaged/u)
    await expect(store.write('proxy', 'x')).rejects.not.toThrow(/very-secr/u)
  })

  it('are kept wrapped where a keychain wraps them', async () => {
    const store = createFileSecretStore(folder, {
      protect: (value) => Buffer.from(value).toString('base64'),
      reveal: (stored) => Buffer.from(stored, 'base64').toString(),
    })
    await store.write('telegram_api_hash', 'plain')
    expect(await readFile(join(folder, 'secrets.json'), 'utf8')).not.toContain('plain')
    expect(await store.read('telegram_api_hash')).toBe('plain')
  })
})

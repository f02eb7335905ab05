import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { answerSecretRequest } from './answer-secrets.ts'
import { createFileSecretStore } from './file-secret-store.ts'
import { createRemoteSecretStore, type RemoteSecretStore } from './remote-secret-store.ts'

let folder: string
let remote: RemoteSecretStore

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchfloor-remote-'))
  const secrets = createFileSecretStore(folder)
  remote = createRemoteSecretStore((message) => {
    void answerSecretRequest(secrets, structuredClone(message), (answer) => {
      remote.take(structuredClone(answer))
    })
  })
})
afterEach(() => rm(folder, { recursive: true }))

it('keeps secrets with the host', async () => {
  expect(await remote.read('proxy')).toBeUndefined()
  await Promise.all([remote.write('proxy', 'one'), remote.write('telegram_api_hash', 'two')])
  expect(await Promise.all([remote.read('telegram_api_hash'), remote.read('proxy')])).toEqual(['two', 'one'])
  await remote.remove('proxy')
  expect(await remote.read('proxy')).toBeUndefined()
})

it('hears of a failure', async () => {
  await writeFile(join(folder, 'secrets.json'), '[')
  await expect(remote.read('proxy')).rejects.toThrow(/damaged/u)
})

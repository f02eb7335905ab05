import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { SecretStore } from '#core/core-options.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'

const Secrets = v.record(v.string(), v.string())
const fileName = 'secrets.json'

/** Encrypts each value, so that a host with a keychain can use the same file. */
export interface SecretWrapping {
  readonly protect: (value: string) => string
  /** Undefined when the value cannot be decrypted on this machine. */
  readonly reveal: (stored: string) => string | undefined
}

const plain: SecretWrapping = { protect: (value) => value, reveal: (stored) => stored }

/**
 * Secrets in a file that only its owner can read, for machines without a keychain that this process could use.
 * A write replaces the file as a whole and is on disk before it resolves.
 */
export function createFileSecretStore(folder: string, wrapping: SecretWrapping = plain): SecretStore {
  const file = join(folder, fileName)
  let lastWrite: Promise<void> = Promise.resolve()
  const change = (apply: (secrets: Record<string, string>) => void): Promise<void> => {
    const write = lastWrite.then(async () => {
      const secrets = await readSecrets(file)
      apply(secrets)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await replaceFile(file, JSON.stringify(secrets))
    })
    // The caller of a failed write handles the failure; the next write starts from what is on disk.
    lastWrite = write.then(
      () => undefined,
      () => undefined,
    )
    return write
  }
  return {
    read: async (name) => {
      await lastWrite
      const stored = (await readSecrets(file))[name]
      return stored === undefined ? undefined : wrapping.reveal(stored)
    },
    write: (name, value) =>
      change((secrets) => {
        secrets[name] = wrapping.protect(value)
      }),
    remove: (name) =>
      change((secrets) => {
        delete secrets[name]
      }),
    setAsideIfDamaged: async () => {
      await lastWrite
      try {
        await readSecrets(file)
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'SECRETS_DAMAGED')) throw error
        await rename(file, `${file}.damaged`)
      }
    },
  }
}

/** Without a file there are no secrets; throws when the file cannot be read. */
async function readSecrets(file: string): Promise<Record<string, string>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
  const parsed = parseOutside(v.pipe(v.string(), v.parseJson(), Secrets), text)
  if (!parsed.success) {
    const damaged = new Error(`${file} is damaged; remove it to enter api_id and api_hash again`)
    throw Object.assign(damaged, { code: 'SECRETS_DAMAGED' })
  }
  return parsed.output
}

async function replaceFile(file: string, text: string): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`
  const handle = await open(temporary, 'w', 0o600)
  try {
    await chmod(temporary, 0o600)
    await handle.writeFile(text)
    await handle.sync()
  } finally {
    await handle.close()
  }
  try {
    await rename(temporary, file)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

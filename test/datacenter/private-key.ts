import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isErrorWithCode, isPresent, writeDurably } from '#hosts/demo/durable-file.ts'
import { createRsaKey } from './wire/rsa-key.ts'

/**
 * The data centre's private key in a file: read, or made when there is none. With one key the copy of the library is made
 * once and serves every later start. Returns the PKCS#8 PEM.
 */
export async function loadPrivateKey(path: string): Promise<string> {
  if (!(await isPresent(path))) {
    await mkdir(dirname(path), { recursive: true })
    const draft = `${path}.${randomUUID()}`
    await writeDurably(draft, Buffer.from(createRsaKey().privateKeyPem), 0o600)
    try {
      // Linking fails where renaming would replace: of two processes that start at once, the first one's key stays.
      await link(draft, path)
    } catch (error) {
      if (!isErrorWithCode(error, 'EEXIST')) throw error
    } finally {
      await rm(draft, { force: true })
    }
  }
  return readFile(path, 'utf8')
}

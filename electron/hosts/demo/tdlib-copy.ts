import { execFile } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { getTdjson } from 'prebuilt-tdlib'
import { isPresent, writeDurably } from './durable-file.ts'

const blockStart = Buffer.from('-----BEGIN RSA PUBLIC KEY-----')
const blockEnd = Buffer.from('-----END RSA PUBLIC KEY-----')
const newline = 0x0a

export interface TdlibCopyOptions {
  /** PKCS#1 PEM of the data centre's 2048-bit key. */
  readonly publicKeyPem: string
  /** Where copies are kept; made when it is not there. */
  readonly folder: string
}

/**
 * Copies TDLib's library and puts the data centre's public key in place of Telegram's, so that the copy talks to this data
 * centre and to no other. The shipped library is never touched. A copy is made once per library and key.
 * Returns the copy's path for `tdl.configure({ tdjson })`. Rejects for a key that is none of this kind, and when the
 * folder cannot be written.
 */
export async function prepareTdlibCopy({ publicKeyPem, folder }: TdlibCopyOptions): Promise<string> {
  const source = getTdjson()
  const identity = await readIdentity(source)
  const name = createHash('sha256').update(identity).update(publicKeyPem).digest('hex').slice(0, 24)
  const path = join(folder, `libtdjson-${name}${extname(source)}`)
  if (await isPresent(path)) return path
  const library = await readFile(source)
  replaceKeys(library, readKeyText(publicKeyPem))
  await mkdir(folder, { recursive: true })
  const draft = join(folder, `.draft-${randomUUID()}${extname(source)}`)
  try {
    await writeDurably(draft, library, 0o755)
    if (process.platform === 'darwin')
      await promisify(execFile)('codesign', ['--force', '--sign', '-', draft])
    // The name appears only when the file is whole, so that two processes may prepare the same copy at once.
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return path
}

/**
 * What tells one library from another without reading its 57 MB, which takes longer than all the rest of a start: the
 * package that it came in, its size and its time.
 */
async function readIdentity(library: string): Promise<string> {
  const [manifest, { size, mtimeMs }] = await Promise.all([
    readFile(join(dirname(library), 'package.json'), 'utf8'),
    stat(library),
  ])
  return JSON.stringify([manifest, size, mtimeMs])
}

function readKeyText(publicKeyPem: string): Buffer {
  const base64 = publicKeyPem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'))
  return Buffer.from(base64.join(''), 'latin1')
}

/** Overwrites the base64 text of every key block in place; newlines stay where they are. */
function replaceKeys(library: Buffer, keyText: Buffer): void {
  let count = 0
  for (let at = library.indexOf(blockStart); at >= 0; at = library.indexOf(blockStart, at + 1)) {
    const from = at + blockStart.length
    const to = library.indexOf(blockEnd, from)
    const body = library.subarray(from, to)
    const room = body.reduce((sum, byte) => (byte === newline ? sum : sum + 1), 0)
    if (to < 0 || room !== keyText.length) {
      throw new Error(
        `a key block of the library has room for ${room} characters, the key has ${keyText.length}`,
      )
    }
    let next = 0
    for (let index = 0; index < body.length; index += 1) {
      if (body[index] === newline) continue
      body[index] = keyText[next] ?? 0
      next += 1
    }
    count += 1
  }
  if (count === 0) throw new Error('the library carries no RSA public key to replace')
}

import { readFile, realpath } from 'node:fs/promises'
import { extname, isAbsolute, join, relative, sep } from 'node:path'

const contentTypes: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wav': 'audio/wav',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export interface StaticFile {
  readonly content: Buffer
  readonly contentType: string
  /** For Cache-Control: names with a content hash never change, the page itself must not be kept. */
  readonly cacheControl: 'no-store' | 'private, max-age=31536000, immutable'
}

/**
 * Reads a file of the built renderer by the path of its address; undefined for a file that does not exist, has no
 * known type, or is outside of the folder once links are resolved.
 */
export async function readStaticFile(folder: string, urlPath: string): Promise<StaticFile | undefined> {
  const relativePath = toRelativePath(urlPath)
  if (relativePath === undefined) return undefined
  const contentType = contentTypes[extname(relativePath)]
  if (contentType === undefined) return undefined
  try {
    const root = await realpath(folder)
    const file = await realpath(join(root, relativePath))
    const inside = relative(root, file)
    if (inside === '' || inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside))
      return undefined
    return {
      content: await readFile(file),
      contentType,
      cacheControl: relativePath.startsWith('assets/') ? 'private, max-age=31536000, immutable' : 'no-store',
    }
  } catch (error) {
    if (isAbsence(error)) return undefined
    throw error
  }
}

/** The path below the folder that an address names; undefined when the address could name anything else. */
export function toRelativePath(urlPath: string): string | undefined {
  let decoded: string
  try {
    decoded = decodeURIComponent(urlPath)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
  if (!decoded.startsWith('/')) return undefined
  // On Windows a colon separates a drive or a stream; no file of ours has one.
  if (/[\\:\0]/u.test(decoded)) return undefined
  const parts = decoded.slice(1).split('/')
  if (parts.length === 1 && parts[0] === '') return 'index.html'
  const isPlain = parts.every((part) => part !== '' && !part.startsWith('.'))
  return isPlain ? parts.join('/') : undefined
}

function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG'
}

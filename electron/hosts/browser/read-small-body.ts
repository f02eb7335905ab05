import type { IncomingMessage } from 'node:http'

/** The request's body as text; undefined when it is longer than `maxBytes`. */
export async function readSmallBody(request: IncomingMessage, maxBytes: number): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    sizeBytes += bytes.byteLength
    if (sizeBytes > maxBytes) return undefined
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

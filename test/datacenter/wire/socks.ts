/** What the bytes so far ask of a SOCKS5 server without authentication. */
export type SocksStep =
  | { readonly kind: 'needMore' }
  | { readonly kind: 'notSocks' }
  | { readonly kind: 'reply'; readonly usedBytes: number; readonly reply: Buffer }
  | { readonly kind: 'refuse'; readonly reply: Buffer }

const version = 5

/** The client's first message: the authentication methods it knows. */
export function answerGreeting(bytes: Buffer): SocksStep {
  if (bytes.length === 0) return { kind: 'needMore' }
  if (bytes[0] !== version) return { kind: 'notSocks' }
  const methodCount = bytes[1]
  if (methodCount === undefined) return { kind: 'needMore' }
  // A direct connection starts with a random header of 64 bytes at once; a greeting is exactly this long.
  if (bytes.length > 2 + methodCount) return { kind: 'notSocks' }
  if (bytes.length < 2 + methodCount) return { kind: 'needMore' }
  const hasNoAuthentication = bytes.subarray(2).includes(0)
  if (!hasNoAuthentication) return { kind: 'refuse', reply: Buffer.from([version, 0xff]) }
  return { kind: 'reply', usedBytes: bytes.length, reply: Buffer.from([version, 0]) }
}

/** The CONNECT request: whatever address it names, the data centre itself answers. */
export function answerConnect(bytes: Buffer): SocksStep {
  if (bytes.length < 5) return { kind: 'needMore' }
  const addressBytes = readAddressLength(bytes)
  if (bytes[0] !== version || addressBytes === undefined) {
    return { kind: 'refuse', reply: Buffer.from([version, 8, 0, 1, 0, 0, 0, 0, 0, 0]) }
  }
  if (bytes[1] !== 1) return { kind: 'refuse', reply: Buffer.from([version, 7, 0, 1, 0, 0, 0, 0, 0, 0]) }
  const usedBytes = 4 + addressBytes + 2
  if (bytes.length < usedBytes) return { kind: 'needMore' }
  return { kind: 'reply', usedBytes, reply: Buffer.from([version, 0, 0, 1, 127, 0, 0, 1, 0, 0]) }
}

function readAddressLength(bytes: Buffer): number | undefined {
  switch (bytes[3]) {
    case 1:
      return 4
    case 3:
      return 1 + (bytes[4] ?? 0)
    case 4:
      return 16
    default:
      return undefined
  }
}

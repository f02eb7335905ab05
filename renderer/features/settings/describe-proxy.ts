import type { ProxyView } from '#shared/contract/entities/session.ts'

const kindNames = { socks5: 'SOCKS5', http: 'HTTP', mtproto: 'MTProto' } as const

/** The parts of a proxy that may be shown. */
export function describeProxy({ kind, server, port }: ProxyView): {
  readonly kind: string
  readonly server: string
  readonly port: number
} {
  return { kind: kindNames[kind], server, port }
}

import { browserHost } from '#shared/contract/shell-contract.ts'

/** The parts of a request that decide whether this server answers it. */
export interface RequestOrigin {
  readonly host: string | undefined
  readonly origin: string | undefined
}

/**
 * Whether the request names this server as loopback. A foreign name that was made to resolve to 127.0.0.1
 * (DNS rebinding) shows in the Host header.
 */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return host === `127.0.0.1:${port}` || host === `localhost:${port}`
}

/**
 * Whether a page of this very server made the request; required for every request that changes something or
 * connects.
 */
export function isOwnOrigin({ host, origin }: RequestOrigin, port: number): boolean {
  return isOwnHost(host, port) && origin === `http://${host}`
}

/** Browsers do not separate cookies by port, so each console on a machine has its own cookie name. */
export function sessionCookieName(port: number): string {
  return `watchfloor_${port}`
}

/** The session's cookie as it is set: for this server's own pages, out of reach of scripts, until the browser closes. */
export function formatSessionCookie(port: number, sessionKey: string): string {
  return `${sessionCookieName(port)}=${sessionKey}; Path=/; HttpOnly; SameSite=Strict`
}

/** The page key among the subprotocols that a WebSocket offers; undefined unless there is exactly one. */
export function readOfferedPageKey(protocols: string | undefined): string | undefined {
  const { pageKeyProtocolPrefix: prefix } = browserHost
  const offered = (protocols ?? '').split(',').map((protocol) => protocol.trim())
  const [key, ...others] = offered.filter((protocol) => protocol.startsWith(prefix))
  return others.length === 0 ? key?.slice(prefix.length) : undefined
}

export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}

/** The address that lets one browser in. */
export function formatEntryUrl(port: number, token: string): string {
  return `http://127.0.0.1:${port}/#${browserHost.tokenParameter}=${token}`
}

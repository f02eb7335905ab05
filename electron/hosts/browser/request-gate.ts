import type { IncomingMessage, ServerResponse } from 'node:http'
import * as v from 'valibot'
import { browserHost } from '#shared/contract/shell-contract.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import {
  formatSessionCookie,
  isOwnHost,
  isOwnOrigin,
  readCookie,
  readOfferedPageKey,
  sessionCookieName,
} from './access.ts'
import { readSmallBody } from './read-small-body.ts'
import type { SessionKeeper } from './session-keeper.ts'

const tokenBody = v.object({ token: v.pipe(v.string(), v.maxLength(200)) })
const maxTokenBodyBytes = 1_024

/** Decides which requests are let in to the server of one port. */
export class RequestGate {
  readonly #sessions: SessionKeeper
  readonly #port: number

  constructor(sessions: SessionKeeper, port: number) {
    this.#sessions = sessions
    this.#port = port
  }

  isOwnHost({ headers }: IncomingMessage): boolean {
    return isOwnHost(headers.host, this.#port)
  }

  /** Enough for the console's files, which are no secret, and for nothing else: other servers get the cookie too. */
  hasCookie({ headers }: IncomingMessage): boolean {
    return this.#sessions.isSessionKey(readCookie(headers.cookie, sessionCookieName(this.#port)))
  }

  /** Whether a request of a page comes with both secrets of the session. */
  hasSession(request: IncomingMessage): boolean {
    const key = request.headers[browserHost.pageKeyHeader]
    return this.hasCookie(request) && this.#sessions.isPageKey(typeof key === 'string' ? key : undefined)
  }

  /**
   * Gives a browser the session's cookie for a token, which can be used only once. Returns the page key, or the
   * status of the refusal.
   */
  async exchangeToken(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<{ readonly pageKey: string } | number> {
    if (!this.#isOwnOrigin(request)) return 403
    if (request.headers['content-type'] !== 'application/json') return 415
    const body = await readSmallBody(request, maxTokenBodyBytes)
    if (body === undefined) return 413
    const parsed = parseOutside(v.pipe(v.string(), v.parseJson(), tokenBody), body)
    if (!parsed.success) return 400
    const secrets = this.#sessions.exchange(parsed.output.token)
    if (secrets === undefined) return 401
    response.setHeader('Set-Cookie', formatSessionCookie(this.#port, secrets.sessionKey))
    return { pageKey: secrets.pageKey }
  }

  /** Why a request gets no WebSocket, as a status line; undefined: the request is accepted. */
  refuseUpgrade(request: IncomingMessage): string | undefined {
    if (request.url !== browserHost.corePath) return '404 Not Found'
    if (!this.#isOwnOrigin(request)) return '403 Forbidden'
    const key = readOfferedPageKey(request.headers['sec-websocket-protocol'])
    return this.hasCookie(request) && this.#sessions.isPageKey(key) ? undefined : '401 Unauthorized'
  }

  #isOwnOrigin({ headers }: IncomingMessage): boolean {
    return isOwnOrigin({ host: headers.host, origin: headers.origin }, this.#port)
  }
}

import { randomBytes } from 'node:crypto'
import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject } from '../rpc.ts'
import type { Authorization } from '../server/authorization.ts'
import type { WireCallContext } from '../server/dispatcher.ts'
import type { AuthParts } from './auth-context.ts'
import { continueLogin, readBytes } from './auth-context.ts'
import { describeAuthorization } from './device-methods.ts'

/** What becomes of a token that somebody accepts. */
export type LoginTokenOutcome = 'accepted' | 'invalid' | 'expired' | 'unknownUser'

const tokenLifetimeMs = 30_000

interface LoginToken {
  readonly bytes: Buffer
  readonly authorization: Authorization
  readonly expiresAtMs: number
  acceptedBy: number | undefined
}

export interface QrLogin {
  readonly methods: MethodTable<WireCallContext>
  /** Accepts a token, given as base64url or as the link it is shown in. */
  readonly acceptLoginToken: (token: string, userId: number) => LoginTokenOutcome
}

/** Login by a QR code that another session, or the control API, accepts. */
export function createQrLogin(parts: AuthParts): QrLogin {
  const { accounts, clock } = parts
  const tokens = new Map<string, LoginToken>()

  const findToken = (name: string): LoginToken | undefined => tokens.get(name)

  const accept = (name: string, userId: number): LoginTokenOutcome => {
    const token = findToken(name)
    if (token === undefined) return 'invalid'
    if (token.expiresAtMs < clock.now()) return 'expired'
    if (accounts.findById(userId) === undefined) return 'unknownUser'
    token.acceptedBy = userId
    const date = Math.floor(clock.now() / 1000)
    token.authorization.push({ _: 'updateShort', update: { _: 'updateLoginToken' }, date })
    return 'accepted'
  }

  const finish = (token: LoginToken, authorization: Authorization): TlObject => {
    const account = token.acceptedBy === undefined ? undefined : accounts.findById(token.acceptedBy)
    if (account === undefined) throw new RpcError(400, 'AUTH_TOKEN_INVALID')
    tokens.delete(nameToken(token.bytes))
    return { _: 'auth.loginTokenSuccess', authorization: continueLogin(parts, authorization, account) }
  }

  const describeToken = (token: LoginToken): TlObject => ({
    _: 'auth.loginToken',
    expires: Math.floor(token.expiresAtMs / 1000),
    token: token.bytes,
  })

  const exportToken = (authorization: Authorization): TlObject => {
    const now = clock.now()
    for (const [name, token] of tokens) if (token.expiresAtMs < now) tokens.delete(name)
    const own = [...tokens.values()].find((token) => token.authorization === authorization)
    if (own !== undefined)
      return own.acceptedBy === undefined ? describeToken(own) : finish(own, authorization)
    const token: LoginToken = {
      bytes: randomBytes(32),
      authorization,
      expiresAtMs: now + tokenLifetimeMs,
      acceptedBy: undefined,
    }
    tokens.set(nameToken(token.bytes), token)
    return describeToken(token)
  }

  return {
    acceptLoginToken: (token, userId) => accept(readTokenName(token), userId),
    methods: {
      'auth.exportLoginToken': ({ authorization }) => exportToken(authorization),
      'auth.importLoginToken': ({ authorization }, parameters) => {
        const token = findToken(nameToken(readBytes(parameters['token'])))
        if (token === undefined) throw new RpcError(400, 'AUTH_TOKEN_INVALID')
        if (token.expiresAtMs < clock.now()) throw new RpcError(400, 'AUTH_TOKEN_EXPIRED')
        return token.acceptedBy === undefined ? describeToken(token) : finish(token, authorization)
      },
      'auth.acceptLoginToken': ({ authorization }, parameters) => {
        const { userId } = authorization
        if (userId === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED')
        const name = nameToken(readBytes(parameters['token']))
        const token = findToken(name)
        switch (accept(name, userId)) {
          case 'expired':
            throw new RpcError(400, 'AUTH_TOKEN_EXPIRED')
          case 'accepted':
            break
          default:
            throw new RpcError(400, 'AUTH_TOKEN_INVALID')
        }
        if (token === undefined) throw new RpcError(400, 'AUTH_TOKEN_INVALID')
        return describeAuthorization(token.authorization, false)
      },
    },
  }
}

function nameToken(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url')
}

/** `tg://login?token=…` or the token alone. */
function readTokenName(text: string): string {
  const value = text.includes('token=') ? text.slice(text.indexOf('token=') + 'token='.length) : text
  return nameToken(Buffer.from(value, 'base64url'))
}

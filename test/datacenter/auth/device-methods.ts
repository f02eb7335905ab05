import { randomBytes } from 'node:crypto'
import { RpcError } from '../rpc.ts'
import type { MethodTable, TlObject } from '../rpc.ts'
import type { Authorization } from '../server/authorization.ts'
import type { WireCallContext } from '../server/dispatcher.ts'
import type { AuthParts } from './auth-context.ts'
import { completeLogin, readBytes } from './auth-context.ts'

/** An `authorization` object: one logged-in device as the list of devices shows it. */
export function describeAuthorization(authorization: Authorization, isCurrent: boolean): TlObject {
  const { device } = authorization
  return {
    _: 'authorization',
    current: isCurrent,
    hash: isCurrent ? 0n : authorization.hash,
    device_model: device?.deviceModel ?? '',
    platform: 'Desktop',
    system_version: device?.systemVersion ?? '',
    api_id: device?.apiId ?? 0,
    app_name: 'Watchfloor',
    app_version: device?.appVersion ?? '',
    date_created: Math.floor(authorization.createdAtMs / 1000),
    date_active: Math.floor(authorization.activeAtMs / 1000),
    ip: '127.0.0.1',
    country: 'Loopback',
    region: '',
  }
}

export interface DeviceMethods {
  readonly methods: MethodTable<WireCallContext>
  readonly endSessions: (userId: number) => void
}

/** Logging out, the list of devices, and copying a login to another data centre. */
export function createDeviceMethods(parts: AuthParts): DeviceMethods {
  const { authorizations } = parts
  const exported = new Map<string, number>()

  /** The client finds out because it is made to ask for something, and is refused. */
  const endAuthorization = (authorization: Authorization): void => {
    authorization.push({ _: 'updatesTooLong' })
    authorizations.logOut(authorization)
  }

  const requireUser = (authorization: Authorization): number => {
    if (authorization.userId === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED')
    return authorization.userId
  }

  const endOthers = (authorization: Authorization): void => {
    for (const other of authorizations.ofUser(requireUser(authorization))) {
      if (other !== authorization) endAuthorization(other)
    }
  }

  return {
    endSessions: (userId) => {
      for (const authorization of authorizations.ofUser(userId)) endAuthorization(authorization)
    },
    methods: {
      'auth.logOut': ({ authorization }) => {
        authorizations.logOut(authorization)
        return { _: 'auth.loggedOut' }
      },
      'auth.resetAuthorizations': ({ authorization }) => {
        endOthers(authorization)
        return true
      },
      'account.getAuthorizations': ({ authorization }) => ({
        _: 'account.authorizations',
        authorization_ttl_days: 180,
        authorizations: authorizations
          .ofUser(requireUser(authorization))
          .map((one) => describeAuthorization(one, one === authorization)),
      }),
      'account.resetAuthorization': ({ authorization }, parameters) => {
        const target = authorizations
          .ofUser(requireUser(authorization))
          .find((one) => one !== authorization && one.hash === parameters['hash'])
        if (target === undefined) throw new RpcError(400, 'HASH_INVALID')
        endAuthorization(target)
        return true
      },
      'auth.exportAuthorization': ({ authorization }) => {
        const userId = requireUser(authorization)
        const bytes = randomBytes(32)
        exported.set(bytes.toString('hex'), userId)
        return { _: 'auth.exportedAuthorization', id: userId, bytes }
      },
      'auth.importAuthorization': ({ authorization }, parameters) => {
        const name = Buffer.from(readBytes(parameters['bytes'])).toString('hex')
        const userId = exported.get(name)
        if (userId === undefined) throw new RpcError(400, 'AUTH_BYTES_INVALID')
        exported.delete(name)
        authorization.isCopy = true
        return completeLogin(parts, authorization, userId)
      },
    },
  }
}

import { RpcError } from '../rpc.ts'
import type { MethodTable } from '../rpc.ts'
import type { WireCallContext } from '../server/dispatcher.ts'
import { decryptIge } from '../wire/aes-ige.ts'
import { deriveOldMessageKey } from '../wire/auth-key.ts'
import { ByteReader } from '../wire/byte-reader.ts'
import { readObject } from '../wire/codec.ts'
import { areEqualBytes, sha1 } from '../wire/numbers.ts'
import type { AuthParts } from './auth-context.ts'
import { readBytes, readLong } from './auth-context.ts'

const innerBytes = 40

/** Temporary keys: a client proves with its permanent key that the temporary one is its own. */
export function createTemporaryKeyMethods(parts: AuthParts): MethodTable<WireCallContext> {
  const { keys } = parts.registry
  return {
    'auth.bindTempAuthKey': ({ mtproto }, parameters) => {
      const permanentId = BigInt.asUintN(64, readLong(parameters['perm_auth_key_id']))
      const permanent = keys.find(permanentId, parts.clock.now())
      if (permanent === undefined || permanent.expiresAtMs !== undefined)
        throw new RpcError(400, 'AUTH_KEY_PERM_EMPTY')
      const packet = Buffer.from(readBytes(parameters['encrypted_message']))
      const encrypted = packet.subarray(24)
      if (encrypted.length < 32 + innerBytes || encrypted.length % 16 !== 0)
        throw new RpcError(400, 'ENCRYPTED_MESSAGE_INVALID')
      const messageKey = packet.subarray(8, 24)
      const plain = decryptIge(encrypted, deriveOldMessageKey(permanent.bytes, messageKey))
      const sizeBytes = plain.readInt32LE(28)
      const isIntact =
        sizeBytes === innerBytes &&
        areEqualBytes(sha1(plain.subarray(0, 32 + sizeBytes)).subarray(4, 20), messageKey)
      if (!isIntact) throw new RpcError(400, 'ENCRYPTED_MESSAGE_INVALID')
      const inner = readObject(new ByteReader(plain.subarray(32, 32 + sizeBytes)))
      const isForThisKey =
        inner._ === 'mt_bind_auth_key_inner' &&
        inner['nonce'] === parameters['nonce'] &&
        inner['temp_auth_key_id'] === BigInt.asIntN(64, mtproto.authKey.id) &&
        inner['perm_auth_key_id'] === BigInt.asIntN(64, permanentId) &&
        inner['temp_session_id'] === mtproto.id
      if (!isForThisKey) throw new RpcError(400, 'ENCRYPTED_MESSAGE_INVALID')
      parts.authorizations.remove(mtproto.authKey.id)
      keys.bind(mtproto.authKey.id, permanentId)
      return true
    },
    'auth.dropTempAuthKeys': () => true,
  }
}

import { randomBytes } from 'node:crypto'
import { RpcError } from '../rpc.ts'
import type { Account, MethodTable, TlObject } from '../rpc.ts'
import type { Authorization } from '../server/authorization.ts'
import type { WireCallContext } from '../server/dispatcher.ts'
import { dhGenerator, dhPrimeBytes } from '../wire/dh-group.ts'
import { isTlObject } from '../wire/primitives.ts'
import type { AuthParts } from './auth-context.ts'
import { completeLogin, readBytes } from './auth-context.ts'
import { createPasswordVerifier, createSrpChallenge, isSrpProofRight } from './srp.ts'
import type { PasswordVerifier, SrpChallenge } from './srp.ts'

/** The two-step password, checked by SRP: the password itself never travels. */
export function createPasswordLogin(parts: AuthParts): MethodTable<WireCallContext> {
  const verifiers = new Map<number, { readonly password: string; readonly verifier: PasswordVerifier }>()
  const challenges = new WeakMap<Authorization, SrpChallenge>()

  const findVerifier = (userId: number, password: string): PasswordVerifier => {
    const known = verifiers.get(userId)
    if (known?.password === password) return known.verifier
    const verifier = createPasswordVerifier(password)
    verifiers.set(userId, { password, verifier })
    return verifier
  }

  const findAccount = (authorization: Authorization): Account => {
    const userId = authorization.passwordPendingUserId ?? authorization.userId
    const account = userId === undefined ? undefined : parts.accounts.findById(userId)
    if (account === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED')
    return account
  }

  /** Throws unless the proof is right; a challenge serves for one try. */
  const checkProof = (authorization: Authorization, check: TlObject): void => {
    const challenge = challenges.get(authorization)
    challenges.delete(authorization)
    if (check._ !== 'inputCheckPasswordSRP') throw new RpcError(400, 'PASSWORD_HASH_INVALID')
    if (challenge === undefined || check['srp_id'] !== challenge.id) throw new RpcError(400, 'SRP_ID_INVALID')
    if (!isSrpProofRight(challenge, readBytes(check['A']), readBytes(check['M1']))) {
      throw new RpcError(400, 'PASSWORD_HASH_INVALID')
    }
  }

  return {
    'account.getPassword': ({ authorization }) => {
      const account = findAccount(authorization)
      const base = {
        _: 'account.password',
        new_algo: describeAlgorithm(randomBytes(8), randomBytes(16)),
        new_secure_algo: { _: 'securePasswordKdfAlgoPBKDF2HMACSHA512iter100000', salt: randomBytes(8) },
        secure_random: randomBytes(256),
      }
      if (account.password === undefined) return base
      const challenge = createSrpChallenge(findVerifier(account.userId, account.password))
      challenges.set(authorization, challenge)
      return {
        ...base,
        has_password: true,
        current_algo: describeAlgorithm(challenge.verifier.salt1, challenge.verifier.salt2),
        srp_B: challenge.publicValue,
        srp_id: challenge.id,
        hint: account.passwordHint,
      }
    },
    'auth.checkPassword': ({ authorization }, parameters) => {
      const userId = authorization.passwordPendingUserId
      if (userId === undefined) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED')
      const { password } = parameters
      if (!isTlObject(password)) throw new RpcError(400, 'PASSWORD_HASH_INVALID')
      checkProof(authorization, password)
      return completeLogin(parts, authorization, userId)
    },
    'auth.requestPasswordRecovery': () => {
      throw new RpcError(400, 'PASSWORD_RECOVERY_NA')
    },
  }
}

function describeAlgorithm(salt1: Uint8Array, salt2: Uint8Array): TlObject {
  return {
    _: 'passwordKdfAlgoSHA256SHA256PBKDF2HMACSHA512iter100000SHA256ModPow',
    salt1,
    salt2,
    g: dhGenerator,
    p: dhPrimeBytes,
  }
}

import type { RsaKey } from '../wire/rsa-key.ts'
import type { DeviceDescription } from './authorization.ts'
import type { Authorizations } from './authorizations.ts'
import type { AuthKeys, StoredKey } from './keys.ts'

interface StoredAuthorization {
  /** Id of the permanent key, decimal. */
  readonly keyId: string
  readonly userId?: number
  readonly isCopy?: boolean
  readonly activeAtMs: number
  readonly device?: DeviceDescription
}

/** What survives a restart of the process, as plain JSON. Whoever has it can read and join every session: keep it private. */
export interface DurableState {
  readonly version: 1
  readonly privateKeyPem: string
  readonly keys: readonly StoredKey[]
  readonly authorizations: readonly StoredAuthorization[]
}

export function exportDurableState(
  rsaKey: RsaKey,
  keys: AuthKeys,
  authorizations: Authorizations,
): DurableState {
  return {
    version: 1,
    privateKeyPem: rsaKey.privateKeyPem,
    keys: keys.export(),
    authorizations: authorizations.all().map((one) => ({
      keyId: one.keyId.toString(),
      ...(one.userId === undefined ? {} : { userId: one.userId }),
      ...(one.isCopy ? { isCopy: true } : {}),
      activeAtMs: one.activeAtMs,
      ...(one.device === undefined ? {} : { device: one.device }),
    })),
  }
}

export function importDurableState(
  state: DurableState,
  keys: AuthKeys,
  authorizations: Authorizations,
): void {
  keys.import(state.keys)
  for (const stored of state.authorizations) {
    const authorization = authorizations.ofKey(BigInt(stored.keyId))
    authorization.isCopy = stored.isCopy === true
    authorization.activeAtMs = stored.activeAtMs
    authorization.device = stored.device
    if (stored.userId !== undefined) authorizations.logIn(authorization, stored.userId)
  }
}

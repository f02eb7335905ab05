import { safeStorage } from 'electron/main'
import type { SecretStore } from '#core/core-options.ts'
import { createFileSecretStore } from '#hosts/secrets/file-secret-store.ts'

const encryptedPrefix = 'os:'
const plainPrefix = 'plain:'

export interface Keychain {
  readonly secrets: SecretStore
  /** Why the secrets are protected by the file alone, for the log; undefined when the system guards their key. */
  readonly weakness: string | undefined
}

/**
 * Secrets in the profile's file, which only its owner can read, each encrypted with a key that the system's
 * keychain holds. Without a keychain only the file's own permissions protect them, as in the browser host.
 */
export function openKeychain(profileFolder: string): Keychain {
  const canEncrypt = safeStorage.isEncryptionAvailable()
  const secrets = createFileSecretStore(profileFolder, {
    protect: (value) =>
      canEncrypt
        ? encryptedPrefix + safeStorage.encryptString(value).toString('base64')
        : plainPrefix + value,
    reveal: (stored) => {
      if (stored.startsWith(plainPrefix)) return stored.slice(plainPrefix.length)
      if (!stored.startsWith(encryptedPrefix) || !canEncrypt) return undefined
      return decrypt(stored.slice(encryptedPrefix.length))
    },
  })
  return { secrets, weakness: describeWeakness(canEncrypt) }
}

/** Undefined when the value was encrypted with another key, or is damaged. */
function decrypt(base64: string): string | undefined {
  try {
    return safeStorage.decryptString(Buffer.from(base64, 'base64'))
  } catch {
    return undefined
  }
}

function describeWeakness(canEncrypt: boolean): string | undefined {
  if (!canEncrypt)
    return 'the system offers no encryption; secrets are in a file that only its owner can read'
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') {
    return 'no keychain is running (basic_text); secrets are in a file that only its owner can read'
  }
  return undefined
}

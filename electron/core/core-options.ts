import type { Clock } from '#shared/lib/clock.ts'
import type { MessageEndpoint } from '#shared/rpc/message-endpoint.ts'
import type { Logger } from 'pino'

/**
 * Rejections carry the `code` of the file system, or `SECRETS_DAMAGED` when what is there cannot be understood.
 * Where api_hash and the database key live: the OS keychain in Electron, a file only its owner can read elsewhere.
 */
export interface SecretStore {
  read(name: SecretName): Promise<string | undefined>
  write(name: SecretName, value: string): Promise<void>
  remove(name: SecretName): Promise<void>
  /** Moves a file that cannot be understood aside, so that secrets can be kept again. */
  setAsideIfDamaged(): Promise<void>
}
export type SecretName = 'telegram_api_id' | 'telegram_api_hash' | 'tdlib_database_key' | 'proxy'

/**
 * A data centre other than Telegram's: its TDLib library, its address, and the account that logs in without
 * questions.
 */
export interface DatacenterOptions {
  /** Path of a libtdjson that trusts the data centre's key. */
  readonly tdjsonPath: string
  readonly host: string
  readonly mtprotoPort: number
  /** Loopback control API, asked for the login code. */
  readonly controlPort: number
  /** Phone number, digits only, to log in as; absent: the user signs in by hand. */
  readonly loginPhone?: string
  /** User ids of the company's staff: a profile without rules begins as if they had been set up with these. */
  readonly presetStaff?: readonly number[]
  /** Chat id of the supergroup that a profile begins with as its team channel. */
  readonly presetTeam?: number
}

export interface CoreOptions {
  readonly workspace: 'demo' | 'account'
  readonly host: 'electron' | 'browser'
  readonly build: string
  /** Name shown to the user. */
  readonly profile: string
  /** Folder of this profile alone; created when missing. TDLib's files, the store and its backups live in it. */
  readonly profileFolder: string
  readonly clock: Clock
  readonly log: Logger
  readonly secrets: SecretStore
  /** Undefined for Telegram itself, with the shipped TDLib. */
  readonly datacenter?: DatacenterOptions
  /** Credentials from the environment. They take precedence over the stored ones and are not stored themselves. */
  readonly apiCredentials?: { readonly apiId: number; readonly apiHash: string }
  /** Asks the host for another workspace (a fresh core process); absent where there is none. */
  readonly switchWorkspace?: (to: 'demo' | 'account') => void
}

export type OpenCoreError =
  /** Another core runs on this profile. */
  | { readonly code: 'profile_in_use'; readonly message: string }
  /** The store was written by a newer build. */
  | { readonly code: 'store_from_newer_build'; readonly message: string }
  | { readonly code: 'profile_unwritable' | 'disk_full'; readonly message: string }

export interface Core {
  /** Serves one window until its endpoint closes. */
  connect(endpoint: MessageEndpoint): void
  /** Flushes the store and closes TDLib properly; resolves when nothing is running any more. */
  close(): Promise<void>
}

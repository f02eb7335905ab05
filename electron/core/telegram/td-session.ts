import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { hostname } from 'node:os'
import type { StartTrouble } from '#shared/contract/entities/session.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type * as Td from 'tdlib-types'
import type { Logger } from 'pino'
import type { CoreOptions } from '../core-options.ts'
import { type ProxySettings, setProxy } from './proxy.ts'
import type { TelegramEvent } from './events.ts'
import { findLackOfRoom, readFileTrouble, readTdTrouble } from './start-trouble.ts'
import { createTdClient, type TdClient } from './td-client.ts'
import { translateUpdate } from './translate-update.ts'

/** How long after a start that was not possible the next one is tried. */
const retryAfterMs = 5_000

/** A data centre of our own does not check the credentials. */
const datacenterCredentials = { apiId: 1, apiHash: '0'.repeat(32) }

export interface ApiCredentials {
  readonly apiId: number
  readonly apiHash: string
}

export interface TdSessionOptions {
  readonly core: Pick<
    CoreOptions,
    'profileFolder' | 'secrets' | 'datacenter' | 'apiCredentials' | 'build' | 'clock'
  >
  readonly log: Logger
}

/** Owns the TDLib clients of a profile, one after another, because a client that logged out is closed for good. */
export class TdSession {
  readonly #options: TdSessionOptions
  /** Telegram's events, synchronously and in TDLib's order. Events of a client that was given up are left out. */
  readonly onEvent = new Emitter<[event: TelegramEvent]>()
  /** How far signing in is. */
  readonly onAuthorization = new Emitter<[state: Td.AuthorizationState]>()
  /** Emitted when api_id and api_hash are missing; `useApiCredentials` continues. */
  readonly onCredentialsMissing = new Emitter()
  /**
   * Emitted when TDLib ended by itself: the account was logged out here or from another device. TDLib's files are
   * removed, and a fresh client follows.
   */
  readonly onLoggedOut = new Emitter()
  /** Emitted when TDLib cannot be started; that is tried again until it works. */
  readonly onBlocked = new Emitter<[trouble: StartTrouble]>()
  #client: TdClient | undefined
  #isClosing = false
  #isRetrying = false
  #credentials: ApiCredentials | undefined
  #whenClosed: (() => void) | undefined
  #trouble: StartTrouble | undefined
  #cancelRetry: Cancel | undefined
  /** Opening TDLib's files, which writes a secret: it must not continue after `close`. */
  #preparing: Promise<void> = Promise.resolve()

  constructor(options: TdSessionOptions) {
    this.#options = options
  }

  /** Undefined before the credentials are known and between two clients. */
  get client(): TdClient | undefined {
    return this.#client
  }

  async start(): Promise<void> {
    const trouble = await this.#prepare()
    if (this.#isClosing) return
    if (trouble !== undefined) this.#block(trouble)
    else if (this.#credentials === undefined) {
      this.#trouble = undefined
      this.onCredentialsMissing.emit()
    } else this.#open()
  }

  get isBlocked(): boolean {
    return this.#trouble !== undefined
  }

  /** Tries again to start, after it was not possible. */
  async retry(): Promise<void> {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    if (this.#isRetrying || this.#trouble === undefined) return
    this.#isRetrying = true
    try {
      await this.#preparing
      await this.start()
    } finally {
      this.#isRetrying = false
    }
  }

  /** Gives up what cannot be opened any more. False when the disk refuses. */
  async startOver(): Promise<boolean> {
    const { secrets } = this.#options.core
    try {
      await secrets.setAsideIfDamaged()
      await this.#removeFolder()
      await secrets.remove('tdlib_database_key')
    } catch (error) {
      this.#block(readFileTrouble(error))
      return false
    }
    await this.retry()
    return true
  }

  /** Takes new credentials and starts over with a fresh client; they are kept for the next start. */
  async useApiCredentials(credentials: ApiCredentials): Promise<void> {
    const { secrets } = this.#options.core
    await secrets.write('telegram_api_id', String(credentials.apiId))
    await secrets.write('telegram_api_hash', credentials.apiHash)
    this.#credentials = credentials
    await this.#closeClient()
    this.#open()
  }

  /** Telegram refused the credentials: they are deleted, and the user is asked for new ones. */
  async forgetApiCredentials(): Promise<void> {
    const { secrets } = this.#options.core
    this.#credentials = undefined
    await secrets.remove('telegram_api_id')
    await secrets.remove('telegram_api_hash')
  }

  async applyProxy(proxy: ProxySettings | undefined): Promise<boolean> {
    return this.#client === undefined || setProxy(this.#client, proxy)
  }

  async close(): Promise<void> {
    this.#isClosing = true
    this.#cancelRetry?.()
    await this.#closeClient()
    await this.#preparing
  }

  #open(): void {
    if (this.#isClosing) return
    const client = createTdClient({
      onUpdate: (update) => {
        if (this.#client !== client) return
        if (update._ === 'updateAuthorizationState') this.#follow(client, update.authorization_state)
        else this.#tell(update)
      },
    })
    this.#client = client
  }

  #follow(client: TdClient, state: Td.AuthorizationState): void {
    if (state._ === 'authorizationStateWaitTdlibParameters') {
      this.#preparing = this.#sendParameters(client)
    }
    if (state._ === 'authorizationStateClosed') {
      this.#client = undefined
      this.#whenClosed?.()
      if (!this.#isClosing && this.#whenClosed === undefined) this.#preparing = this.#beginAnew()
    }
    // A client that could not open its files begins again and again; the screen shows why, and not that.
    if (this.#trouble === undefined) this.onAuthorization.emit(state)
  }

  /** Reads what a client needs, and looks whether it can be started. */
  async #prepare(): Promise<StartTrouble | undefined> {
    const { profileFolder } = this.#options.core
    try {
      // TDLib would take a new key for a damaged database, and a new one must not take the old one's place.
      const hasFiles = existsSync(join(this.#folder, 'td.binlog'))
      const isKeyLost =
        hasFiles && (await this.#options.core.secrets.read('tdlib_database_key')) === undefined
      if (isKeyLost) return { reason: 'key_lost', message: `there is no key for ${this.#folder}` }
      this.#credentials ??= await this.#readCredentials()
      return findLackOfRoom(profileFolder)
    } catch (error) {
      return readFileTrouble(error)
    }
  }

  #block(trouble: StartTrouble): void {
    const { clock } = this.#options.core
    const before = this.#trouble
    this.#trouble = trouble
    this.#cancelRetry?.()
    this.#cancelRetry = clock.schedule(clock.now() + retryAfterMs, () => void this.retry())
    if (before?.reason === trouble.reason) return
    this.#options.log.error({ reason: trouble.reason, why: trouble.message }, 'TDLib cannot be started')
    this.onBlocked.emit(trouble)
  }

  #tell(update: Td.Update): void {
    const event = translateUpdate(update)
    if (event !== undefined) this.onEvent.emit(event)
  }

  async #beginAnew(): Promise<void> {
    this.onLoggedOut.emit()
    try {
      await this.#removeFolder()
    } catch (error) {
      this.#block(readFileTrouble(error))
      return
    }
    this.#open()
  }

  async #removeFolder(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true })
  }

  async #closeClient(): Promise<void> {
    const client = this.#client
    if (client === undefined) return
    await new Promise<void>((resolve) => {
      this.#whenClosed = resolve
      void client.close()
    })
    this.#whenClosed = undefined
  }

  get #folder(): string {
    return join(this.#options.core.profileFolder, 'tdlib')
  }

  async #sendParameters(client: TdClient): Promise<void> {
    const trouble = await this.#openFiles(client)
    if (this.#client !== client || this.#isClosing) return
    if (trouble !== undefined) {
      this.#client = undefined
      await client.close()
      this.#block(trouble)
      return
    }
    this.#trouble = undefined
    const isProxySet = await setProxy(client, await this.readProxy())
    if (!isProxySet) this.#options.log.error('TDLib refused the proxy')
    await client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeOther' } })
  }

  async #openFiles(client: TdClient): Promise<StartTrouble | undefined> {
    const { core } = this.#options
    const credentials = this.#credentials
    if (credentials === undefined) throw new Error('a client was opened without credentials')
    let databaseKey: string
    try {
      await this.#removeRemains()
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
      databaseKey = await this.#readDatabaseKey()
      await this.readProxy()
    } catch (error) {
      return readFileTrouble(error)
    }
    // TDLib must not connect to Telegram directly before the proxy is set.
    const quiet = client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeNone' } })
    // From the answer on TDLib tells its next states, which are to be shown.
    const before = this.#trouble
    this.#trouble = undefined
    const result = await client.invoke({
      _: 'setTdlibParameters',
      use_test_dc: false,
      database_directory: this.#folder,
      files_directory: join(this.#folder, 'files'),
      database_encryption_key: databaseKey,
      use_file_database: true,
      use_chat_info_database: true,
      use_message_database: true,
      use_secret_chats: false,
      api_id: credentials.apiId,
      api_hash: credentials.apiHash,
      system_language_code: 'en',
      device_model: hostname().slice(0, 64) || 'Watchfloor',
      system_version: process.platform,
      application_version: core.build,
    })
    if (!result.ok && result.refusal.kind !== 'closed') {
      // TDLib answers the first call only once its files are open.
      this.#trouble = before
      return readTdTrouble(result.refusal)
    }
    await quiet
    return undefined
  }

  /** A log-out that was cut off may leave files of the account, but not the log of TDLib that it begins with. */
  async #removeRemains(): Promise<void> {
    if (!existsSync(join(this.#folder, 'td.binlog'))) await this.#removeFolder()
  }

  /** As `readProxy`; undefined while the secrets cannot be read, which `start` tells of. */
  async findProxy(): Promise<ProxySettings | undefined> {
    try {
      return await this.readProxy()
    } catch (error) {
      // Throws a bug on.
      readFileTrouble(error)
      return undefined
    }
  }

  /** The proxy to the data centre, or the user's own proxy. */
  async readProxy(): Promise<ProxySettings | undefined> {
    const { datacenter, secrets } = this.#options.core
    if (datacenter !== undefined) {
      return { kind: 'socks5', server: datacenter.host, port: datacenter.mtprotoPort }
    }
    const stored = await secrets.read('proxy')
    return stored === undefined ? undefined : (JSON.parse(stored) as ProxySettings)
  }

  async #readCredentials(): Promise<ApiCredentials | undefined> {
    const { apiCredentials, datacenter, secrets } = this.#options.core
    if (datacenter !== undefined) return datacenterCredentials
    if (apiCredentials !== undefined) return apiCredentials
    const apiId = await secrets.read('telegram_api_id')
    const apiHash = await secrets.read('telegram_api_hash')
    return apiId === undefined || apiHash === undefined ? undefined : { apiId: Number(apiId), apiHash }
  }

  async #readDatabaseKey(): Promise<string> {
    const { secrets } = this.#options.core
    const stored = await secrets.read('tdlib_database_key')
    if (stored !== undefined) return stored
    const key = randomBytes(32).toString('base64')
    await secrets.write('tdlib_database_key', key)
    return key
  }
}

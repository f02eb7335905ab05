import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { hostname } from 'node:os'
import { Emitter } from '#shared/lib/emitter.ts'
import type * as Td from 'tdlib-types'
import type { Logger } from 'pino'
import type { CoreOptions } from '../core-options.ts'
import { type ProxySettings, setProxy } from './proxy.ts'
import type { TelegramEvent } from './events.ts'
import { createTdClient, type TdClient } from './td-client.ts'
import { translateUpdate } from './translate-update.ts'

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
  #client: TdClient | undefined
  #isClosing = false
  #credentials: ApiCredentials | undefined
  #whenClosed: (() => void) | undefined
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
    this.#credentials ??= await this.#readCredentials()
    if (this.#credentials === undefined) this.onCredentialsMissing.emit()
    else this.#open()
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
      if (!this.#isClosing && this.#whenClosed === undefined) this.#startOver()
    }
    this.onAuthorization.emit(state)
  }

  #tell(update: Td.Update): void {
    const event = translateUpdate(update)
    if (event !== undefined) this.onEvent.emit(event)
  }

  #startOver(): void {
    rmSync(this.#folder, { recursive: true, force: true })
    this.onLoggedOut.emit()
    this.#open()
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
    const { core, log } = this.#options
    const credentials = this.#credentials
    if (credentials === undefined) throw new Error('a client was opened without credentials')
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 })
    // TDLib must not connect to Telegram directly before the proxy is set.
    const quiet = client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeNone' } })
    const result = await client.invoke({
      _: 'setTdlibParameters',
      use_test_dc: false,
      database_directory: this.#folder,
      files_directory: join(this.#folder, 'files'),
      database_encryption_key: await this.#readDatabaseKey(),
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
    await quiet
    if (!result.ok) {
      if (result.refusal.kind === 'closed') return
      throw new Error(`TDLib does not open its files: ${result.refusal.message}`)
    }
    const isProxySet = await setProxy(client, await this.readProxy())
    if (!isProxySet) log.error('TDLib refused the proxy')
    await client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeOther' } })
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

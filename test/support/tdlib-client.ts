import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as tdl from 'tdl'
import type * as Td from 'tdlib-types'
import { loadPrivateKey } from '#datacenter/private-key.ts'
import { prepareTdlibCopy } from '#hosts/demo/tdlib-copy.ts'

/** Where copies of the library and the key of test data centres are kept from run to run. */
const cacheFolder = join(import.meta.dirname, '../../node_modules/.cache/watchfloor-datacenter')

/** The data centre's own state changes without an update of TDLib. */
const lookAgainMs = 50

let configuredLibrary: string | undefined

/**
 * The key every data centre of a test run should have (`privateKeyPem`): a process loads one TDLib, which trusts one key,
 * and with a lasting key the library is copied once.
 */
export async function loadTestKey(): Promise<string> {
  return loadPrivateKey(join(cacheFolder, 'private-key.pem'))
}

/** Loads the copy of TDLib that trusts the data centre's key; once per process, later calls must name the same key. */
export async function configureTdlib(publicKeyPem: string): Promise<void> {
  const library = await prepareTdlibCopy({ publicKeyPem, folder: cacheFolder })
  if (configuredLibrary === library) return
  if (configuredLibrary !== undefined) throw new Error('this process already loaded TDLib with another key')
  tdl.configure({ tdjson: library, verbosityLevel: Number(process.env['TDLIB_VERBOSITY'] ?? 0) })
  configuredLibrary = library
}

export interface TestClientOptions {
  readonly port: number
  readonly publicKeyPem: string
  /** TDLib's folder; absent: a temporary one that `dispose` removes. Give it to come back as the same login. */
  readonly folder?: string
}

export type AuthorizationStateName = Td.AuthorizationState['_']

/** A real TDLib on the data centre, for tests. */
export class TestClient {
  readonly folder: string
  /** Every update so far, oldest first. */
  readonly updates: Td.Update[] = []
  readonly #client: tdl.Client
  readonly #isFolderOurs: boolean
  readonly #waiters = new Set<() => void>()
  #state: Td.AuthorizationState | undefined

  constructor(client: tdl.Client, folder: string, isFolderOurs: boolean) {
    this.#client = client
    this.folder = folder
    this.#isFolderOurs = isFolderOurs
    client.on('error', (error) => {
      throw error
    })
    client.on('update', (update) => {
      this.updates.push(update)
      if (update._ === 'updateAuthorizationState') this.#state = update.authorization_state
      for (const check of this.#waiters) check()
    })
  }

  get state(): Td.AuthorizationState | undefined {
    return this.#state
  }

  get invoke(): Td.Invoke {
    return this.#client.invoke
  }

  /** Resolves when the login state has one of these names; rejects with the state it hangs in. */
  async waitForState(...names: readonly AuthorizationStateName[]): Promise<Td.AuthorizationState> {
    return this.waitFor(
      () => (this.#state !== undefined && names.includes(this.#state._) ? this.#state : undefined),
      () => `state ${names.join(' or ')}, now ${this.#state?._ ?? 'none'}`,
    )
  }

  /** Resolves with the first update, past or future, that the predicate accepts. */
  async waitForUpdate<Name extends Td.Update['_']>(
    name: Name,
    isWanted: (update: Extract<Td.Update, { readonly _: Name }>) => boolean = () => true,
    since = 0,
  ): Promise<Extract<Td.Update, { readonly _: Name }>> {
    let next = since
    return this.waitFor(
      () => {
        for (; next < this.updates.length; next += 1) {
          const update = this.updates[next] as Td.Update
          if (update._ !== name) continue
          const candidate = update as Extract<Td.Update, { readonly _: Name }>
          if (isWanted(candidate)) return candidate
        }
        return undefined
      },
      () => `update ${name}`,
    )
  }

  /** Looks again after every update, and now and then for what TDLib does not tell, until the function gives a value. */
  async waitFor<Value>(
    look: () => Value | undefined,
    describe: () => string,
    timeoutMs = 45_000,
  ): Promise<Value> {
    const found = look()
    if (found !== undefined) return found
    const { promise, resolve, reject } = Promise.withResolvers<Value>()
    const check = (): void => {
      const value = look()
      if (value !== undefined) resolve(value)
    }
    const timer = setTimeout(() => reject(new Error(`waited ${timeoutMs} ms for ${describe()}`)), timeoutMs)
    const watch = setInterval(check, lookAgainMs)
    this.#waiters.add(check)
    try {
      return await promise
    } finally {
      clearTimeout(timer)
      clearInterval(watch)
      this.#waiters.delete(check)
    }
  }

  /** Logs in by phone and code, and by password when the account wants one. */
  async logIn(phone: string, code: string, password?: string): Promise<void> {
    const first = await this.waitForState('authorizationStateWaitPhoneNumber', 'authorizationStateReady')
    if (first._ === 'authorizationStateReady') return
    await this.invoke({ _: 'setAuthenticationPhoneNumber', phone_number: phone })
    await this.waitForState('authorizationStateWaitCode')
    await this.invoke({ _: 'checkAuthenticationCode', code })
    if (password !== undefined) {
      await this.waitForState('authorizationStateWaitPassword')
      await this.invoke({ _: 'checkAuthenticationPassword', password })
    }
    await this.waitForState('authorizationStateReady')
  }

  /** Closes TDLib and keeps its folder. */
  async close(): Promise<void> {
    if (!this.#client.isClosed()) await this.#client.close()
  }

  /** Closes TDLib and removes a folder that was made for it. */
  async dispose(): Promise<void> {
    await this.close()
    if (this.#isFolderOurs) await rm(this.folder, { recursive: true, force: true })
  }
}

/** Starts a TDLib on the data centre; it then waits for a phone number, or is logged in when its folder was before. */
export async function openTestClient(options: TestClientOptions): Promise<TestClient> {
  await configureTdlib(options.publicKeyPem)
  const folder = options.folder ?? (await mkdtemp(join(tmpdir(), 'watchfloor-td-')))
  const bare = tdl.createBareClient()
  const client = new TestClient(bare, folder, options.folder === undefined)
  await client.waitForState('authorizationStateWaitTdlibParameters')
  await Promise.all([
    // Without a network TDLib opens no connection until the proxy is there.
    client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeNone' } }),
    client.invoke({
      _: 'setTdlibParameters',
      use_test_dc: false,
      database_directory: folder,
      files_directory: join(folder, 'files'),
      use_file_database: true,
      use_chat_info_database: true,
      use_message_database: true,
      use_secret_chats: false,
      api_id: 1,
      api_hash: '0123456789abcdef0123456789abcdef',
      system_language_code: 'en',
      device_model: 'Test',
      system_version: '1',
      application_version: '1',
    }),
  ])
  await client.invoke({
    _: 'addProxy',
    proxy: {
      _: 'proxy',
      server: '127.0.0.1',
      port: options.port,
      type: { _: 'proxyTypeSocks5', username: '', password: '' },
    },
    enable: true,
  })
  await client.invoke({ _: 'setNetworkType', type: { _: 'networkTypeOther' } })
  return client
}

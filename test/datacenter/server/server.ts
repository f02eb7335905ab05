import { createServer } from 'node:net'
import type { AddressInfo, Server } from 'node:net'
import { createAuthMethods } from '../auth/auth-methods.ts'
import type { LoginTokenOutcome } from '../auth/qr-login.ts'
import type { AccountDirectory, MethodTable, SessionHub } from '../rpc.ts'
import type { Clock } from '../wire/clock.ts'
import { systemClock } from '../wire/clock.ts'
import { createRsaKey } from '../wire/rsa-key.ts'
import type { RsaKey } from '../wire/rsa-key.ts'
import { Authorizations } from './authorizations.ts'
import { CallLog } from './call-log.ts'
import { Connection } from './connection.ts'
import { Dispatcher } from './dispatcher.ts'
import { exportDurableState, importDurableState } from './durable-state.ts'
import type { DurableState } from './durable-state.ts'
import { Faults } from './faults.ts'
import { SessionRegistry } from './session-registry.ts'
import { createStaticMethods } from './static-answers.ts'

export interface DatacenterServerOptions {
  /** 0 or absent: any free port. Loopback only. */
  readonly port?: number
  /** The world's methods; each is called only for a logged-in user. */
  readonly methods: MethodTable
  readonly accounts: AccountDirectory
  readonly clock?: Clock
  /** PKCS#8 PEM of the identity; absent: the one in `state`, else a fresh one. */
  readonly privateKeyPem?: string
  /** What `exportState` gave before a restart: keys and logins go on. */
  readonly state?: DurableState
  /** Told of exceptions in handlers; absent: written to stderr. */
  readonly reportBug?: (method: string, error: unknown) => void
}

/** A running data centre's wire. */
export interface DatacenterServer {
  readonly port: number
  /** PKCS#1 PEM for `prepareTdlibCopy`. */
  readonly publicKeyPem: string
  readonly privateKeyPem: string
  readonly hub: SessionHub
  readonly log: CallLog
  readonly faults: Faults
  /** Closes sockets, of one user or all; clients come back by themselves. */
  dropConnections(userId?: number): void
  /** Freezes sockets without closing them, of one user or all, also those opened later. */
  stall(isStalled: boolean, userId?: number): void
  /** Makes the salts in use wrong, so that clients are sent bad_server_salt. */
  rotateSalts(): void
  /** Logs out all sessions of a user, as if ended from another device. */
  endSessions(userId: number): void
  /** Lets the session that shows this token (base64url, or the whole tg://login link) in as a user. */
  acceptLoginToken(token: string, userId: number): LoginTokenOutcome
  openConnectionCount(): number
  /** Keys and logins as JSON. */
  exportState(): DurableState
  /** Stops listening and closes every socket; keys, sessions and logins stay. */
  stop(): Promise<void>
  /** Listens again on the same port. */
  start(): Promise<void>
}

function reportBugToStderr(method: string, error: unknown): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  process.stderr.write(`data centre: ${method} failed: ${text}\n`)
}

/** Starts the wire of a data centre on loopback; resolves when it listens. */
export async function startDatacenterServer(options: DatacenterServerOptions): Promise<DatacenterServer> {
  const clock = options.clock ?? systemClock
  const rsaKey: RsaKey = createRsaKey(options.privateKeyPem ?? options.state?.privateKeyPem)
  const log = new CallLog()
  const faults = new Faults()
  const authorizations = new Authorizations(clock)
  const connections = new Set<Connection>()
  const stalledUsers = new Set<number>()
  let isAllStalled = false
  let port = options.port ?? 0

  const registry = new SessionRegistry(clock, authorizations, (session, messageId, call, problem) => {
    // A temporary key acts for itself until it is bound; nothing but binding and asking for the configuration works then.
    const permanentId = registry.keys.permanentIdOf(session.authKey) ?? session.authKey.id
    dispatcher.dispatch(session, authorizations.ofKey(permanentId), messageId, call, problem)
  })
  const auth = createAuthMethods({ clock, accounts: options.accounts, authorizations, registry })
  const dispatcher = new Dispatcher({
    clock,
    log,
    faults,
    authMethods: auth.methods,
    methods: options.methods,
    staticMethods: createStaticMethods({ clock, port: () => port }),
    reportBug: options.reportBug ?? reportBugToStderr,
  })
  if (options.state !== undefined) importDurableState(options.state, registry.keys, authorizations)

  const isStalled = (connection: Connection): boolean =>
    isAllStalled || (connection.userId !== undefined && stalledUsers.has(connection.userId))
  const host = {
    clock,
    rsaKey,
    delayMs: (connection: Connection) => faults.delayOf(connection.userId),
    acceptKey: registry.keys.add.bind(registry.keys),
    currentSalt: (key: Parameters<typeof registry.salts.current>[0]) =>
      registry.salts.current(key, clock.now()),
    receivePacket: (connection: Connection, packet: Buffer) => {
      const outcome = registry.receivePacket(connection, packet)
      connection.setStalled(isStalled(connection))
      return outcome
    },
    connectionClosed: (connection: Connection) => connections.delete(connection),
  }
  const listener = createServer((socket) => {
    const connection = new Connection(socket, host)
    connections.add(connection)
    connection.setStalled(isStalled(connection))
  })
  port = await listen(listener, port)

  return {
    port,
    publicKeyPem: rsaKey.publicKeyPem,
    privateKeyPem: rsaKey.privateKeyPem,
    hub: authorizations,
    log,
    faults,
    dropConnections(userId) {
      for (const connection of connections)
        if (userId === undefined || connection.userId === userId) connection.drop()
    },
    stall(shouldStall, userId) {
      if (userId === undefined) isAllStalled = shouldStall
      else if (shouldStall) stalledUsers.add(userId)
      else stalledUsers.delete(userId)
      for (const connection of connections) connection.setStalled(isStalled(connection))
    },
    rotateSalts: () => registry.salts.rotate(),
    endSessions: (userId) => auth.endSessions(userId),
    acceptLoginToken: (token, userId) => auth.acceptLoginToken(token, userId),
    openConnectionCount: () => connections.size,
    exportState: () => exportDurableState(rsaKey, registry.keys, authorizations),
    stop: async () => {
      const closed = new Promise<void>((resolve) => listener.close(() => resolve()))
      for (const connection of connections) connection.drop()
      await closed
    },
    start: async () => {
      await listen(listener, port)
    },
  }
}

function listen(listener: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject)
    listener.listen(port, '127.0.0.1', () => {
      listener.off('error', reject)
      resolve((listener.address() as AddressInfo).port)
    })
  })
}

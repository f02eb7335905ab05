import { join } from 'node:path'
import type { Clock } from '#shared/lib/clock.ts'
import { SystemClock } from '#core/system-clock.ts'
import { prepareTdlibCopy } from '#hosts/demo/tdlib-copy.ts'
import { startControlServer } from './control/control-server.ts'
import type { ControlServer } from './control/control-server.ts'
import { createMethods } from './methods/create-methods.ts'
import { loadScenario } from './scenarios/load-scenario.ts'
import { startDatacenterServer } from './server/server.ts'
import type { DatacenterServer } from './server/server.ts'
import { loadPrivateKey } from './private-key.ts'
import { TrafficEngine } from './traffic/traffic-engine.ts'
import type { TrafficPlan } from './traffic/traffic-plan.ts'
import { createActions } from './world/actions.ts'
import { listCode } from './world/entities.ts'
import { createWorld } from './world/create-world.ts'
import { startDelivery } from './world/scheduled.ts'
import type { Seed } from './world/seed.ts'
import type { WorldActions } from './world/world-actions.ts'
import type { World } from './world/world.ts'

/** The id of this data centre; clients ask for it first. */
const dcId = 2

export interface DatacenterOptions {
  /** A built-in scenario or a file; see `loadScenario`. Exactly one of `scenario` and `seed` is given. */
  readonly scenario?: string
  readonly seed?: Seed
  /** Loopback ports; 0 or absent: any free one. */
  readonly port?: number
  readonly controlPort?: number
  /** Whether the scenario's traffic runs; off by default. */
  readonly traffic?: boolean
  /** Where the copies of TDLib and the data centre's own key are kept; a cache inside node_modules by default. */
  readonly libraryCache?: string
  readonly clock?: Clock
  /** Events a channel remembers for clients that were away. */
  readonly channelLogSize?: number
}

/** What a client has to know to join. */
export interface DatacenterInfo {
  readonly mtprotoPort: number
  readonly controlPort: number
  readonly publicKeyPem: string
  readonly dcId: number
  /** The copy of TDLib that trusts this data centre. */
  readonly tdjsonPath: string
  readonly scenario: string
}

export interface Datacenter {
  readonly info: DatacenterInfo
  readonly world: World
  readonly actions: WorldActions
  readonly server: DatacenterServer
  readonly control: ControlServer
  close(): Promise<void>
}

/** One key lives here: the copy of TDLib that carries it is made once, and one process can join several data centres. */
export const defaultLibraryCache: string = join(
  import.meta.dirname,
  '../../node_modules/.cache/watchfloor-datacenter',
)

/** Starts a whole data centre on loopback. Rejects with a plain message for a bad scenario or a taken port. */
export async function startDatacenter(options: DatacenterOptions): Promise<Datacenter> {
  const clock = options.clock ?? new SystemClock()
  const { seed, traffic, name } = readSeed(options, clock)
  const world = createWorld(seed, {
    clock,
    ...(options.channelLogSize === undefined ? {} : { channelLogSize: options.channelLogSize }),
  })
  const actions = createActions(world)
  const libraryCache = options.libraryCache ?? defaultLibraryCache
  const privateKeyPem = await loadPrivateKey(join(libraryCache, 'private-key.pem'))
  const server = await explainTakenPort('MTProto', options.port, () =>
    startDatacenterServer({
      port: options.port ?? 0,
      methods: createMethods(world),
      accounts: world,
      clock,
      privateKeyPem,
    }),
  )
  world.connect(server.hub)
  const cancelDelivery = startDelivery(world, clock)
  let control: ControlServer | undefined
  try {
    const tdjsonPath = await prepareTdlibCopy({ publicKeyPem: server.publicKeyPem, folder: libraryCache })
    const describeInfo = (controlPort: number): DatacenterInfo => ({
      mtprotoPort: server.port,
      controlPort,
      publicKeyPem: server.publicKeyPem,
      dcId,
      tdjsonPath,
      scenario: name,
    })
    control = await explainTakenPort('control', options.controlPort, () =>
      startControlServer({ port: options.controlPort ?? 0, world, actions, server, clock, describeInfo }),
    )
    const engine =
      traffic === undefined || options.traffic !== true
        ? undefined
        : startTraffic(traffic, world, actions, server, clock)
    const endPlay = (): void => {
      cancelDelivery()
      engine?.stop()
    }
    return composeDatacenter(describeInfo(control.port), world, actions, server, control, endPlay)
  } catch (error) {
    cancelDelivery()
    world.publisher.close()
    await control?.close()
    await server.stop()
    throw error
  }
}

function composeDatacenter(
  info: DatacenterInfo,
  world: World,
  actions: WorldActions,
  server: DatacenterServer,
  control: ControlServer,
  endPlay: () => void,
): Datacenter {
  return {
    info,
    world,
    actions,
    server,
    control,
    close: async () => {
      endPlay()
      world.publisher.close()
      await control.close()
      await server.stop()
    },
  }
}

function readSeed(
  options: DatacenterOptions,
  clock: Clock,
): { seed: Seed; traffic: TrafficPlan | undefined; name: string } {
  const { scenario, seed } = options
  if (seed !== undefined && scenario === undefined) return { seed, traffic: undefined, name: seed.name }
  if (scenario === undefined || seed !== undefined) throw new Error('give a scenario or a seed, not both')
  const loaded = loadScenario(scenario, { nowMs: clock.now() })
  return { seed: loaded.seed, traffic: loaded.traffic, name: loaded.name }
}

function startTraffic(
  plan: TrafficPlan,
  world: World,
  actions: WorldActions,
  server: DatacenterServer,
  clock: Clock,
): TrafficEngine {
  const engine = new TrafficEngine({
    plan,
    port: actions,
    clock,
    isDriven: (userId) => server.hub.sessionsOf(userId).length > 0,
  })
  world.messageListeners.add(({ chat, fromId, number, date, text, entities, service }) =>
    engine.hear({
      chatId: chat.id,
      fromId,
      isService: service !== undefined,
      number,
      date,
      text,
      code: listCode(entities),
    }),
  )
  engine.start()
  return engine
}

async function explainTakenPort<Result>(
  what: string,
  port: number | undefined,
  start: () => Promise<Result>,
): Promise<Result> {
  try {
    return await start()
  } catch (error) {
    if (!hasCode(error, 'EADDRINUSE')) throw error
    throw new Error(
      `the ${what} port ${port ?? 0} is taken: end what listens there, or choose another port (0 is any free one)`,
      {
        cause: error,
      },
    )
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}

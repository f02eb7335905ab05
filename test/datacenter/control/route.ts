import type { Clock } from '#shared/lib/clock.ts'
import type { DatacenterServer } from '../server/server.ts'
import type { WorldActions } from '../world/world-actions.ts'
import type { World } from '../world/world.ts'
import type { RequestBody } from './request-body.ts'

export interface ControlParts {
  readonly world: World
  readonly actions: WorldActions
  readonly server: DatacenterServer
  readonly clock: Clock
  /** What `GET /info` answers, given the port the control API listens on. */
  readonly describeInfo: (controlPort: number) => object
}

export interface ControlRequest {
  /** The parts of the path that begin with a colon in the route. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: RequestBody
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  readonly path: string
  /** Answers with a JSON value; throws `ControlError` or `RpcError`. */
  readonly run: (request: ControlRequest) => object | Promise<object>
}

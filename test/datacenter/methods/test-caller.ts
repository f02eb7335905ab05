import type { ClientSession, SessionHub, TlObject, TlValue } from '../rpc.ts'
import { decodeObject, decodeResult, encodeObject, encodeResult } from '../wire/codec.ts'
import { createWorld } from '../world/create-world.ts'
import type { Seed } from '../world/seed.ts'
import type { World } from '../world/world.ts'
import { createMethods } from './create-methods.ts'

/** A session that keeps what is pushed to it, after a trip through the codec. */
export class RecordingSession implements ClientSession {
  readonly id: string
  readonly userId: number
  readonly pushed: TlObject[] = []

  constructor(id: string, userId: number) {
    this.id = id
    this.userId = userId
  }

  push(updates: TlObject): boolean {
    this.pushed.push(decodeObject(encodeObject(updates)))
    return true
  }

  /** The updates of all containers so far, in order; forgets them. */
  takeUpdates(): readonly TlObject[] {
    return this.pushed.splice(0).flatMap((container) => container['updates'] as readonly TlObject[])
  }
}

/** A world whose methods are called as the wire calls them, without a wire: answers and pushes pass through the codec. */
export class TestCaller implements SessionHub {
  readonly world: World
  readonly #methods: ReturnType<typeof createMethods>
  readonly #sessions: RecordingSession[] = []

  constructor(
    seed: Seed,
    clock: { now: () => number },
    sizes: { channelLogSize?: number; boxLogSize?: number } = {},
  ) {
    this.world = createWorld(seed, { clock, ...sizes })
    this.#methods = createMethods(this.world)
    this.world.connect(this)
  }

  sessionsOf(userId: number): readonly ClientSession[] {
    return this.#sessions.filter((session) => session.userId === userId)
  }

  open(userId: number): RecordingSession {
    const session = new RecordingSession(`session-${this.#sessions.length}`, userId)
    this.#sessions.push(session)
    return session
  }

  call(session: RecordingSession, method: string, parameters: Readonly<Record<string, TlValue>>): TlObject {
    const handler = this.#methods[method]
    if (handler === undefined) throw new Error(`${method} is not served`)
    const call = decodeObject(encodeObject({ _: method, ...parameters }))
    const context = { session, userId: session.userId, layer: 223, withoutUpdates: false }
    return decodeResult(method, encodeResult(method, handler(context, call) as TlValue)) as TlObject
  }
}

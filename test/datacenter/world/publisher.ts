import type { ClientSession, SessionHub, TlObject } from '../rpc.ts'
import type { Chat, Person } from './model.ts'

/** Updates for one session that go down in one container, with the people and chats they speak of. */
export interface UpdateBatch {
  readonly updates: TlObject[]
  readonly people: Set<Person>
  readonly chats: Set<Chat>
}

/** Turns a batch into the `updates` object that this user may see. */
export type DescribeBatch = (userId: number, batch: UpdateBatch) => TlObject

interface Capture {
  readonly userId: number
  readonly sessionId: string
  readonly batch: UpdateBatch
}

const maxUpdatesPerPush = 100

const noSessions: SessionHub = { sessionsOf: () => [] }

/**
 * Brings updates to every open session of a user. What happens in one turn of the event loop travels together; the session
 * that caused it gets its updates in the answer of its call instead.
 */
export class Publisher {
  #hub: SessionHub = noSessions
  readonly #describe: DescribeBatch
  readonly #queues = new Map<ClientSession, UpdateBatch>()
  #capture: Capture | undefined
  #flushTimer: NodeJS.Immediate | undefined

  constructor(describe: DescribeBatch) {
    this.#describe = describe
  }

  connect(hub: SessionHub): void {
    this.#hub = hub
  }

  /** Runs an action for a session and gives back the updates that are that session's own; the others are queued. */
  capture<Result>(
    userId: number,
    sessionId: string,
    action: () => Result,
  ): { result: Result; batch: UpdateBatch } {
    const outer = this.#capture
    const capture: Capture = { userId, sessionId, batch: createBatch() }
    this.#capture = capture
    try {
      return { result: action(), batch: capture.batch }
    } finally {
      this.#capture = outer
    }
  }

  /** Publishes to all sessions of a user; `build` runs only when somebody listens. */
  publish(
    userId: number,
    build: () => TlObject,
    people: readonly (Person | undefined)[],
    ...chats: readonly (Chat | undefined)[]
  ): void {
    const capture = this.#capture
    const sessions = this.#hub.sessionsOf(userId)
    const isCaptured = capture?.userId === userId
    if (sessions.length === 0 && !isCaptured) return
    const update = build()
    if (capture !== undefined && isCaptured) addToBatch(capture.batch, update, people, chats)
    for (const session of sessions) {
      if (isCaptured && session.id === capture.sessionId) continue
      let batch = this.#queues.get(session)
      if (batch === undefined) {
        batch = createBatch()
        this.#queues.set(session, batch)
      }
      addToBatch(batch, update, people, chats)
      if (batch.updates.length >= maxUpdatesPerPush) {
        this.#queues.delete(session)
        this.#push(session, batch)
      }
    }
    if (this.#queues.size > 0) this.#flushTimer ??= setImmediate(() => this.flush())
  }

  /** Sends what is queued now: before the answer of a call, so that the order of pts is kept. */
  flush(): void {
    if (this.#flushTimer !== undefined) clearImmediate(this.#flushTimer)
    this.#flushTimer = undefined
    const queues = [...this.#queues]
    this.#queues.clear()
    for (const [session, batch] of queues) this.#push(session, batch)
  }

  close(): void {
    if (this.#flushTimer !== undefined) clearImmediate(this.#flushTimer)
    this.#flushTimer = undefined
    this.#queues.clear()
    this.#hub = noSessions
  }

  #push(session: ClientSession, batch: UpdateBatch): void {
    const { userId } = session
    if (userId === undefined) return
    // A session that is not connected now asks for the difference when it comes back.
    session.push(this.#describe(userId, batch))
  }
}

function createBatch(): UpdateBatch {
  return { updates: [], people: new Set(), chats: new Set() }
}

function addToBatch(
  batch: UpdateBatch,
  update: TlObject,
  people: readonly (Person | undefined)[],
  chats: readonly (Chat | undefined)[],
): void {
  batch.updates.push(update)
  for (const person of people) if (person !== undefined) batch.people.add(person)
  for (const chat of chats) if (chat !== undefined && chat.kind !== 'private') batch.chats.add(chat)
}

import { RequestLimit } from '#shared/contract/entities/session.ts'
import type { CloseSignal } from '#shared/lib/close-signal.ts'
import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { Logger } from 'pino'
import { mayPass } from './refusals.ts'
import { type HeldBy, RequestHolds } from './request-holds.ts'
import { RequestCounts } from './request-counts.ts'
import { answeredEarly, kindsByUrgency, limitOf, type RequestKind, requestKinds } from './request-kinds.ts'
import type { TdCaller, TdClient, TdRefusal, TdResult } from './td-client.ts'

/** The pause after a refusal that may pass, and the number of tries in all. */
const retryMs = 2_000
const mostTries = 3
/**
 * Checks the time again at this interval, because timers stand still while the machine sleeps and the clock may be
 * set.
 */
const lookAgainMs = 5_000

export interface RequestQueueOptions {
  readonly clock: Clock
  readonly log: Logger
  readonly client: () => TdClient | undefined
  /** Tells of flood waits, in seconds, that TDLib deals with by itself. */
  readonly onFloodWait: (listener: (seconds: number) => void) => Cancel
}

/** A limit whose requests are held, and until when; ms since 1970. */
export interface RequestWait {
  readonly limit: RequestLimit
  readonly untilMs: EpochMs
}

interface Turn {
  readonly kind: RequestKind
  readonly task: (client: TdClient) => Promise<TdResult<unknown>>
  readonly resolve: (result: TdResult<never>) => void
  readonly reject: (error: unknown) => void
  tryCount: number
  isOver: boolean
  stopListening: Cancel
}

/**
 * Every background request to Telegram goes through this queue, so that the whole console has one budget. The most
 * urgent requests go first, few at once, at a pace, only while Telegram can answer, and after a flood wait only when
 * Telegram allows. Callers see neither the waits nor refusals that may pass.
 */
export class RequestQueue {
  readonly #options: RequestQueueOptions
  /** Emitted when the held limits, or the ends of their holds, changed. */
  readonly onChange = new Emitter()
  readonly #waiting = new Map<RequestKind, Turn[]>(kindsByUrgency.map((kind) => [kind, []]))
  readonly #counts: RequestCounts
  readonly #holds: RequestHolds<RequestLimit>
  readonly #cancelWatch: Cancel
  #isOnline = false
  #isUpToDate = false
  #isPumpDue = false
  #cancelLook: Cancel | undefined

  constructor(options: RequestQueueOptions) {
    this.#options = options
    this.#counts = new RequestCounts(options.clock)
    this.#holds = new RequestHolds(options.clock)
    this.#cancelWatch = options.onFloodWait((seconds) => this.#onTdlibsWait(seconds))
  }

  /** `isOnline`: Telegram answers calls. `isUpToDate`: Telegram has told everything that happened meanwhile. */
  setConnection({
    isOnline,
    isUpToDate,
  }: {
    readonly isOnline: boolean
    readonly isUpToDate: boolean
  }): void {
    this.#isOnline = isOnline
    this.#isUpToDate = isUpToDate
    this.#pumpSoon()
  }

  /**
   * Runs the task when its turn comes, and again after a flood wait. The task chooses what to ask each time it is
   * called. Resolves with the task's own result, or with `closed` when `until` fires first or the account is gone.
   */
  run<Value>(
    kind: RequestKind,
    task: (client: TdClient) => Promise<TdResult<Value>>,
    until?: CloseSignal,
  ): Promise<TdResult<Value>> {
    if (until?.isFired === true) return Promise.resolve(closed)
    return new Promise((resolve, reject) => {
      const turn: Turn = {
        kind,
        task,
        resolve,
        reject,
        tryCount: 0,
        isOver: false,
        stopListening: () => undefined,
      }
      turn.stopListening = until?.listen(() => this.#finish(turn, closed)) ?? turn.stopListening
      this.#waitingOf(kind).push(turn)
      this.#pumpSoon()
    })
  }

  /** A caller whose every call waits for a turn of its own. */
  caller(kind: RequestKind, until?: CloseSignal): TdCaller {
    return { invoke: (request) => this.run(kind, (client) => client.invoke(request), until) }
  }

  /**
   * Until when Telegram makes this kind wait, ms since 1970. Undefined when there is no wait, or no request of this
   * kind is wanted.
   */
  findPauseEndMs(kind: RequestKind): EpochMs | undefined {
    return this.#isWanted(kind) ? this.#holds.findToldMs(limitOf(kind)) : undefined
  }

  /** Every limit whose requests Telegram makes wait. */
  readWaits(): readonly RequestWait[] {
    const wanted = new Set(kindsByUrgency.filter((kind) => this.#isWanted(kind)).map(limitOf))
    return RequestLimit.options.flatMap((limit) => {
      const untilMs = wanted.has(limit) ? this.#holds.findToldMs(limit) : undefined
      return untilMs === undefined ? [] : [{ limit, untilMs }]
    })
  }

  /** The account is gone: answers all waiting requests with `closed`. */
  clear(): void {
    for (const turns of this.#waiting.values()) for (const turn of turns.splice(0)) this.#finish(turn, closed)
    this.#holds.clear()
    this.#cancelLook?.()
    this.#cancelLook = undefined
    this.onChange.emit()
  }

  close(): void {
    this.clear()
    this.#cancelWatch()
  }

  #pumpSoon(): void {
    if (this.#isPumpDue) return
    this.#isPumpDue = true
    queueMicrotask(() => {
      this.#isPumpDue = false
      this.#pump()
    })
  }

  #pump(): void {
    const isOther = this.#holds.dropEnded()
    let lookAtMs = Infinity
    for (const kind of kindsByUrgency) {
      const turns = this.#waitingOf(kind)
      while (turns.length > 0) {
        const atMs = this.#findStartMs(kind) ?? Infinity
        if (atMs > this.#options.clock.now()) {
          lookAtMs = Math.min(lookAtMs, atMs)
          break
        }
        const turn = turns.shift()
        if (turn !== undefined) this.#begin(turn)
      }
    }
    this.#lookAt(lookAtMs)
    if (isOther || this.#holds.size > 0) this.onChange.emit()
  }

  /**
   * When a request of this kind may begin, as far as time decides. Undefined when it has to wait for something other
   * than time.
   */
  #findStartMs(kind: RequestKind): EpochMs | undefined {
    const { limit, needs } = requestKinds[kind]
    if (needs === 'online' && !this.#isOnline) return undefined
    if (needs === 'up_to_date' && !this.#isUpToDate) return undefined
    if (this.#counts.isFull(kind)) return undefined
    const nowMs = this.#options.clock.now()
    return Math.max(nowMs, this.#counts.findRestEndMs(kind), this.#holds.findUntilMs(limit) ?? nowMs)
  }

  #lookAt(atMs: EpochMs): void {
    this.#cancelLook?.()
    this.#cancelLook = undefined
    const { clock } = this.#options
    const nowMs = clock.now()
    if (atMs === Infinity) return
    this.#cancelLook = clock.schedule(Math.min(atMs, nowMs + lookAgainMs), () => {
      this.#cancelLook = undefined
      this.#pump()
    })
  }

  #begin(turn: Turn): void {
    const client = this.#options.client()
    if (client === undefined) {
      this.#finish(turn, closed)
      return
    }
    const { kind } = turn
    turn.tryCount += 1
    this.#counts.noteBegin(kind)
    void turn
      .task(client)
      .then(
        (result) => {
          this.#noteEnd(kind)
          const isCurrent = this.#options.client() === client
          if (!turn.isOver) this.#settle(turn, isCurrent ? result : closed)
          // A flood wait holds even when nobody wants the answer any more.
          else if (isCurrent) this.#noteWait(kind, result)
        },
        (error: unknown) => {
          this.#noteEnd(kind)
          turn.isOver = true
          turn.reject(error)
        },
      )
      .then(() => this.#pumpSoon())
  }

  #noteEnd(kind: RequestKind): void {
    const limit = limitOf(kind)
    this.#counts.noteEnd(kind)
    if (!answeredEarly.has(limit) && this.#counts.countOf(limit) === 0) this.#holds.endTdlibs(limit)
  }

  #settle(turn: Turn, result: TdResult<unknown>): void {
    const pauseMs = result.ok ? undefined : findPauseMs(result.refusal, turn.tryCount)
    if (result.ok || pauseMs === undefined) {
      this.#finish(turn, result as TdResult<never>)
      return
    }
    const { kind } = turn
    this.#options.log.warn({ kind, pauseMs, refusal: result.refusal.message }, 'asking Telegram waits')
    if (result.refusal.kind === 'flood_wait') turn.tryCount = 0
    this.#waitingOf(kind).unshift(turn)
    this.#hold(limitOf(kind), pauseMs, result.refusal.kind === 'flood_wait' ? 'telegram' : 'own')
  }

  #noteWait(kind: RequestKind, result: TdResult<unknown>): void {
    if (result.ok || result.refusal.kind !== 'flood_wait') return
    this.#hold(limitOf(kind), result.refusal.seconds * 1000, 'telegram')
  }

  #finish(turn: Turn, result: TdResult<never>): void {
    if (turn.isOver) return
    turn.isOver = true
    turn.stopListening()
    const turns = this.#waitingOf(turn.kind)
    const index = turns.indexOf(turn)
    if (index >= 0) turns.splice(index, 1)
    turn.resolve(result)
  }

  /** TDLib does not say which request it holds back, so every limit with requests under way is held. */
  #onTdlibsWait(seconds: number): void {
    for (const limit of RequestLimit.options) {
      if (this.#counts.mayBeHeldBack(limit)) this.#hold(limit, seconds * 1000, 'tdlib')
    }
  }

  #hold(limit: RequestLimit, forMs: number, by: HeldBy): void {
    this.#holds.hold(limit, forMs, by)
    this.onChange.emit()
    this.#pumpSoon()
  }

  #waitingOf(kind: RequestKind): Turn[] {
    return this.#waiting.get(kind) ?? []
  }

  #isWanted(kind: RequestKind): boolean {
    return this.#waitingOf(kind).length > 0 || this.#counts.countOf(limitOf(kind)) > 0
  }
}

const closed = { ok: false, refusal: { kind: 'closed', message: 'nobody asks for it any more' } } as const

/** The pause before the request is made again; undefined when the refusal is final. */
function findPauseMs(refusal: TdRefusal, tryCount: number): number | undefined {
  if (refusal.kind === 'flood_wait') return refusal.seconds * 1000
  return mayPass(refusal) && tryCount < mostTries ? retryMs : undefined
}

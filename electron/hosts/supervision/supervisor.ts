import { assertNever } from '#shared/lib/assert-never.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import type { CoreState } from '#shared/contract/shell-contract.ts'
import type { FromCore, ToCore } from '../process/core-messages.ts'
import {
  defaultLimits,
  initialState,
  superviseStep,
  type SupervisionLimits,
  type SupervisorEffect,
  type SupervisorEvent,
} from './supervisor-state.ts'

/** One core process, whatever kind of process a host starts. */
export interface CoreProcess {
  send(message: ToCore): void
  /** Ends it at once. */
  kill(): void
}

export interface CoreProcessEvents {
  readonly onMessage: (message: FromCore) => void
  /** Called once, for a clean end and a crash alike; `how` is for the log. */
  readonly onExit: (how: string) => void
}

export interface SupervisorOptions<P extends CoreProcess> {
  readonly clock: Clock
  readonly limits?: SupervisionLimits
  /** Starts a process, and sends its first message. */
  readonly spawn: (events: CoreProcessEvents) => P
  /** Is called with the core's messages that are not about its own state. */
  readonly onMessage: (message: FromCore, process: P) => void
  readonly onState: (state: CoreState) => void
  readonly onLog: (message: string) => void
}

/** Keeps one core process alive by the rules of `superviseStep`. */
export class Supervisor<P extends CoreProcess> {
  readonly #options: SupervisorOptions<P>
  #state = initialState
  #current: P | undefined
  #cancelTimer: Cancel = () => undefined
  readonly #settled = new Emitter()

  constructor(options: SupervisorOptions<P>) {
    this.#options = options
  }

  start(): void {
    this.#dispatch({ kind: 'start' })
  }

  /** The process, once it serves. */
  running(): P | undefined {
    return this.#state.phase === 'running' ? this.#current : undefined
  }

  /** Closes the core and starts it again, with the options that `spawn` chooses then. */
  restart(): void {
    this.#dispatch({ kind: 'close', after: 'respawn' })
  }

  /** Closes the core for good; resolves when its process has ended. */
  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#settled.on(resolve)
      this.#dispatch({ kind: 'close', after: 'stay_down' })
    })
  }

  #dispatch(event: SupervisorEvent): void {
    const { clock, limits = defaultLimits } = this.#options
    const step = superviseStep(this.#state, event, clock.now(), limits)
    this.#state = step.state
    for (const effect of step.effects) this.#perform(effect)
  }

  #perform(effect: SupervisorEffect): void {
    switch (effect.kind) {
      case 'spawn':
        this.#spawn()
        return
      case 'announce':
        this.#options.onState(effect.state)
        return
      case 'schedule_pause':
        this.#schedule(effect.delayMs, { kind: 'pause_over' })
        return
      case 'cancel_timers':
        this.#cancelTimer()
        return
      case 'ask_to_close':
        this.#current?.send({ kind: 'close' })
        this.#schedule(effect.withinMs, { kind: 'close_overdue' })
        return
      case 'kill':
        this.#options.onLog('killing the core')
        this.#current?.kill()
        return
      case 'settled':
        this.#settled.emit()
        this.#settled.clear()
        return
      default:
        assertNever(effect)
    }
  }

  #schedule(delayMs: number, event: SupervisorEvent): void {
    const { clock } = this.#options
    this.#cancelTimer()
    this.#cancelTimer = clock.schedule(clock.now() + delayMs, () => {
      this.#dispatch(event)
    })
  }

  #spawn(): void {
    const { onLog, onMessage } = this.#options
    let spawned: P | undefined
    const isCurrent = (): boolean => spawned === undefined || spawned === this.#current
    spawned = this.#options.spawn({
      onMessage: (message) => {
        if (!isCurrent()) return
        if (message.kind === 'ready') this.#dispatch({ kind: 'ready' })
        else if (message.kind === 'refused') this.#dispatch(message)
        if (spawned !== undefined) onMessage(message, spawned)
      },
      onExit: (how) => {
        onLog(`the core ended: ${how}`)
        // The end of a process that was already given up changes nothing.
        if (!isCurrent()) return
        this.#current = undefined
        this.#dispatch({ kind: 'exited' })
      },
    })
    this.#current = spawned
  }
}

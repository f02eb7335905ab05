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
  /** Starts a process; its first message is this function's business. */
  readonly spawn: (events: CoreProcessEvents) => P
  /** What the core says besides of its own state. */
  readonly onMessage: (message: FromCore, process: P) => void
  readonly onState: (state: CoreState) => void
  readonly onLog: (message: string) => void
}

export interface Supervisor<P extends CoreProcess> {
  start(): void
  state(): CoreState
  /** The process, once it serves. */
  running(): P | undefined
  /** Closes the core and starts it again, with whatever `spawn` then decides. */
  restart(): void
  /** Closes the core for good; resolves when its process has ended. */
  stop(): Promise<void>
}

/** Keeps one core process alive by the rules of `superviseStep`. */
export function createSupervisor<P extends CoreProcess>(options: SupervisorOptions<P>): Supervisor<P> {
  const { clock, limits = defaultLimits } = options
  let state = initialState
  let coreState: CoreState = { kind: 'starting' }
  let current: P | undefined
  let cancelTimer: Cancel = () => undefined
  const settled = new Emitter()

  const dispatch = (event: SupervisorEvent): void => {
    const step = superviseStep(state, event, clock.now(), limits)
    state = step.state
    for (const effect of step.effects) perform(effect)
  }

  const perform = (effect: SupervisorEffect): void => {
    switch (effect.kind) {
      case 'spawn':
        spawn()
        return
      case 'announce':
        coreState = effect.state
        options.onState(coreState)
        return
      case 'schedule_pause':
        schedule(effect.delayMs, { kind: 'pause_over' })
        return
      case 'cancel_timers':
        cancelTimer()
        return
      case 'ask_to_close':
        current?.send({ kind: 'close' })
        schedule(effect.withinMs, { kind: 'close_overdue' })
        return
      case 'kill':
        options.onLog('killing the core')
        current?.kill()
        return
      case 'settled':
        settled.emit()
        settled.clear()
        return
      default:
        assertNever(effect)
    }
  }

  const schedule = (delayMs: number, event: SupervisorEvent): void => {
    cancelTimer()
    cancelTimer = clock.schedule(clock.now() + delayMs, () => {
      dispatch(event)
    })
  }

  const spawn = (): void => {
    let spawned: P | undefined
    const isCurrent = (): boolean => spawned === undefined || spawned === current
    spawned = options.spawn({
      onMessage: (message) => {
        if (!isCurrent()) return
        if (message.kind === 'ready') dispatch({ kind: 'ready' })
        else if (message.kind === 'refused') dispatch(message)
        if (spawned !== undefined) options.onMessage(message, spawned)
      },
      onExit: (how) => {
        options.onLog(`the core ended: ${how}`)
        // The end of a process that was given up already changes nothing.
        if (!isCurrent()) return
        current = undefined
        dispatch({ kind: 'exited' })
      },
    })
    current = spawned
  }

  return {
    start: () => {
      dispatch({ kind: 'start' })
    },
    state: () => coreState,
    running: () => (state.phase === 'running' ? current : undefined),
    restart: () => {
      dispatch({ kind: 'close', after: 'respawn' })
    },
    stop: () =>
      new Promise((resolve) => {
        settled.on(resolve)
        dispatch({ kind: 'close', after: 'stay_down' })
      }),
  }
}

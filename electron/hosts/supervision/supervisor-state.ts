import type { EpochMs } from '#shared/lib/clock.ts'
import type { CoreState, CoreStopReason } from '#shared/contract/shell-contract.ts'

/** How patient supervision is. Times in ms. */
export interface SupervisionLimits {
  /** Pause before the nth restart in a row; the last one repeats. */
  readonly pausesMs: readonly number[]
  /** After this many unexpected ends within `crashWindowMs` the core stays down. */
  readonly maxCrashes: number
  readonly crashWindowMs: number
  /** After a core ran this long, the pauses start over. */
  readonly steadyAfterMs: number
  /** How long a core may take to close its files before it is killed. */
  readonly closeWithinMs: number
}

export const defaultLimits: SupervisionLimits = {
  pausesMs: [250, 1_000, 4_000, 10_000],
  maxCrashes: 5,
  crashWindowMs: 120_000,
  steadyAfterMs: 30_000,
  closeWithinMs: 8_000,
}

interface Crashes {
  /** When the core ended unexpectedly, oldest first; only those within the crash window. */
  readonly crashTimesMs: readonly EpochMs[]
  /** Restarts since the core last ran steadily. */
  readonly attempt: number
}

/** What the core is to do once it has ended: `respawn` starts it again at once, with whatever options hold then. */
type AfterClose = 'respawn' | 'stay_down'

export type SupervisorState = Crashes &
  (
    | { readonly phase: 'down' }
    | { readonly phase: 'starting' }
    | { readonly phase: 'running'; readonly sinceMs: EpochMs }
    | { readonly phase: 'pausing' }
    | { readonly phase: 'closing'; readonly after: AfterClose }
    | { readonly phase: 'stopped'; readonly reason: CoreStopReason }
  )

export type SupervisorEvent =
  /** Start, or start again after `stopped`. */
  | { readonly kind: 'start' }
  /** The core said that it serves. */
  | { readonly kind: 'ready' }
  /** The core said, before it served, why it cannot run. */
  | { readonly kind: 'refused'; readonly reason: CoreStopReason; readonly message: string }
  | { readonly kind: 'exited' }
  | { readonly kind: 'pause_over' }
  /** Close the core properly; it starts again at once with `respawn`. */
  | { readonly kind: 'close'; readonly after: AfterClose }
  | { readonly kind: 'close_overdue' }

export type SupervisorEffect =
  | { readonly kind: 'spawn' }
  | { readonly kind: 'announce'; readonly state: CoreState }
  | { readonly kind: 'schedule_pause'; readonly delayMs: number }
  | { readonly kind: 'cancel_timers' }
  | { readonly kind: 'ask_to_close'; readonly withinMs: number }
  | { readonly kind: 'kill' }
  /** Nothing runs, and nothing is going to be started. */
  | { readonly kind: 'settled' }

export interface Step {
  readonly state: SupervisorState
  readonly effects: readonly SupervisorEffect[]
}

export const initialState: SupervisorState = { phase: 'down', crashTimesMs: [], attempt: 0 }

/**
 * The rules of keeping one core process alive: what to do when it starts, serves, refuses, crashes or is asked to
 * close. There is never more than one process, and none after `stay_down`.
 */
export function superviseStep(
  state: SupervisorState,
  event: SupervisorEvent,
  nowMs: EpochMs,
  limits: SupervisionLimits = defaultLimits,
): Step {
  switch (event.kind) {
    case 'start':
      return state.phase === 'down' || state.phase === 'stopped' ? spawnAnew() : stay(state)
    case 'ready':
      return state.phase === 'starting'
        ? {
            state: { ...keepCrashes(state), phase: 'running', sinceMs: nowMs },
            effects: [announce({ kind: 'running' })],
          }
        : stay(state)
    case 'refused':
      return state.phase === 'starting'
        ? {
            state: { ...keepCrashes(state), phase: 'stopped', reason: event.reason },
            effects: [
              announce({ kind: 'stopped', reason: event.reason, message: event.message }),
              // The refused core has opened nothing; it is killed so that a later start does not find it
              // running.
              { kind: 'kill' },
              { kind: 'settled' },
            ],
          }
        : stay(state)
    case 'exited':
      return afterExit(state, nowMs, limits)
    case 'pause_over':
      return state.phase === 'pausing' ? spawnAgain(state) : stay(state)
    case 'close':
      return afterCloseRequest(state, event.after, limits)
    case 'close_overdue':
      return state.phase === 'closing' ? { state, effects: [{ kind: 'kill' }] } : stay(state)
  }
}

function stay(state: SupervisorState): Step {
  return { state, effects: [] }
}

function announce(state: CoreState): SupervisorEffect {
  return { kind: 'announce', state }
}

function keepCrashes({ crashTimesMs, attempt }: Crashes): Crashes {
  return { crashTimesMs, attempt }
}

function spawnAnew(): Step {
  return {
    state: { phase: 'starting', crashTimesMs: [], attempt: 0 },
    effects: [announce({ kind: 'starting' }), { kind: 'spawn' }],
  }
}

function spawnAgain(state: Crashes): Step {
  return { state: { ...keepCrashes(state), phase: 'starting' }, effects: [{ kind: 'spawn' }] }
}

function afterExit(state: SupervisorState, nowMs: EpochMs, limits: SupervisionLimits): Step {
  switch (state.phase) {
    case 'closing':
      return state.after === 'respawn'
        ? { ...spawnAnew(), effects: [{ kind: 'cancel_timers' }, ...spawnAnew().effects] }
        : {
            state: { phase: 'down', crashTimesMs: [], attempt: 0 },
            effects: [{ kind: 'cancel_timers' }, { kind: 'settled' }],
          }
    case 'starting':
    case 'running':
      return afterCrash(state, nowMs, limits)
    default:
      return stay(state)
  }
}

function afterCrash(
  state: SupervisorState & { readonly phase: 'starting' | 'running' },
  nowMs: EpochMs,
  limits: SupervisionLimits,
): Step {
  const recent = state.crashTimesMs.filter((atMs) => atMs > nowMs - limits.crashWindowMs)
  const crashTimesMs = [...recent, nowMs]
  if (crashTimesMs.length >= limits.maxCrashes) {
    const seconds = Math.round(limits.crashWindowMs / 1_000)
    return {
      state: { phase: 'stopped', reason: 'crash_loop', crashTimesMs, attempt: state.attempt },
      effects: [
        announce({
          kind: 'stopped',
          reason: 'crash_loop',
          message: `The core ended ${crashTimesMs.length} times within ${seconds} s.`,
        }),
        { kind: 'settled' },
      ],
    }
  }
  const ranSteadily = state.phase === 'running' && nowMs - state.sinceMs >= limits.steadyAfterMs
  const attempt = ranSteadily ? 1 : state.attempt + 1
  const delayMs = limits.pausesMs[Math.min(attempt, limits.pausesMs.length) - 1] ?? 0
  return {
    state: { phase: 'pausing', crashTimesMs, attempt },
    effects: [announce({ kind: 'restarting', attempt, delayMs }), { kind: 'schedule_pause', delayMs }],
  }
}

function afterCloseRequest(state: SupervisorState, after: AfterClose, limits: SupervisionLimits): Step {
  switch (state.phase) {
    case 'starting':
    case 'running':
      return {
        state: { ...keepCrashes(state), phase: 'closing', after },
        effects: [
          ...(after === 'respawn' ? [announce({ kind: 'starting' })] : []),
          { kind: 'ask_to_close', withinMs: limits.closeWithinMs },
        ],
      }
    case 'closing':
      // A request to stay down always wins, because the program is ending.
      return { state: after === 'stay_down' ? { ...state, after } : state, effects: [] }
    case 'pausing':
    case 'down':
    case 'stopped': {
      if (after === 'respawn') {
        return { ...spawnAnew(), effects: [{ kind: 'cancel_timers' }, ...spawnAnew().effects] }
      }
      return {
        state: { phase: 'down', crashTimesMs: [], attempt: 0 },
        effects: [{ kind: 'cancel_timers' }, { kind: 'settled' }],
      }
    }
  }
}

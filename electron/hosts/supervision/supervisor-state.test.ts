import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  initialState,
  superviseStep,
  type SupervisionLimits,
  type SupervisorEffect,
  type SupervisorEvent,
  type SupervisorState,
} from './supervisor-state.ts'

const limits: SupervisionLimits = {
  pausesMs: [100, 1_000, 5_000],
  maxCrashes: 4,
  crashWindowMs: 60_000,
  steadyAfterMs: 30_000,
  closeWithinMs: 5_000,
}

interface Moment {
  readonly afterMs: number
  readonly event: SupervisorEvent
}

/** Plays events with the time that passes before each; returns the state and what was done at each. */
function play(moments: readonly Moment[]): {
  state: SupervisorState
  effects: readonly (readonly SupervisorEffect[])[]
} {
  let state = initialState
  let nowMs = 1_000_000
  const effects = moments.map(({ afterMs, event }) => {
    nowMs += afterMs
    const step = superviseStep(state, event, nowMs, limits)
    state = step.state
    return step.effects
  })
  return { state, effects }
}

const at = (afterMs: number, event: SupervisorEvent): Moment => ({ afterMs, event })
const start = at(0, { kind: 'start' })
const ready = at(10, { kind: 'ready' })
const crash = (afterMs = 10): Moment => at(afterMs, { kind: 'exited' })
const pauseOver = at(100, { kind: 'pause_over' })
const close = (after: 'respawn' | 'stay_down'): Moment => at(10, { kind: 'close', after })

function announced(effects: readonly (readonly SupervisorEffect[])[]): unknown[] {
  return effects.flat().flatMap((effect) => (effect.kind === 'announce' ? [effect.state] : []))
}

describe('keeping the core alive', () => {
  it('starts it and says when it serves', () => {
    const { state, effects } = play([start, ready])
    expect(state.phase).toBe('running')
    expect(effects[0]).toContainEqual({ kind: 'spawn' })
    expect(announced(effects)).toEqual([{ kind: 'starting' }, { kind: 'running' }])
  })

  it('pauses longer with every crash in a row', () => {
    const { effects } = play([start, ready, crash(), pauseOver, ready, crash(), pauseOver, ready, crash()])
    const pauses = effects
      .flat()
      .flatMap((effect) => (effect.kind === 'schedule_pause' ? [effect.delayMs] : []))
    expect(pauses).toEqual([100, 1_000, 5_000])
    expect(announced(effects)).toContainEqual({ kind: 'restarting', attempt: 2, delayMs: 1_000 })
  })

  it('starts the pauses over after a steady run', () => {
    const { effects } = play([start, ready, crash(), pauseOver, ready, crash(30_000)])
    expect(effects.at(-1)).toContainEqual({ kind: 'schedule_pause', delayMs: 100 })
  })

  it('gives up when it ends too often, and tries again when asked', () => {
    const oneCrash = [ready, crash(), pauseOver]
    const looped = [start, ...oneCrash, ...oneCrash, ...oneCrash, ready, crash()]
    const { state, effects } = play(looped)
    expect(state).toMatchObject({ phase: 'stopped', reason: 'crash_loop' })
    expect(announced(effects).at(-1)).toMatchObject({ kind: 'stopped', reason: 'crash_loop' })
    expect(play([...looped, start]).state).toMatchObject({ phase: 'starting', crashTimesMs: [] })
  })

  it('does not give up when the crashes are far apart', () => {
    const rareCrash = [ready, crash(40_000), pauseOver]
    expect(
      play([start, ...rareCrash, ...rareCrash, ...rareCrash, ...rareCrash, ...rareCrash]).state.phase,
    ).toBe('starting')
  })

  it('does not restart a core that says why it cannot run', () => {
    const refused = at(10, { kind: 'refused', reason: 'profile_in_use', message: 'taken' })
    const { state, effects } = play([start, refused, crash()])
    expect(state).toMatchObject({ phase: 'stopped', reason: 'profile_in_use' })
    expect(announced(effects).at(-1)).toEqual({ kind: 'stopped', reason: 'profile_in_use', message: 'taken' })
  })

  it('asks to close, kills when that takes too long, and is settled after the end', () => {
    const { state, effects } = play([
      start,
      ready,
      close('stay_down'),
      at(5_000, { kind: 'close_overdue' }),
      crash(),
    ])
    expect(effects[2]).toContainEqual({ kind: 'ask_to_close', withinMs: 5_000 })
    expect(effects[3]).toEqual([{ kind: 'kill' }])
    expect(effects[4]).toContainEqual({ kind: 'settled' })
    expect(state.phase).toBe('down')
  })

  it('does not count a wanted restart as a crash', () => {
    const { state, effects } = play([start, ready, close('respawn'), crash()])
    expect(effects.at(-1)).toContainEqual({ kind: 'spawn' })
    expect(state).toMatchObject({ phase: 'starting', crashTimesMs: [] })
  })
})

const anyEvent: fc.Arbitrary<SupervisorEvent> = fc.constantFrom<SupervisorEvent>(
  { kind: 'start' },
  { kind: 'ready' },
  { kind: 'refused', reason: 'profile_in_use', message: '' },
  { kind: 'exited' },
  { kind: 'exited' },
  { kind: 'pause_over' },
  { kind: 'pause_over' },
  { kind: 'close', after: 'respawn' },
  { kind: 'close', after: 'stay_down' },
  { kind: 'close_overdue' },
)
const anyMoments = fc.array(fc.record({ afterMs: fc.integer({ min: 0, max: 50_000 }), event: anyEvent }), {
  maxLength: 60,
})

/** Allows only what can happen: a process ends, answers or refuses only while there is one. */
function isPossible(isAlive: boolean, event: SupervisorEvent): boolean {
  return isAlive || (event.kind !== 'exited' && event.kind !== 'ready' && event.kind !== 'refused')
}

describe('whatever happens', () => {
  it('there is never more than one process, and a spawn follows only an end', () => {
    fc.assert(
      fc.property(anyMoments, (moments) => {
        let state = initialState
        let nowMs = 0
        let isAlive = false
        for (const { afterMs, event } of moments) {
          if (!isPossible(isAlive, event)) continue
          nowMs += afterMs
          if (event.kind === 'exited') isAlive = false
          const step = superviseStep(state, event, nowMs, limits)
          state = step.state
          for (const effect of step.effects) {
            if (effect.kind === 'kill') isAlive = false
            if (effect.kind !== 'spawn') continue
            expect(isAlive).toBe(false)
            isAlive = true
          }
        }
      }),
    )
  })

  it('a core asked to stay down starts only when it is started again', () => {
    fc.assert(
      fc.property(anyMoments, anyMoments, (before, after) => {
        const downFrom = play([...before, close('stay_down')]).state
        let state = downFrom
        for (const { event } of after) {
          if (event.kind === 'start' || event.kind === 'close') continue
          const step = superviseStep(state, event, 10_000_000, limits)
          expect(step.effects).not.toContainEqual({ kind: 'spawn' })
          state = step.state
        }
      }),
    )
  })

  it('never restarts more often within the window than the limit says', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 80 }), (lifetimes) => {
        let state = superviseStep(initialState, { kind: 'start' }, 0, limits).state
        let nowMs = 0
        const restarts: number[] = []
        for (const lifetimeMs of lifetimes) {
          nowMs += lifetimeMs
          state = superviseStep(state, { kind: 'exited' }, nowMs, limits).state
          if (state.phase !== 'pausing') break
          state = superviseStep(state, { kind: 'pause_over' }, nowMs, limits).state
          restarts.push(nowMs)
          const inWindow = restarts.filter((atMs) => atMs > nowMs - limits.crashWindowMs)
          expect(inWindow.length).toBeLessThan(limits.maxCrashes)
        }
      }),
    )
  })
})

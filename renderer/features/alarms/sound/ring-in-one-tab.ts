import { windowClock } from '../../../lib/window-clock.ts'
import { startRinging } from './alarm-bell.ts'

/**
 * `quiet`: nothing sounds. `ringing`: this tab rings. `elsewhere`: another tab of the console does. `blocked`: the browser
 * waits for a click in this tab, and no other one rings.
 */
export type SoundState = 'quiet' | 'ringing' | 'elsewhere' | 'blocked'

const lockName = 'watchfloor.alarm-sound'
const gestures = ['pointerdown', 'keydown'] as const

/** One per window: browsers allow few, and one that was allowed to sound stays so. */
let sharedContext: AudioContext | undefined

/** Rings until it is stopped, in one tab of all that ask for it, once the browser lets this one sound. */
export function ringInOneTab(tell: (state: SoundState) => void): () => void {
  sharedContext ??= new AudioContext()
  const context = sharedContext
  const ended = new AbortController()
  const { signal } = ended
  let isAsked = false

  const start = (): void => {
    if (signal.aborted || isAsked || context.state !== 'running') return
    isAsked = true
    tell('elsewhere')
    void ringInTurn(context, signal, tell)
  }
  const resume = (): void => {
    // Resolves only once the browser allows sound; until then the state is `blocked`.
    void context.resume().then(start)
  }
  context.addEventListener('statechange', start, { signal })
  for (const gesture of gestures) window.addEventListener(gesture, resume, { signal, capture: true })
  resume()
  start()
  if (!isAsked) tellWhileBlocked(context, signal, tell)
  return () => {
    ended.abort()
  }
}

/** Waits for this tab's turn, then rings until the signal ends it. */
async function ringInTurn(
  context: AudioContext,
  signal: AbortSignal,
  tell: (state: SoundState) => void,
): Promise<void> {
  const hold = (): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) {
        resolve()
        return
      }
      tell('ringing')
      const silence = startRinging(context, windowClock)
      signal.addEventListener('abort', () => {
        silence()
        resolve()
      })
    })
  try {
    await navigator.locks.request(lockName, { signal }, hold)
  } catch (error) {
    // The alarm ended before this tab got the lock.
    if (!signal.aborted) throw error
  }
}

/** Says every other second whether another tab rings, until this one may. */
function tellWhileBlocked(
  context: AudioContext,
  signal: AbortSignal,
  tell: (state: SoundState) => void,
): void {
  const tellOfOthers = (): void => {
    void navigator.locks.query().then(({ held = [] }) => {
      if (signal.aborted) return
      const isHeld = held.some(({ name }) => name === lockName)
      if (context.state !== 'running') tell(isHeld ? 'elsewhere' : 'blocked')
      else if (isHeld) tell('elsewhere')
    })
  }
  tellOfOthers()
  const timer = setInterval(tellOfOthers, 2_000)
  const stop = (): void => {
    clearInterval(timer)
  }
  signal.addEventListener('abort', stop)
  context.addEventListener(
    'statechange',
    () => {
      if (context.state === 'running') stop()
    },
    { signal },
  )
}

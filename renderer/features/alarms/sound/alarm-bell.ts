import type { Cancel, Clock } from '#shared/lib/clock.ts'

/** The part of AudioContext that the bell needs. */
export type BellContext = Pick<
  AudioContext,
  'state' | 'currentTime' | 'destination' | 'createOscillator' | 'createGain' | 'resume'
>

/** Two falling tones, twice: audible across a room, and unlike any other sound of the console. */
const notes: readonly { readonly atS: number; readonly hertz: number }[] = [
  { atS: 0, hertz: 988 },
  { atS: 0.18, hertz: 740 },
  { atS: 0.42, hertz: 988 },
  { atS: 0.6, hertz: 740 },
]
const noteS = 0.16
const loudness = 0.28
/** From one ring to the next. */
export const ringEveryMs = 2_500

/** Rings until it is cancelled, which also stops a tone half-way. */
export function startRinging(context: BellContext, clock: Clock): Cancel {
  let stopRing: Cancel = () => undefined
  let cancelNext: Cancel = () => undefined
  const ring = (): void => {
    stopRing = playRing(context)
    cancelNext = clock.schedule(clock.now() + ringEveryMs, ring)
  }
  ring()
  return () => {
    cancelNext()
    stopRing()
  }
}

function playRing(context: BellContext): Cancel {
  const startS = context.currentTime + 0.02
  const volume = context.createGain()
  volume.gain.setValueAtTime(loudness, startS)
  volume.connect(context.destination)
  const sources = notes.map(({ atS, hertz }) => {
    const tone = context.createOscillator()
    const shape = context.createGain()
    tone.type = 'triangle'
    tone.frequency.setValueAtTime(hertz, startS + atS)
    // Without a fade at both ends a tone clicks.
    shape.gain.setValueAtTime(0, startS + atS)
    shape.gain.linearRampToValueAtTime(1, startS + atS + 0.01)
    shape.gain.setValueAtTime(1, startS + atS + noteS - 0.03)
    shape.gain.linearRampToValueAtTime(0, startS + atS + noteS)
    tone.connect(shape).connect(volume)
    tone.start(startS + atS)
    tone.stop(startS + atS + noteS)
    return tone
  })
  return () => {
    for (const source of sources) source.disconnect()
    volume.disconnect()
  }
}

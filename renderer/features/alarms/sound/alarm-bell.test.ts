import { expect, it } from 'vitest'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { type BellContext, ringEveryMs, startRinging } from './alarm-bell.ts'

/** Counts what a browser would have been told to sound. */
function makeContext() {
  const told = { started: 0, connected: 0, disconnected: 0 }
  const parameter = { setValueAtTime: () => parameter, linearRampToValueAtTime: () => parameter }
  const makeNode = (): object => {
    const node = {
      frequency: parameter,
      gain: parameter,
      type: 'sine',
      connect: (next: object) => {
        told.connected += 1
        return next
      },
      disconnect: () => {
        told.disconnected += 1
      },
      start: () => {
        told.started += 1
      },
      stop: () => undefined,
    }
    return node
  }
  const context = {
    state: 'running',
    currentTime: 0,
    destination: makeNode(),
    createOscillator: makeNode,
    createGain: makeNode,
  }
  return { context: context as unknown as BellContext, told }
}

it('rings again and again, and stops in the middle of a tone', async () => {
  const clock = new FakeClock()
  const { context, told } = makeContext()
  const stop = startRinging(context, clock)
  const tones = told.started
  expect(tones).toBeGreaterThan(0)
  await clock.advanceBy(ringEveryMs - 1)
  expect(told.started).toBe(tones)
  await clock.advanceBy(1)
  expect(told.started).toBe(2 * tones)
  stop()
  expect(told.disconnected).toBe(tones + 1)
  await clock.advanceBy(10 * ringEveryMs)
  expect(told.started).toBe(2 * tones)
  expect(clock.pendingCount).toBe(0)
})

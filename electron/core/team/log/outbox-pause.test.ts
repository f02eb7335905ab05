import { expect, test } from 'vitest'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { OutboxPause } from './outbox-pause.ts'

function openPause() {
  const clock = new FakeClock()
  return { clock, pause: new OutboxPause({ clock, onChange: () => undefined, onWake: () => undefined }) }
}

test('a pause lasts as long as the longest refusal asked for', () => {
  const { clock, pause } = openPause()
  const began = clock.now()
  pause.hold(60_000)
  pause.hold(2_000)
  expect(pause.untilMs).toBe(began + 60_000)
  expect(pause.tryEnd()).toBe(false)
  pause.close()
})

test('a pause for a lost channel ends as soon as the channel can be written to', () => {
  const { pause } = openPause()
  pause.holdForChannel()
  expect(pause.untilMs).toBeDefined()
  expect(pause.tryEnd()).toBe(true)
  expect(pause.untilMs).toBeUndefined()
  pause.close()
})

import { describe, expect, it } from 'vitest'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { ListFreeze, stillAfterMs } from './list-freeze.ts'

function start(): { clock: FakeClock; freeze: ListFreeze; changes: boolean[] } {
  const clock = new FakeClock()
  const changes: boolean[] = []
  const freeze = new ListFreeze(clock)
  freeze.onChange((isFrozen) => changes.push(isFrozen))
  return { clock, freeze, changes }
}

describe('the freeze', () => {
  it('lasts while the pointer moves and ends when it leaves', async () => {
    const { clock, freeze, changes } = start()
    freeze.noticePointer()
    expect(freeze.isFrozen).toBe(true)
    for (let move = 0; move < 5; move += 1) {
      await clock.advanceBy(stillAfterMs - 1)
      freeze.noticePointer()
    }
    expect(changes).toEqual([true])
    freeze.leaveByPointer()
    expect(changes).toEqual([true, false])
    expect(clock.pendingCount).toBe(0)
  })

  it('ends after five seconds of stillness, and begins again with a movement', async () => {
    const { clock, freeze, changes } = start()
    freeze.noticePointer()
    await clock.advanceBy(stillAfterMs - 1)
    expect(changes).toEqual([true])
    await clock.advanceBy(1)
    expect(changes).toEqual([true, false])
    freeze.noticePointer()
    expect(changes).toEqual([true, false, true])
  })

  it('goes on by keys when the pointer leaves', async () => {
    const { clock, freeze } = start()
    freeze.noticePointer()
    await clock.advanceBy(3_000)
    freeze.noticeKeys()
    freeze.leaveByPointer()
    expect(freeze.isFrozen).toBe(true)
    await clock.advanceBy(stillAfterMs)
    expect(freeze.isFrozen).toBe(false)
    freeze.noticeKeys()
    freeze.leaveByKeys()
    expect(freeze.isFrozen).toBe(false)
  })

  it('is held without a time limit while a menu or a drag needs it', async () => {
    const { clock, freeze } = start()
    const release = freeze.hold()
    const releaseOther = freeze.hold()
    await clock.advanceBy(stillAfterMs * 10)
    release()
    release()
    expect(freeze.isFrozen).toBe(true)
    releaseOther()
    expect(freeze.isFrozen).toBe(false)
  })
})

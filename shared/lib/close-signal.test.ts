import { describe, expect, it } from 'vitest'
import { CloseSignal } from './close-signal.ts'

describe('CloseSignal', () => {
  it('tells each listener once, in the tick of the end', () => {
    const closed = new CloseSignal()
    const heard: string[] = []
    closed.listen(() => heard.push('one'))
    closed.listen(() => heard.push('two'))
    expect(closed.isFired).toBe(false)
    closed.fire()
    closed.fire()
    expect({ heard, isFired: closed.isFired }).toEqual({ heard: ['one', 'two'], isFired: true })
  })

  it('tells one that comes later too, after `listen` has returned', async () => {
    const closed = new CloseSignal()
    closed.fire()
    const heard: string[] = []
    closed.listen(() => heard.push('late'))
    expect(heard).toEqual([])
    await Promise.resolve()
    expect(heard).toEqual(['late'])
  })

  it('calls nobody who cancelled, before the end, during it or after it', async () => {
    const closed = new CloseSignal()
    const heard: string[] = []
    closed.listen(() => heard.push('before'))()
    closed.listen(() => {
      cancelDuring()
    })
    const cancelDuring = closed.listen(() => heard.push('during'))
    closed.fire()
    closed.listen(() => heard.push('after'))()
    await Promise.resolve()
    expect(heard).toEqual([])
  })

  it('is over for those who ask while it is told, and tells them too', async () => {
    const closed = new CloseSignal()
    const heard: string[] = []
    closed.listen(() => {
      heard.push(`over: ${closed.isFired}`)
      closed.listen(() => heard.push('asked meanwhile'))
      closed.fire()
    })
    closed.fire()
    await Promise.resolve()
    expect(heard).toEqual(['over: true', 'asked meanwhile'])
  })

  it('lets everybody hear when one throws', () => {
    const closed = new CloseSignal()
    const heard: string[] = []
    closed.listen(() => {
      throw new Error('a bug')
    })
    closed.listen(() => heard.push('second'))
    expect(() => {
      closed.fire()
    }).toThrow('a bug')
    expect(heard).toEqual(['second'])
    closed.fire()
    expect(heard).toEqual(['second'])
  })
})

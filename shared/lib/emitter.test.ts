import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cancel } from './clock.ts'
import { Emitter } from './emitter.ts'

describe('Emitter', () => {
  it('tells every listener, in the order of subscription, with all arguments', () => {
    const emitter = new Emitter<[number, string]>()
    const heard: string[] = []
    emitter.on((n, text) => heard.push(`first ${n} ${text}`))
    emitter.on((n, text) => heard.push(`second ${n} ${text}`))
    emitter.emit(1, 'a')
    expect(heard).toEqual(['first 1 a', 'second 1 a'])
  })

  it('takes every subscription as one of its own', () => {
    const emitter = new Emitter()
    let heard = 0
    const listener = (): void => {
      heard += 1
    }
    const cancel = emitter.on(listener)
    emitter.on(listener)
    emitter.emit()
    cancel()
    cancel()
    emitter.emit()
    expect({ heard, size: emitter.size }).toEqual({ heard: 3, size: 1 })
  })

  it('calls nobody who was removed while it tells the others', () => {
    const emitter = new Emitter()
    const heard: string[] = []
    emitter.on(() => {
      heard.push('first')
      cancelSecond()
    })
    const cancelSecond = emitter.on(() => heard.push('second'))
    emitter.on(() => heard.push('third'))
    emitter.emit()
    expect(heard).toEqual(['first', 'third'])
  })

  it('tells whoever comes while it tells the others from the next time on', () => {
    const emitter = new Emitter()
    const heard: string[] = []
    const cancel = emitter.on(() => {
      heard.push('first')
      emitter.on(() => heard.push('late'))
    })
    emitter.emit()
    expect(heard).toEqual(['first'])
    cancel()
    emitter.emit()
    expect(heard).toEqual(['first', 'late'])
  })

  it('calls nobody after it was cleared, also while it tells them', () => {
    const emitter = new Emitter()
    const heard: string[] = []
    emitter.on(() => {
      heard.push('first')
      emitter.clear()
    })
    const cancel = emitter.on(() => heard.push('second'))
    emitter.emit()
    cancel()
    emitter.emit()
    expect({ heard, size: emitter.size }).toEqual({ heard: ['first'], size: 0 })
  })

  it('lets everybody hear when one throws, then throws that error', () => {
    const emitter = new Emitter()
    const heard: string[] = []
    const bug = new Error('a bug')
    emitter.on(() => {
      throw bug
    })
    emitter.on(() => heard.push('second'))
    expect(() => {
      emitter.emit()
    }).toThrow(bug)
    expect(heard).toEqual(['second'])
  })

  it('throws all errors when several throw', () => {
    const emitter = new Emitter()
    const bugs = [new Error('one'), undefined, new Error('two')]
    for (const bug of bugs) {
      emitter.on(() => {
        throw bug
      })
    }
    const errors = ((): unknown[] => {
      try {
        emitter.emit()
        return []
      } catch (error) {
        return (error as AggregateError).errors
      }
    })()
    expect(errors).toEqual(bugs)
  })

  it('tells those who are subscribed, whatever came, went and threw meanwhile', () => {
    type Step = { readonly do: 'on' | 'cancel' | 'emit' | 'clear'; readonly n: number }
    // What a listener does when called: cancels another one, subscribes one more, clears, emits again, or
    // throws.
    const habits = ['quiet', 'cancel', 'subscribe', 'clear', 'again', 'throw'] as const
    const steps: fc.Arbitrary<Step[]> = fc.array(
      fc.record({ do: fc.constantFrom('on', 'on', 'cancel', 'emit', 'emit', 'clear'), n: fc.nat(20) }),
      { maxLength: 30 },
    )
    fc.assert(
      fc.property(steps, fc.array(fc.constantFrom(...habits), { minLength: 1 }), (taken, kinds) => {
        const emitter = new Emitter<[depth: number]>()
        const live = new Set<number>()
        const cancels: Cancel[] = []
        let isSound = true
        const subscribe = (): void => {
          const id = cancels.length
          const habit = kinds[id % kinds.length]
          cancels.push(
            emitter.on((depth) => {
              if (!live.has(id)) isSound = false
              called.at(-1)?.add(id)
              if (habit === 'cancel') cancel(id + 1)
              if (habit === 'subscribe' && cancels.length < 40) subscribe()
              if (habit === 'clear') clear()
              if (habit === 'again' && depth < 2) emit(depth + 1)
              if (habit === 'throw') throw new Error('a bug')
            }),
          )
          live.add(id)
        }
        const cancel = (id: number): void => {
          cancels[id]?.()
          live.delete(id)
        }
        const clear = (): void => {
          emitter.clear()
          live.clear()
        }
        const called: Set<number>[] = []
        const emit = (depth: number): void => {
          const before = [...live]
          called.push(new Set())
          try {
            emitter.emit(depth)
          } catch (error) {
            if (!(error instanceof Error)) isSound = false
          }
          const heard = called.pop() ?? new Set<number>()
          // Every listener that was there before and still is was called; besides those, only listeners that
          // went meanwhile.
          for (const id of before) if (live.has(id) && !heard.has(id)) isSound = false
          for (const id of heard) if (!before.includes(id)) isSound = false
        }
        for (const step of taken) {
          if (step.do === 'on') subscribe()
          else if (step.do === 'cancel') cancel(step.n)
          else if (step.do === 'clear') clear()
          else emit(0)
        }
        expect(isSound).toBe(true)
        expect(emitter.size).toBe(live.size)
      }),
      { numRuns: 500 },
    )
  })
})

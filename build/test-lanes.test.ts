import { describe, expect, it } from 'vitest'
import { runLanes } from './test-lanes.mjs'
import { OutputTurns } from './test-output.mjs'

type Step = Parameters<typeof runLanes>[0][number]

const one = { passed: 1, failed: 0, skipped: 0 }

/** A step that says what it is told to and ends when it is told to. */
function makeStep(name: string, lane: Step['lane']) {
  const { promise, resolve, reject } = Promise.withResolvers<typeof one>()
  let write: ((chunk: string) => void) | undefined
  const step: Step = {
    name,
    lane,
    run: (given) => {
      write = given
      return promise
    },
  }
  return {
    step,
    end: (counts = one) => resolve(counts),
    crash: reject,
    say: (text: string) => write?.(text),
    hasBegun: () => write !== undefined,
  }
}

/** Lets everything that waits for promises alone go on. */
const settle = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve)
  })

describe('lanes of checks', () => {
  it('run side by side, each of them in its order, and their counts are summed', async () => {
    const [a, b, c] = [makeStep('a', 'core'), makeStep('b', 'core'), makeStep('c', 'windows')]
    const running = runLanes([a.step, b.step, c.step], { write: () => undefined })
    await settle()
    expect([a, b, c].map((step) => step.hasBegun())).toEqual([true, false, true])
    a.end({ passed: 5, failed: 1, skipped: 2 })
    await settle()
    expect(b.hasBegun()).toBe(true)
    b.end()
    c.end({ passed: 3, failed: 0, skipped: 1 })
    expect(await running).toEqual({ passed: 9, failed: 1, skipped: 3 })
  })

  it('run one after another where there is one processor', async () => {
    const [a, b] = [makeStep('a', 'core'), makeStep('b', 'windows')]
    const running = runLanes([a.step, b.step], { isSerial: true, write: () => undefined })
    await settle()
    expect(b.hasBegun()).toBe(false)
    a.end()
    await settle()
    expect(b.hasBegun()).toBe(true)
    b.end()
    expect(await running).toEqual({ passed: 2, failed: 0, skipped: 0 })
  })

  it('count a check that breaks as a failure and go on with the next', async () => {
    const [a, b] = [makeStep('a', 'core'), makeStep('b', 'core')]
    let printed = ''
    const running = runLanes([a.step, b.step], { write: (chunk) => (printed += String(chunk)) })
    a.crash(new Error('no such program'))
    b.end()
    expect(await running).toEqual({ passed: 1, failed: 1, skipped: 0 })
    expect(printed).toContain('no such program')
  })

  it('begin nothing more once they are to end', async () => {
    const [a, b] = [makeStep('a', 'core'), makeStep('b', 'core')]
    const ending = new AbortController()
    const running = runLanes([a.step, b.step], { signal: ending.signal, write: () => undefined })
    ending.abort()
    a.end()
    await running
    expect(b.hasBegun()).toBe(false)
  })

  it('print one check after the other, the first one as it comes', async () => {
    const [a, b] = [makeStep('a', 'core'), makeStep('b', 'windows')]
    let printed = ''
    const running = runLanes([a.step, b.step], { write: (chunk) => (printed += String(chunk)) })
    await settle()
    b.say('of b\n')
    a.say('of a\n')
    expect(printed).toBe('\n── a\nof a\n')
    b.end()
    await settle()
    a.say('more of a\n')
    expect(printed).not.toContain('of b')
    a.end()
    await running
    expect(printed).toMatch(
      /^\n── a\nof a\nmore of a\n── a: 1 passed, 0 failed in \S+ s\n\n── b\nof b\n── b: 1 passed, 0 failed in \S+ s\n$/u,
    )
  })
})

describe('turns of output', () => {
  it('show at once what waited, and the next one as it comes', () => {
    const shown: string[] = []
    const turns = new OutputTurns((chunk) => shown.push(String(chunk)))
    const [first, second, third] = [turns.begin(), turns.begin(), turns.begin()]
    third.write('3')
    third.end()
    second.write('2')
    first.end()
    expect(shown).toEqual(['2'])
    second.write('2 again')
    expect(shown).toEqual(['2', '2 again'])
    second.end()
    expect(shown).toEqual(['2', '2 again', '3'])
  })
})

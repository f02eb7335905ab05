import { describe, test } from 'vitest'
import { ClockDesk } from '../support/clock-desk.ts'
import { ivan, smallScenario } from './small.ts'
import { RandomRun } from './support/random-run.ts'
import { makeSteps } from './support/random-steps.ts'

const stepCount = 90
const seeds = (process.env.CLOCK_SEEDS ?? '11,12,19,121').split(',').map(Number)

describe('whatever happens around the console', () => {
  test.each(seeds)('every wait is what the messages say, seed %i', async (seed) => {
    // Where the past changes, ended waits tell more than the messages do: every other story lets them be compared.
    const steps = makeSteps({ seed, count: stepCount, isPastChanged: seed % 2 === 0 })
    const desk = await ClockDesk.start(smallScenario, ivan.phone)
    const run = new RandomRun(desk)
    try {
      await run.start()
      await run.run(steps)
      await run.expectAgreementAtLast()
    } catch (error) {
      throw new Error(`seed ${seed}\n${run.story.join('\n')}\n${String(error)}`, { cause: error })
    } finally {
      await desk.dispose()
    }
  })
})

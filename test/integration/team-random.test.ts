import { describe, test, vi } from 'vitest'
import { TeamDesk } from '../support/team-desk.ts'
import { findProblemsAtLast } from './support/team-agreement.ts'
import { makeTeamSteps } from './support/team-steps.ts'
import { TeamStory } from './support/team-story.ts'

// The real ones: what they hold and what they answer can be looked at.
vi.mock(import('#core/composition/compose-core.ts'), async (importOriginal) => {
  const { watchCores } = await import('./support/watched-cores.ts')
  const original = await importOriginal()
  return { ...original, composeCore: watchCores(original.composeCore) }
})

const stepCount = Number(process.env.TEAM_STEPS ?? 80)
const seeds = (process.env.TEAM_SEEDS ?? '10,36,201').split(',').map(Number)

describe('whatever happens to the consoles of a team', () => {
  test.each(seeds)('they agree, as the log has it, seed %i', async (seed) => {
    const desk = await TeamDesk.start()
    const story = new TeamStory(desk)
    try {
      await story.start()
      await story.run(makeTeamSteps(seed, stepCount))
      await story.recover()
      const problems = await findProblemsAtLast(desk, story)
      if (problems.length > 0) {
        const log = (await story.world.readTeamLog()).map(({ blocks: _blocks, text, ...rest }) =>
          JSON.stringify({ ...rest, text: text.slice(0, 200) }),
        )
        throw new Error(`${log.join('\n')}\n${problems.join('\n')}`)
      }
    } catch (error) {
      throw new Error(`seed ${seed}\n${story.story.join('\n')}\n${String(error)}`, { cause: error })
    } finally {
      await desk.dispose()
    }
  })
})

import { describe, expect, it } from 'vitest'
import { coreContract } from '#shared/contract/core-contract.ts'
import { rejectReasons, TeamChannel } from '#shared/contract/entities/team.ts'
import { teamEvents } from '#shared/domain/team-log/events.ts'
import { englishWords } from '#shared/i18n/words.ts'
import { language, startI18n } from '../../lib/i18n/start-i18n.ts'
import { describeTeamProblem } from './describe-team-problem.ts'
import { knownTypes } from './known-types.ts'

startI18n()
const { team } = englishWords

describe('words of the team', () => {
  const calls = Object.entries(coreContract).filter(([name]) =>
    /^(?:team|visibility|alarm|note)\./u.test(name),
  )

  it.each(calls)('has a sentence of its own for every refusal of %s', (_name, { errors }) => {
    const other = language.t('problem.other', { ns: 'common' })
    for (const code of errors) expect(describeTeamProblem({ code }), code).not.toBe(other)
  })

  it('says how long Telegram asks to wait', () => {
    expect(describeTeamProblem({ code: 'flood_wait', details: { seconds: 61 } })).toMatch(/2 minutes/u)
    expect(describeTeamProblem({ code: 'flood_wait' })).toMatch(/later/u)
  })

  it('has nothing to say about what is no refusal of ours', () => {
    expect(describeTeamProblem({ code: 'internal' })).toBe(language.t('problem.other', { ns: 'common' }))
  })

  it('names every type of the log and every reason why an entry does not count', () => {
    expect([...knownTypes].toSorted()).toEqual(Object.keys(teamEvents).toSorted())
    expect(Object.keys(team.type).toSorted()).toEqual([...knownTypes].toSorted())
    expect(Object.keys(team.reason).toSorted()).toEqual([...rejectReasons].toSorted())
  })

  it('has words for every state of the channel', () => {
    for (const state of TeamChannel.entries.state.options)
      expect(team.channel[state].text, state).not.toBe('')
  })
})

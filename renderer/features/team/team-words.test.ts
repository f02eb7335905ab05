import { describe, expect, it } from 'vitest'
import { rejectReasons, TeamChannel } from '#shared/contract/entities/team.ts'
import { teamEvents } from '#shared/domain/team-log/events.ts'
import { englishWords } from '#shared/i18n/words.ts'
import { knownTypes } from './known-types.ts'

const { team } = englishWords

describe('words of the team', () => {
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

import { expect, it } from 'vitest'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { readTeamLogEntry } from './team-log-entry.ts'

const write = (line: string, block: string): FormattedText => ({
  text: `${line}\n${block}`,
  entities: [{ kind: 'pre', offset: line.length + 1, length: block.length, language: 'watchfloor' }],
})

it.each([
  ['{"v":1,"id":"abcdefgh","type":"duty","on":true}', 'entry'],
  ['{"v":1,"type":"presence","writing":false,"at":1750000000}', 'presence'],
  ['{"v":1,"id":"abcdefgh","type":"part","part":1,"parts":2,"data":"x"}', 'part'],
  ['{"v":99,"id":"abcdefgh","type":"from_the_future"}', 'entry'],
  ['not json', 'entry'],
])('%s is shown as %s', (block, kind) => {
  const entry = readTeamLogEntry(write('On duty', block))
  expect(entry?.kind).toBe(kind)
  if (entry?.kind === 'entry') expect(entry.readable).toEqual({ text: 'On duty', entities: [] })
})

it('shows the JSON over several lines, and other text as it is', () => {
  expect(readTeamLogEntry(write('x', '{"v":1}'))?.json).toBe('{\n  "v": 1\n}')
  expect(readTeamLogEntry(write('x', '{broken'))?.json).toBe('{broken')
  expect(readTeamLogEntry({ text: 'hello', entities: [] })).toBeUndefined()
})

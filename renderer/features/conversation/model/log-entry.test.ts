import { expect, it } from 'vitest'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import { readLogEntry } from './log-entry.ts'

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
  const entry = readLogEntry(write('On duty', block))
  expect(entry?.kind).toBe(kind)
  if (entry?.kind === 'entry') expect(entry.readable).toEqual({ text: 'On duty', entities: [] })
})

it('shows the JSON over several lines, and other text as it is', () => {
  expect(readLogEntry(write('x', '{"v":1}'))?.json).toBe('{\n  "v": 1\n}')
  expect(readLogEntry(write('x', '{broken'))?.json).toBe('{broken')
  expect(readLogEntry({ text: 'hello', entities: [] })).toBeUndefined()
})

import { expect, it } from 'vitest'
import type { FormattedText } from '../../contract/entities/formatted-text.ts'
import { cutTeamLogBlock } from './readable-part.ts'

const line = 'Alarm in Severny Bank'
const block = '{"v":1,"type":"alarm_raised"}'
const teamLogMessage = (head: string): FormattedText => ({
  text: `${head}\n${block}`,
  entities: [
    { kind: 'bold', offset: 0, length: 5 },
    { kind: 'pre', offset: head.length + 1, length: block.length, language: 'watchfloor' },
  ],
})

it('parts what people read from what consoles read', () => {
  expect(cutTeamLogBlock(teamLogMessage(line))).toEqual({
    readable: { text: line, entities: [{ kind: 'bold', offset: 0, length: 5 }] },
    block,
  })
})

it('leaves other texts alone', () => {
  expect(cutTeamLogBlock({ text: line, entities: [] })).toBeUndefined()
  const code: FormattedText = {
    text: block,
    entities: [{ kind: 'pre', offset: 0, length: 5, language: 'json' }],
  }
  expect(cutTeamLogBlock(code)).toBeUndefined()
})

it('takes a block without a line, and one that is nonsense', () => {
  const { entities, text } = teamLogMessage('')
  expect(cutTeamLogBlock({ text, entities })?.readable).toEqual({ text: '', entities: [] })
  const beyond: FormattedText = {
    text: 'x',
    entities: [{ kind: 'pre', offset: 9, length: 9, language: 'watchfloor' }],
  }
  expect(cutTeamLogBlock(beyond)).toEqual({ readable: { text: 'x', entities: [] }, block: '' })
})

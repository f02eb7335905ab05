import { expect, it } from 'vitest'
import type { FormattedText } from '../../contract/entities/formatted-text.ts'
import { cutLogBlock } from './readable-part.ts'

const line = 'Alarm in Severny Bank'
const block = '{"v":1,"type":"alarm_raised"}'
const logMessage = (head: string): FormattedText => ({
  text: `${head}\n${block}`,
  entities: [
    { kind: 'bold', offset: 0, length: 5 },
    { kind: 'pre', offset: head.length + 1, length: block.length, language: 'watchfloor' },
  ],
})

it('parts what people read from what consoles read', () => {
  expect(cutLogBlock(logMessage(line))).toEqual({
    readable: { text: line, entities: [{ kind: 'bold', offset: 0, length: 5 }] },
    block,
  })
})

it('leaves other texts alone', () => {
  expect(cutLogBlock({ text: line, entities: [] })).toBeUndefined()
  const code: FormattedText = {
    text: block,
    entities: [{ kind: 'pre', offset: 0, length: 5, language: 'json' }],
  }
  expect(cutLogBlock(code)).toBeUndefined()
})

it('takes a block without a line, and one that is nonsense', () => {
  const { entities, text } = logMessage('')
  expect(cutLogBlock({ text, entities })?.readable).toEqual({ text: '', entities: [] })
  const beyond: FormattedText = {
    text: 'x',
    entities: [{ kind: 'pre', offset: 9, length: 9, language: 'watchfloor' }],
  }
  expect(cutLogBlock(beyond)).toEqual({ readable: { text: 'x', entities: [] }, block: '' })
})

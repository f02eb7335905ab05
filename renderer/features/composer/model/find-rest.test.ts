import { describe, expect, it } from 'vitest'
import { findRest } from './find-rest.ts'

describe('what stays in the field when a text was sent', () => {
  it.each([
    ['nothing was typed meanwhile', 'hello', 'hello', false, ''],
    ['something was typed behind it', 'hello and more', 'hello', false, ' and more'],
    ['the text was replaced', 'other', 'hello', false, 'other'],
    ['the beginning was changed', 'Hello', 'hello', false, 'Hello'],
    ['something was typed behind a note', '! look at it', '! look', true, '! at it'],
    ['blanks were typed behind a note', '! look  ', '! look', true, '  '],
    ['a note was replaced', 'hello', '! look', true, 'hello'],
  ])('%s', (_case, text, sent, isNote, rest) => {
    expect(findRest(text, sent, isNote)).toBe(rest)
  })
})

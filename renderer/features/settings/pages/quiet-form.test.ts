import { describe, expect, it } from 'vitest'
import { readQuietForm, writeQuietForm } from './quiet-form.ts'

describe('quiet hours', () => {
  it.each([
    ['22:00', '08:00', { from: 1320, to: 480 }],
    ['9', '10', { from: 540, to: 600 }],
    ['22:00', '24:00', 'quietProblem'],
    ['', '08:00', 'quietProblem'],
    ['22:00', 'late', 'quietProblem'],
    ['08:00', '8', 'quietSame'],
  ])('from %j to %j', (from, to, read) => {
    expect(readQuietForm({ from, to })).toEqual(read)
  })

  it('are written as they are read', () => {
    const hours = { from: 1320, to: 480 }
    expect(readQuietForm(writeQuietForm(hours))).toEqual(hours)
  })
})

import { describe, expect, it } from 'vitest'
import { readMarks } from './read-marks.ts'

const inherited = { redAfterMin: 10, breachAfterMin: 15 }

describe('readMarks', () => {
  it('reads both marks', () => {
    expect(readMarks({ red: ' 10 ', breach: '15' })).toEqual({
      ok: true,
      marks: { redAfterMin: 10, breachAfterMin: 15 },
    })
  })

  it.each([
    [{ red: '', breach: '15' }, { red: 'number' }],
    [
      { red: 'ten', breach: '1.5' },
      { red: 'number', breach: 'number' },
    ],
    [
      { red: '0', breach: '10081' },
      { red: 'range', breach: 'range' },
    ],
    [{ red: '15', breach: '15' }, { breach: 'order' }],
    [{ red: '20', breach: '15' }, { breach: 'order' }],
  ] as const)('names what is wrong with %j', (form, problems) => {
    expect(readMarks(form)).toEqual({ ok: false, ...problems })
  })

  it('inherits what is empty', () => {
    expect(readMarks({ red: '', breach: '' }, inherited)).toEqual({ ok: true, marks: {} })
    expect(readMarks({ red: '5', breach: '' }, inherited)).toEqual({ ok: true, marks: { redAfterMin: 5 } })
  })

  it('judges the order with what is inherited', () => {
    expect(readMarks({ red: '15', breach: '' }, inherited)).toEqual({ ok: false, red: 'order' })
    expect(readMarks({ red: '', breach: '10' }, inherited)).toEqual({ ok: false, breach: 'order' })
  })
})

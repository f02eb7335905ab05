import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { parseOutside } from './parse-outside.ts'

const schema = v.object({ ids: v.array(v.number()), name: v.optional(v.pipe(v.string(), v.maxLength(3))) })

describe('what comes from outside', () => {
  it('is parsed, and says where it is wrong', () => {
    expect(parseOutside(schema, { ids: [1], other: 2 })).toEqual({ success: true, output: { ids: [1] } })
    expect(parseOutside(schema, { ids: [1, 'x', 'y'] })).toEqual({
      success: false,
      problem: 'ids.1: Invalid type: Expected number but received "x"',
    })
    expect(parseOutside(schema, 7)).toMatchObject({ problem: expect.stringMatching(/^input: /u) })
  })

  it('is accepted exactly when the schema accepts it, and never described at length', () => {
    const ids = fc.array(fc.oneof(fc.integer(), fc.string()), { maxLength: 5 })
    const value = fc.oneof(fc.record({ ids, name: fc.string() }), fc.record({ ids }), fc.anything())
    fc.assert(
      fc.property(value, (value) => {
        const parsed = parseOutside(schema, value)
        expect(parsed.success).toBe(v.is(schema, value))
        if (!parsed.success) expect(parsed.problem.length).toBeLessThanOrEqual(300)
      }),
    )
  })

  it.each([
    ['a long list of wrong items', { ids: Array.from({ length: 300_000 }, () => 'x') }],
    ['a long text', { ids: 'x'.repeat(1_000_000) }],
    ['a long text in a short field', { ids: [], name: 'x'.repeat(1_000_000) }],
  ])('has one short problem: %s', (_what, value) => {
    const parsed = parseOutside(schema, value)
    expect(parsed.success).toBe(false)
    expect(JSON.stringify(parsed).length).toBeLessThan(400)
  })
})

import { describe, expect, it } from 'vitest'
import { orderCandidates } from './order-candidates.ts'

const groups = [
  { title: 'Romashka LLC', hasTeamLog: false },
  { title: 'Duty shift', hasTeamLog: false },
  { title: 'Shift log', hasTeamLog: true },
  { title: 'Lunch', hasTeamLog: false },
]
const order = (query: string): readonly string[] =>
  orderCandidates(groups, query, ({ title }) => title === 'Romashka LLC').map(({ title }) => title)

describe('orderCandidates', () => {
  it('puts a log first and customers last', () => {
    expect(order('')).toEqual(['Shift log', 'Duty shift', 'Lunch', 'Romashka LLC'])
  })

  it('finds by a part of the title, whatever its case', () => {
    expect(order(' SHIFT ')).toEqual(['Shift log', 'Duty shift'])
    expect(order('nothing')).toEqual([])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { swapLayout } from './fold-text.ts'
import { indexTitle, matchTitle, readQuery } from './match-title.ts'

const titles = [
  'Romashka LLC — hosting',
  'Ромашка',
  'Sputnik Media',
  'Спутник',
  'Ёлка Events',
  'Severny Bank — core',
  'Северный банк',
  'Щит и меч',
  'Citron',
  'Account managers',
]

function find(query: string): string[] {
  return titles
    .map((title) => ({ title, match: matchTitle(readQuery(query), indexTitle(title)) }))
    .filter(({ match }) => match !== undefined)
    .toSorted((a, b) => b.match!.score - a.match!.score)
    .map(({ title }) => title)
}

describe('matchTitle', () => {
  it.each([
    ['romashka', 'Romashka LLC — hosting'],
    ['ромашка', 'Ромашка'],
    ['hjvfirf', 'Ромашка'],
    ['сшекщт', 'Citron'],
    ['ызгетшл', 'Sputnik Media'],
    ['елка', 'Ёлка Events'],
    ['sev ba', 'Severny Bank — core'],
    ['bank sev', 'Severny Bank — core'],
    ['schit', 'Щит и меч'],
    ['acm', 'Account managers'],
    ['rho', 'Romashka LLC — hosting'],
    ['SPUT MED', 'Sputnik Media'],
  ])('finds %s first as %s', (query, expected) => {
    expect(find(query)[0]).toBe(expected)
  })

  it('finds both spellings of a name by either', () => {
    expect(find('romashka')).toEqual(['Romashka LLC — hosting', 'Ромашка'])
    expect(find('ромашка').toSorted()).toEqual(['Romashka LLC — hosting', 'Ромашка'])
  })

  it.each(['zzz', 'bank romashka', 'kx'])('finds nothing for %s', (query) => {
    expect(find(query)).toEqual([])
  })

  it('prefers the start of the title, then of a word, then the inside', () => {
    const score = (title: string): number => matchTitle(readQuery('ba'), indexTitle(title))?.score ?? 0
    expect(score('Baltika Port')).toBeGreaterThan(score('Severny Bank'))
    expect(score('Severny Bank')).toBeGreaterThan(score('Urban'))
  })

  it('marks what matched in the title as it is written', () => {
    const mark = (query: string, title: string): string =>
      (matchTitle(readQuery(query), indexTitle(title))?.positions ?? []).map((at) => title[at]).join('')
    expect(mark('rom', 'Ромашка')).toBe('Ром')
    expect(mark('елк', 'Ёлка Events')).toBe('Ёлк')
    expect(mark('sch', 'Щит и меч')).toBe('Щ')
  })

  it('finds every title by itself and by its keys in the other layout, and marks only units that exist', () => {
    const letters = fc.stringMatching(/^[а-яa-z][а-яa-z ]{1,20}[а-яa-z]$/u)
    fc.assert(
      fc.property(letters, (title) => {
        for (const query of [title, swapLayout(title) ?? title]) {
          const match = matchTitle(readQuery(query), indexTitle(title))
          expect(match).toBeDefined()
          expect(match!.positions.every((at) => at >= 0 && at < title.length)).toBe(true)
        }
      }),
    )
  })

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (query, title) => {
        const match = matchTitle(readQuery(query), indexTitle(title))
        expect(match?.positions.every((at) => at < title.length) ?? true).toBe(true)
      }),
    )
  })
})

describe('readQuery', () => {
  it('knows when nothing is asked', () => {
    expect(readQuery('   ').isEmpty).toBe(true)
    expect(readQuery('a').isEmpty).toBe(false)
  })
})

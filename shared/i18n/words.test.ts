import { describe, expect, it } from 'vitest'
import { chooseLanguage, languages, words, type Language } from './words.ts'

type Tree = { readonly [key: string]: string | Tree }

const pluralSuffix = /_(?:zero|one|two|few|many|other)$/u

function flatten(tree: Tree, prefix = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[prefix + key, value] as [string, string]]
      : flatten(value, `${prefix}${key}.`),
  )
}

const areas = Object.keys(words.en) as (keyof typeof words.en)[]
const readArea = (language: Language, area: keyof typeof words.en): Map<string, string> =>
  new Map(flatten(words[language][area]))
const baseKeys = (area: Map<string, string>): string[] =>
  [...new Set([...area.keys()].map((key) => key.replace(pluralSuffix, '')))].toSorted()
const placeholders = (text: string): string[] =>
  [...new Set([...text.matchAll(/\{\{\s*([\w.]+)/gu)].map((match) => match[1]!))].toSorted()

describe.each(areas)('words of %s', (area) => {
  const english = readArea('en', area)
  const russian = readArea('ru', area)

  it('have the same keys in both languages', () => {
    expect(baseKeys(russian)).toEqual(baseKeys(english))
  })

  it('have the same placeholders in both languages', () => {
    for (const key of baseKeys(english)) {
      const of = (texts: Map<string, string>): string[][] =>
        [...texts]
          .filter(([name]) => name.replace(pluralSuffix, '') === key)
          .map(([, text]) => placeholders(text))
      const [expected] = of(english)
      // A plural form may leave out the count ("one minute"), but no other value.
      const comparable = (names: string[]): string[] => names.filter((name) => name !== 'count')
      for (const found of [...of(english), ...of(russian)]) {
        expect(comparable(found), key).toEqual(comparable(expected ?? []))
      }
    }
  })

  it.each(languages)('have every plural form of %s', (language) => {
    const texts = readArea(language, area)
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const plural = new Set(
      [...texts.keys()].filter((key) => key.endsWith('_other')).map((key) => key.replace(pluralSuffix, '')),
    )
    for (const key of plural) {
      for (const form of forms) expect(texts.has(`${key}_${form}`), `${key}_${form}`).toBe(true)
    }
  })

  it('are not empty', () => {
    for (const [key, text] of [...english, ...russian]) expect(text.trim(), key).not.toBe('')
  })
})

describe('chooseLanguage', () => {
  it.each([
    [['ru-RU', 'en'], 'ru'],
    [['de', 'en-GB'], 'en'],
    [['uk', 'ru'], 'ru'],
    [['fr'], 'en'],
    [[], 'en'],
  ] as const)('takes the first language it speaks of %j', (preferred, expected) => {
    expect(chooseLanguage(preferred)).toBe(expected)
  })
})

import { expect, test } from 'vitest'
import { speakDialogue, type Speaker } from '../dialogue-player.ts'
import { isCustomerRole, isStaffRole } from '../dialogue.ts'
import { describeCompany } from '../customers.ts'
import { parseMarkup } from '../markup.ts'
import { createRandom } from '../random.ts'
import { cyrillicCompanies, latinCompanies } from './companies.ts'
import { library, type Language } from './library.ts'

const languages = ['ru', 'en'] as const
const all = languages.flatMap((language) =>
  library[language].dialogues.map((dialogue) => ({ language, dialogue })),
)

function speak(language: Language, dialogue: (typeof all)[number]['dialogue'], gender: 'm' | 'f') {
  const random = createRandom(1)
  const speaker: Speaker = { key: 'x', gender, name: { ru: 'Имя', en: 'Name' } }
  const cast = { c: speaker, c2: speaker, s: speaker, s2: speaker, m: speaker, bot: speaker }
  return speakDialogue(dialogue, cast, describeCompany('Polar Express', random), language, random)
}

test('there are enough dialogues in both languages, each with a name of its own', () => {
  expect(all.length).toBeGreaterThanOrEqual(60)
  for (const language of languages) expect(library[language].requests.length).toBeGreaterThanOrEqual(25)
  expect(new Set(all.map(({ dialogue }) => dialogue.id)).size).toBe(all.length)
})

test.each(all)('$dialogue.id makes sense', ({ language, dialogue }) => {
  expect(dialogue.lines.length).toBeGreaterThanOrEqual(3)
  expect(dialogue.lines.length).toBeLessThanOrEqual(10)
  expect(dialogue.lines.some((line) => isCustomerRole(line.role))).toBe(true)
  expect(dialogue.lines.some((line) => isStaffRole(line.role))).toBe(true)
  for (const gender of ['m', 'f'] as const) {
    const lines = speak(language, dialogue, gender).map((line) => ({ ...line, ...parseMarkup(line.text) }))
    lines.forEach((line, index) => {
      expect(line.text.length).toBeGreaterThan(0)
      expect(line.text.replace('{time_starttransfer}', '')).not.toMatch(
        /\{\w*\}|\{[^{}\n]*\|[^{}\n]*\}|\*\*|```/,
      )
      expect(/[а-яё]{4}/i.test(line.text) && language === 'en').toBe(false)
      if (line.replyTo === undefined) return
      expect(line.replyTo).toBeLessThan(index)
      if (line.quote !== undefined) expect(lines[line.replyTo]!.text).toContain(line.quote)
    })
  }
})

test('no sentence of staff stands in two dialogues, so that rows do not look copied', () => {
  const sentences = all.flatMap(({ dialogue }) =>
    dialogue.lines.filter((line) => isStaffRole(line.role) && line.text.length > 12),
  )
  expect(new Set(sentences.map((line) => line.text)).size).toBe(sentences.length)
})

test('companies have titles of their own and enough of them', () => {
  const titles = [...latinCompanies, ...cyrillicCompanies]
  expect(new Set(titles).size).toBe(titles.length)
  expect(titles.length).toBeGreaterThanOrEqual(220)
})

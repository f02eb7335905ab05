/** Text made comparable, with the place in the original of every unit of it. */
export interface FoldedText {
  readonly text: string
  readonly origin: readonly number[]
}

const latinOfCyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'h',
  ц: 'c',
  ч: 'ch',
  ш: 'sh',
  щ: 'sch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
}

const russianKeys = 'йцукенгшщзхъфывапролджэячсмитьбю'
const latinKeys = "qwertyuiop[]asdfghjkl;'zxcvbnm,."

const otherLayout: ReadonlyMap<string, string> = new Map(
  Array.from(russianKeys).flatMap((russian, index) => {
    const latin = latinKeys[index] ?? ''
    return [
      [russian, latin],
      [latin, russian],
    ]
  }),
)

/** What the same keys would have typed in the other layout: "сшекщт" is "citron". Undefined when nothing changes. */
export function swapLayout(text: string): string | undefined {
  const lower = text.toLowerCase()
  const swapped = Array.from(lower, (char) => otherLayout.get(char) ?? char).join('')
  return swapped === lower ? undefined : swapped
}

/** Lower case, without accents: "Ёлка" and "елка" are the same. */
export function foldText(text: string): FoldedText {
  return mapUnits(text, (char) => {
    const lower = char.toLowerCase()
    return lower.normalize('NFD').replaceAll(/\p{M}/gu, '')
  })
}

/** Folded and with Cyrillic letters written in Latin ones: "Ромашка" is "romashka". */
export function foldToLatin(text: string): FoldedText {
  return mapUnits(text, (char) => {
    const folded = char.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '')
    return Array.from(folded, (letter) => latinOfCyrillic[letter] ?? letter).join('')
  })
}

function mapUnits(text: string, map: (char: string) => string): FoldedText {
  const origin: number[] = []
  let folded = ''
  let position = 0
  for (const char of text) {
    const mapped = map(char)
    for (let index = 0; index < mapped.length; index += 1) origin.push(position)
    folded += mapped
    position += char.length
  }
  return { text: folded, origin }
}

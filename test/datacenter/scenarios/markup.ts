import type { SeedEntity } from '../world/seed.ts'

export interface StyledText {
  readonly text: string
  readonly entities: readonly SeedEntity[]
}

/** Finds the user id of a person's key; undefined when there is no such person. */
export type FindPerson = (key: string) => number | undefined

const fence = /```([\w+-]*)\n([\s\S]*?)\n?```/g

const inline =
  /`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<target>[^)\s]+)\)|\*\*(?<bold>[^\n]+?)\*\*|__(?<italic>[^\n]+?)__|~~(?<strike>[^\n]+?)~~|\|\|(?<spoiler>[^\n]+?)\|\||(?<url>https?:\/\/[^\s<>()«»"]*[^\s<>()«»".,!?;:])|(?<email>[\w.+-]+@[\w-]+(?:\.[\w-]+)+)|(?<![\w@])(?<mention>@[A-Za-z]\w{3,31})|(?<![\p{L}\d#])(?<hashtag>#[\p{L}_][\p{L}\d_]*)/gu

/**
 * Turns the markup of scenario texts into a text with entities:
 * `**bold** __italic__ ~~strike~~ ||spoiler|| \`code\``, fenced code with a language, lines that start with `> `,
 * `[label](https://…)`, `[name](person:key)`; addresses, `@username` and `#hashtag` are found by themselves.
 */
export function parseMarkup(source: string, findPerson: FindPerson = () => undefined): StyledText {
  const writer = new TextWriter(findPerson)
  let position = 0
  for (const match of source.matchAll(fence)) {
    writer.writeLines(source.slice(position, match.index))
    const [whole, language = '', code = ''] = match
    writer.write(code, language === '' ? { kind: 'pre' } : { kind: 'pre', language })
    position = match.index + whole.length
  }
  writer.writeLines(source.slice(position))
  return writer.finish()
}

type Style = Omit<SeedEntity, 'offset' | 'length'>

class TextWriter {
  #text = ''
  readonly #entities: SeedEntity[] = []
  readonly #findPerson: FindPerson

  constructor(findPerson: FindPerson) {
    this.#findPerson = findPerson
  }

  /** Neighbouring lines that start with `> ` are one quotation. */
  writeLines(source: string): void {
    let quoteStart: number | undefined
    const lines = source.split('\n')
    for (const [index, line] of lines.entries()) {
      const isQuote = line.startsWith('> ')
      if (!isQuote && quoteStart !== undefined) {
        this.#close(quoteStart, { kind: 'blockquote' }, 1)
        quoteStart = undefined
      }
      if (isQuote) quoteStart ??= this.#text.length
      this.#writeInline(isQuote ? line.slice(2) : line)
      if (index < lines.length - 1) this.#text += '\n'
    }
    if (quoteStart !== undefined) this.#close(quoteStart, { kind: 'blockquote' }, 0)
  }

  write(text: string, style: Style): void {
    const start = this.#text.length
    this.#text += text
    this.#close(start, style, 0)
  }

  finish(): StyledText {
    const entities = this.#entities.sort((a, b) => a.offset - b.offset || b.length - a.length)
    return { text: this.#text, entities }
  }

  #writeInline(source: string): void {
    let position = 0
    for (const match of source.matchAll(inline)) {
      this.#text += source.slice(position, match.index)
      this.#writeMatch(match[0], match.groups ?? {})
      position = match.index + match[0].length
    }
    this.#text += source.slice(position)
  }

  #writeMatch(whole: string, groups: Readonly<Record<string, string | undefined>>): void {
    const start = this.#text.length
    if (groups['code'] !== undefined) return this.write(groups['code'], { kind: 'code' })
    for (const kind of ['bold', 'italic', 'strike', 'spoiler'] as const) {
      const content = groups[kind]
      if (content === undefined) continue
      this.#writeInline(content)
      return this.#close(start, { kind }, 0)
    }
    if (groups['label'] !== undefined) return this.#writeLink(groups['label'], groups['target'] ?? '')
    for (const kind of ['url', 'email', 'mention', 'hashtag'] as const) {
      if (groups[kind] !== undefined) return this.write(whole, { kind })
    }
    this.#text += whole
  }

  #writeLink(label: string, target: string): void {
    if (!target.startsWith('person:')) return this.write(label, { kind: 'textUrl', url: target })
    const userId = this.#findPerson(target.slice('person:'.length))
    if (userId === undefined) {
      this.#text += label
      return
    }
    this.write(label, { kind: 'mentionName', userId })
  }

  #close(start: number, style: Style, trailing: number): void {
    const length = this.#text.length - start - trailing
    if (length > 0) this.#entities.push({ ...style, offset: start, length })
  }
}

import type { UserId } from '#shared/contract/entities/ids.ts'

/** Whoever can be named in a note. */
export interface Mentionable {
  readonly userId: UserId
  readonly name: string
  readonly firstName?: string | undefined
  readonly username?: string | undefined
}

export interface MentionRange {
  readonly start: number
  readonly end: number
  readonly userId: UserId
}

const wordCharacter = /[\p{L}\p{N}_]/u

/**
 * Who is named in a text: `@` and a name or username of somebody in `people`, the longest that fits; a first name alone
 * where only one person has it. Upper and lower case are the same.
 */
export function findMentions(text: string, mentionables: readonly Mentionable[]): readonly MentionRange[] {
  const names = listNames(mentionables)
  const folded = fold(text)
  const found: MentionRange[] = []
  let position = 0
  for (;;) {
    const at = folded.indexOf('@', position)
    if (at < 0) return found
    position = at + 1
    if (at > 0 && wordCharacter.test(folded.charAt(at - 1))) continue
    const match = names.find(
      ({ name }) =>
        folded.startsWith(name, at + 1) && !wordCharacter.test(folded.charAt(at + 1 + name.length)),
    )
    if (match === undefined) continue
    position = at + 1 + match.name.length
    found.push({ start: at, end: position, userId: match.userId })
  }
}

/** Names that mean exactly one person, longest first. */
function listNames(
  mentionables: readonly Mentionable[],
): readonly { readonly name: string; readonly userId: UserId }[] {
  const byName = new Map<string, UserId | 'several'>()
  const add = (name: string | undefined, userId: UserId): void => {
    const key = fold(name?.trim() ?? '')
    if (key === '') return
    const known = byName.get(key)
    byName.set(key, known === undefined || known === userId ? userId : 'several')
  }
  for (const { userId, name, firstName, username } of mentionables) {
    add(name, userId)
    add(username, userId)
    add(firstName, userId)
  }
  return [...byName]
    .flatMap(([name, userId]) => (userId === 'several' ? [] : [{ name, userId }]))
    .toSorted((a, b) => b.name.length - a.name.length)
}

/** Keeps the length, so that offsets stay valid in the original text. */
function fold(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text
}

/** What is being typed behind an `@` at the caret. */
export interface MentionQuery {
  /** Of the `@`. */
  readonly start: number
  readonly query: string
}

const longestQuery = 40

/** The name under way before the caret, of two words at most; undefined when none is. */
export function findMentionQuery(text: string, caret: number): MentionQuery | undefined {
  const before = text.slice(Math.max(0, caret - longestQuery), caret)
  const match = /(?:^|[^\p{L}\p{N}_])@([\p{L}\p{N}_.-]*(?: [\p{L}\p{N}_.-]+)?)$/u.exec(before)
  const query = match?.[1]
  return query === undefined ? undefined : { start: caret - query.length - 1, query }
}

/** The text after `@` for this person: the name, or the username when others have the same name. */
export function writeMention(person: Mentionable, mentionables: readonly Mentionable[]): string {
  const isAlone = mentionables.every(
    ({ name, userId }) => userId === person.userId || fold(name) !== fold(person.name),
  )
  return isAlone || person.username === undefined ? person.name : person.username
}

/** A text cut at the mentions in it. */
export interface TextPart {
  readonly text: string
  readonly userId?: UserId
}

export function cutAtMentions(text: string, mentionables: readonly Mentionable[]): readonly TextPart[] {
  const parts: TextPart[] = []
  let position = 0
  for (const { end, start, userId } of findMentions(text, mentionables)) {
    if (start > position) parts.push({ text: text.slice(position, start) })
    parts.push({ text: text.slice(start, end), userId })
    position = end
  }
  if (position < text.length) parts.push({ text: text.slice(position) })
  return parts
}

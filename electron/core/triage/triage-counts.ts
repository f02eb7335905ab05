import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { TriageView } from '#shared/contract/entities/triage.ts'
import { isUnread } from '#shared/domain/unread/is-unread.ts'

type Counts = TriageView['counts']
type Name = keyof Counts

/** Counts chats by what their rows say, a row at a time. */
export class TriageCounts {
  readonly #counts: { -readonly [N in Name]: number } = {
    customer: 0,
    team: 0,
    waiting: 0,
    red: 0,
    breach: 0,
    unread: 0,
  }
  readonly #counted = new Map<number, readonly Name[]>()

  read(): Counts {
    return { ...this.#counts }
  }

  /**
   * Takes the current row. `isListed`: the chat is in the main list or the archive. Returns true when a count
   * changed.
   */
  set(view: ChatView, isListed: boolean): boolean {
    return this.#replace(view.id, nameCounts(view, isListed))
  }

  drop(chatId: number): boolean {
    return this.#replace(chatId, [])
  }

  #replace(chatId: number, names: readonly Name[]): boolean {
    const before = this.#counted.get(chatId) ?? []
    if (before.length === names.length && before.every((name, index) => name === names[index])) return false
    for (const name of before) this.#counts[name] -= 1
    for (const name of names) this.#counts[name] += 1
    if (names.length === 0) this.#counted.delete(chatId)
    else this.#counted.set(chatId, names)
    return true
  }
}

function nameCounts(view: ChatView, isListed: boolean): readonly Name[] {
  const names: Name[] = []
  if (isListed && view.class !== 'other') names.push(view.class)
  if (isListed && isUnread(view)) names.push('unread')
  const status = view.wait?.status
  if (status === undefined) return names
  names.push('waiting')
  if (status !== 'waiting') names.push('red')
  if (status === 'breach') names.push('breach')
  return names
}

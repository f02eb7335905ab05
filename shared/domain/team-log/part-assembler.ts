import type { TeamLogContent, TeamLogItem, PartContent } from './log-item.ts'
import { readPartedEvent } from './read-log-message.ts'

/** When an author begins more sets of parts than this, the oldest set is dropped. */
const maxOpenPerAuthor = 4

export interface OpenParts {
  readonly authorId: number
  readonly first: TeamLogItem
  readonly last: TeamLogItem
  readonly parts: number
  readonly data: readonly string[]
}

/** Either an item for the fold (`item`), or the reason why there is none yet. */
export type Assembled =
  | { readonly kind: 'item'; readonly item: TeamLogItem }
  /** A part that waits for the following ones, or came a second time. */
  | { readonly kind: 'waiting' }
  /** A part that continues no set. */
  | { readonly kind: 'stray' }

/**
 * Assembles events that needed several messages. Items come in the order of the log; an event has the place of its
 * last part, and all its parts are by one author.
 */
export class PartAssembler {
  #open: Map<string, OpenParts>
  /** Sets that were dropped, by the item they began with. */
  #dropped: TeamLogItem[] = []

  constructor(open: ReadonlyMap<string, OpenParts> = new Map()) {
    this.#open = new Map(open)
  }

  get open(): ReadonlyMap<string, OpenParts> {
    return this.#open
  }

  fork(): PartAssembler {
    return new PartAssembler(this.#open)
  }

  /** Items of sets that will not be completed any more, since the last call. */
  takeDropped(): readonly TeamLogItem[] {
    const dropped = this.#dropped
    this.#dropped = []
    return dropped
  }

  push(item: TeamLogItem): Assembled {
    if (item.content.kind !== 'part' || item.flaw !== undefined) return { kind: 'item', item }
    const { content } = item
    const key = `${item.authorId} ${content.id}`
    const before = this.#open.get(key)
    const next = continueParts(before, item, content)
    if (next === 'stray') return { kind: 'stray' }
    if (next === 'known') return { kind: 'waiting' }
    if (next.data.length < next.parts) {
      this.#open.set(key, next)
      if (before === undefined) this.#limit(item.authorId)
      return { kind: 'waiting' }
    }
    this.#open.delete(key)
    return { kind: 'item', item: { ...item, content: readWhole(next, content) } }
  }

  #limit(authorId: number): void {
    const own = [...this.#open].filter(([, one]) => one.authorId === authorId)
    const [oldest] = own
    if (own.length <= maxOpenPerAuthor || oldest === undefined) return
    this.#open.delete(oldest[0])
    this.#dropped.push(oldest[1].first)
  }
}

function continueParts(
  before: OpenParts | undefined,
  item: TeamLogItem,
  { data, part, parts }: PartContent,
): OpenParts | 'stray' | 'known' {
  if (before === undefined) {
    return part === 1 ? { authorId: item.authorId, first: item, last: item, parts, data: [data] } : 'stray'
  }
  if (parts !== before.parts) return 'stray'
  if (part <= before.data.length) return before.data[part - 1] === data ? 'known' : 'stray'
  if (part !== before.data.length + 1) return 'stray'
  return { ...before, last: item, data: [...before.data, data] }
}

/** Events that were already assembled: a history is gone through more than once, and snapshots are long. */
const known = new WeakMap<PartContent, { readonly text: string; readonly content: TeamLogContent }>()

function readWhole({ data, first }: OpenParts, last: PartContent): TeamLogContent {
  const text = data.join('')
  const before = known.get(last)
  if (before?.text === text) return before.content
  const isMarked = first.content.kind === 'part' && first.content.isMarked
  const whole = readPartedEvent(text, isMarked)
  // Parts are identified by the id of their event.
  const content: TeamLogContent =
    whole.kind === 'event' && whole.event.id !== last.id
      ? { kind: 'unreadable', reason: 'malformed', type: whole.event.type }
      : whole
  known.set(last, { text, content })
  return content
}

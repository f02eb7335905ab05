import {
  appendFacts,
  emptyTail,
  markDeleted,
  type MessageFact,
  type MessageTail,
  prependFacts,
  setReactions,
} from '#shared/domain/message-tail/message-tail.ts'
import { ChangesByChat } from '../telegram/changes-meanwhile.ts'
import {
  applyChanges,
  findFact,
  findNewest,
  joinTails,
  overlayTails,
  reviveFact,
  skipsMessages,
} from './tail-joining.ts'

/** What was known before a hole appeared, or before a check began. */
interface Older {
  readonly tail: MessageTail
  /** Reading back is finished when it reaches this id. */
  readonly untilId: number
  /** A `hole` may contain unknown messages; a `check` only reads known history again. */
  readonly kind: 'hole' | 'check'
}

interface Entry {
  /** The newest stretch; it reaches the end of the history. */
  readonly tail: MessageTail
  readonly older?: Older | undefined
  /** In this run, TDLib has told that nothing is newer than the tail's end. */
  readonly isSure: boolean
  /**
   * TDLib may go on having messages of this chat that were deleted: the chat is known from an earlier run, or TDLib
   * missed something.
   */
  readonly isDoubted: boolean
  /** Changes when pages that are being read no longer fit the tail. */
  readonly epoch: number
}

/** A chat of which TDLib has told nothing before. */
const unknown: Entry = { tail: emptyTail, isSure: true, isDoubted: false, epoch: 0 }

/** What is known of a chat's messages, for the order and the clock. */
export interface KnownHistory {
  /** The newest messages without a gap. */
  readonly tail: MessageTail
  /** The best guess while messages are missing between the tail and what was known before. */
  readonly estimate?: MessageTail | undefined
  /** True when no gap inside the estimate is known, and the history is only being checked. */
  readonly isCheck: boolean
}

export interface TailsOptions {
  /** Called after the known messages of the chat changed. */
  readonly onChange: (chatId: number) => void
}

/**
 * The newest messages of every chat, as facts, without gaps. Where there is a gap, also what has to be read to close
 * it.
 */
export class Tails {
  readonly #onChange: (chatId: number) => void
  readonly #entries = new Map<number, Entry>()
  readonly #changes = new ChangesByChat()
  readonly #estimates = new WeakMap<Older, { readonly of: MessageTail; readonly estimate: MessageTail }>()

  constructor(options: TailsOptions) {
    this.#onChange = options.onChange
  }

  restore(tails: Iterable<readonly [number, MessageTail]>): void {
    for (const [chatId, tail] of tails)
      this.#entries.set(chatId, { tail, isSure: false, isDoubted: true, epoch: 0 })
  }

  chatIds(): Iterable<number> {
    return this.#entries.keys()
  }

  has(chatId: number): boolean {
    return this.#entries.has(chatId)
  }

  find(chatId: number): KnownHistory | undefined {
    const entry = this.#entries.get(chatId)
    if (entry === undefined) return undefined
    const { older, tail } = entry
    if (older === undefined) return { tail, isCheck: false }
    return { tail, estimate: this.#estimate(older, tail), isCheck: older.kind === 'check' }
  }

  /**
   * The part that may be kept on disk: a stretch without gaps. While there is a hole, that is the stretch known
   * before the hole.
   */
  findStorable(chatId: number): MessageTail | undefined {
    const entry = this.#entries.get(chatId)
    return entry?.older?.tail ?? entry?.tail
  }

  /** A message that TDLib tells of as new. */
  add(chatId: number, fact: MessageFact): void {
    this.#changes.find(chatId)?.noteNew(fact.id)
    const entry = this.#entries.get(chatId) ?? { ...unknown, isSure: false }
    const isContinuing = entry.isSure && !skipsMessages(chatId, entry.tail, fact)
    if (entry.tail.facts.length > 0 && !isContinuing && findFact(entry.tail, fact.id) === undefined) {
      this.#openHole(chatId, entry, fact)
      return
    }
    const isBuried = findFact(entry.tail, fact.id)?.isDeleted === true
    const tail = isBuried ? reviveFact(entry.tail, fact) : appendFacts(entry.tail, [fact])
    this.#set(chatId, { ...entry, tail, isSure: true })
  }

  /**
   * Takes the chat's last message. A message newer than the tail's end reveals a hole. Returns false when the
   * message is older, so that newer messages have been deleted or are just being deleted.
   */
  seeLast(chatId: number, last: MessageFact): boolean {
    const entry = this.#entries.get(chatId)
    if (entry === undefined) {
      this.#set(chatId, { ...unknown, tail: appendFacts(emptyTail, [last]) })
      return true
    }
    const newest = findNewest(entry.tail)
    if (entry.tail.facts.length === 0) {
      this.#set(chatId, {
        ...entry,
        tail: appendFacts(emptyTail, [last]),
        isSure: true,
        epoch: entry.epoch + 1,
      })
      return true
    }
    if (newest?.id === last.id) {
      if (!entry.isSure) this.#entries.set(chatId, { ...entry, isSure: true })
      return true
    }
    const known = findFact(entry.tail, last.id)
    if (known === undefined && (newest === undefined || last.id > newest.id))
      this.#openHole(chatId, entry, last)
    else return entry.older !== undefined
    return true
  }

  /**
   * Has the whole tail read again, from the end of the history on: TDLib may still have a last message that was
   * deleted. Messages that are missing in the result were deleted.
   */
  check(chatId: number): void {
    const entry = this.#entries.get(chatId)
    const first = entry?.tail.facts[0]
    if (entry === undefined || first === undefined || entry.older !== undefined) return
    this.#set(chatId, {
      tail: emptyTail,
      older: { tail: entry.tail, untilId: first.id, kind: 'check' },
      isSure: true,
      isDoubted: true,
      epoch: entry.epoch + 1,
    })
  }

  /** The id that the next page has to be older than (0: from the end), and the epoch that the page belongs to. */
  findEdge(chatId: number): { readonly beforeId: number; readonly epoch: number } {
    const entry = this.#entries.get(chatId)
    return { beforeId: entry?.tail.facts[0]?.id ?? 0, epoch: entry?.epoch ?? 0 }
  }

  /** Whether only the server's answers show what of this chat is there. */
  isDoubted(chatId: number): boolean {
    return this.#entries.get(chatId)?.isDoubted === true
  }

  /** True while the tail is only being read again: nothing is known to be missing. */
  isBeingChecked(chatId: number): boolean {
    return this.#entries.get(chatId)?.older?.kind === 'check'
  }

  /** True while a hole or a check is not read to its end. */
  isOpen(chatId: number): boolean {
    return this.#entries.get(chatId)?.older !== undefined
  }

  /** Adds a page of history before the tail. False when the tail was replaced meanwhile. */
  prepend(chatId: number, epoch: number, facts: readonly MessageFact[], reachesStart: boolean): boolean {
    const entry = this.#entries.get(chatId) ?? unknown
    if (entry.epoch !== epoch) return false
    const tail = applyChanges(prependFacts(entry.tail, facts, reachesStart), this.#changes.find(chatId))
    this.#set(chatId, this.#close({ ...entry, tail, isSure: true }))
    return true
  }

  /** Runs `read`, which asks for a page and prepends it. Changes that come meanwhile are applied to the page too. */
  during<Value>(chatId: number, read: () => Promise<Value>): Promise<Value> {
    return this.#changes.during(chatId, read)
  }

  /** Gives up what was known before: the history in between is too long to read, or nobody needs it. */
  forgetOlder(chatId: number): void {
    const entry = this.#entries.get(chatId)
    if (entry?.older === undefined) return
    const { older: _older, ...rest } = entry
    this.#set(chatId, rest)
  }

  delete(chatId: number, ids: readonly number[]): void {
    this.#changes.find(chatId)?.noteDeleted(ids)
    this.#map(chatId, (tail) => markDeleted(tail, ids))
  }

  react(chatId: number, id: number, userIds: readonly number[]): void {
    this.#changes.find(chatId)?.noteReactions(id, userIds)
    this.#map(chatId, (tail) => setReactions(tail, id, userIds))
  }

  /** Shortens the tail to what is needed, unless a hole or a check is open. */
  trim(chatId: number, trim: (tail: MessageTail) => MessageTail): void {
    const entry = this.#entries.get(chatId)
    if (entry === undefined || entry.older !== undefined) return
    const tail = trim(entry.tail)
    if (tail !== entry.tail) this.#entries.set(chatId, { ...entry, tail })
  }

  /** The group was upgraded to another chat, whose history continues that of the old one. */
  move(fromChatId: number, toChatId: number, shift: (fact: MessageFact) => MessageFact): void {
    const from = this.#entries.get(fromChatId)
    if (from === undefined) return
    this.#entries.delete(fromChatId)
    const before = from.older?.tail ?? from.tail
    const older: MessageTail = { facts: before.facts.map(shift), reachesStart: before.reachesStart }
    const to = this.#entries.get(toChatId) ?? { ...unknown, isSure: false }
    const newestId = older.facts.at(-1)?.id
    if (newestId === undefined || to.tail.facts.some((fact) => fact.id < 0)) return
    // Nothing says that the end of the old group is known, so reading back into the group finds it.
    this.#set(toChatId, {
      ...to,
      tail: { ...to.tail, reachesStart: false },
      older: { tail: older, untilId: newestId, kind: 'hole' },
      epoch: to.epoch + 1,
    })
  }

  drop(chatId: number): void {
    this.#entries.delete(chatId)
  }

  clear(): void {
    this.#entries.clear()
  }

  /** Several parts ask after each change; the answer belongs to these two stretches, which never change. */
  #estimate(older: Older, tail: MessageTail): MessageTail {
    const known = this.#estimates.get(older)
    if (known?.of === tail) return known.estimate
    const estimate = overlayTails(tail, older.tail)
    this.#estimates.set(older, { of: tail, estimate })
    return estimate
  }

  #openHole(chatId: number, entry: Entry, newest: MessageFact): void {
    const older = entry.older?.tail ?? entry.tail
    // TDLib missed something, perhaps so much that it was not told of deletions: all that is known is compared.
    const untilId = older.facts[0]?.id
    this.#set(chatId, {
      tail: appendFacts(emptyTail, [newest]),
      older: untilId === undefined ? undefined : { tail: older, untilId, kind: 'hole' },
      isSure: true,
      isDoubted: true,
      epoch: entry.epoch + 1,
    })
  }

  /** Joins both stretches when they have met. */
  #close(entry: Entry): Entry {
    const { older, tail } = entry
    if (older === undefined) return entry
    const first = tail.facts[0]
    if (!tail.reachesStart && (first === undefined || first.id > older.untilId)) return entry
    return { ...entry, tail: joinTails(tail, older.tail), older: undefined, epoch: entry.epoch + 1 }
  }

  #map(chatId: number, change: (tail: MessageTail) => MessageTail): void {
    const entry = this.#entries.get(chatId)
    if (entry === undefined) return
    const tail = change(entry.tail)
    const olderTail = entry.older === undefined ? undefined : change(entry.older.tail)
    if (tail === entry.tail && olderTail === entry.older?.tail) return
    const older =
      entry.older === undefined || olderTail === undefined ? undefined : { ...entry.older, tail: olderTail }
    this.#set(chatId, { ...entry, tail, older })
  }

  #set(chatId: number, entry: Entry): void {
    const before = this.#entries.get(chatId)
    this.#entries.set(chatId, entry)
    if (before?.tail !== entry.tail || before.older !== entry.older) this.#onChange(chatId)
  }
}

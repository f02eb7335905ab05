import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ClockOverride } from '#shared/contract/entities/triage.ts'
import { makeRankBetween, makeRanks } from '#shared/domain/list-order/pin-rank.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Store } from '../store/store.ts'
import type { ChatMarks } from '../store/triage-store.ts'

type Saved = Result<undefined, 'store_failed'>
export type MarkName = Exclude<keyof ChatMarks, 'chatId'>

interface Pin {
  readonly chatId: ChatId
  readonly pinRank: string
}

/** What people said about chats: pins, stars, classes by hand, clocks of their own. All of it on disk. */
export class ChatMarksBook {
  readonly #store: Pick<Store, 'readChatMarks' | 'saveChatMarks' | 'moveChatMarks'>
  readonly #onChange: (chatId: number, names: readonly MarkName[]) => void
  #marks = new Map<number, ChatMarks>()
  /** Groups whose marks the disk did not let go to the chats they go on as. */
  readonly #unmoved = new Map<ChatId, ChatId>()

  /** `onChange` is told after a change is on disk. */
  constructor(
    store: Pick<Store, 'readChatMarks' | 'saveChatMarks' | 'moveChatMarks'>,
    onChange: (chatId: number, names: readonly MarkName[]) => void,
  ) {
    this.#store = store
    this.#onChange = onChange
    this.reload()
  }

  find(chatId: number): ChatMarks | undefined {
    return this.#marks.get(chatId)
  }

  /** Reads the store again, after it was emptied or made anew; nobody is told. */
  reload(): void {
    this.#marks = new Map(this.#store.readChatMarks().map((marks) => [marks.chatId, marks]))
  }

  /** Chats with marks. */
  chatIds(): Iterable<number> {
    return this.#marks.keys()
  }

  /** Puts a chat behind all pins, or takes it from them. */
  setPinned(chatId: ChatId, isPinned: boolean): Saved {
    if ((this.#marks.get(chatId)?.pinRank !== undefined) === isPinned) return ok()
    if (!isPinned) return this.#change(chatId, { pinRank: undefined })
    const others = this.#rankPins()
    return this.#place(chatId, others, others.length)
  }

  /** Moves a pinned chat right behind another pinned one; without it to the top. */
  movePin(chatId: ChatId, after: ChatId | undefined): Result<undefined, 'not_pinned' | 'store_failed'> {
    if (this.#marks.get(chatId)?.pinRank === undefined) return fail('not_pinned', 'the chat is not pinned')
    if (after === chatId) return ok()
    const others = this.#rankPins().filter((pin) => pin.chatId !== chatId)
    const position = after === undefined ? -1 : others.findIndex((pin) => pin.chatId === after)
    if (after !== undefined && position < 0) return fail('not_pinned', 'the chat before it is not pinned')
    return this.#place(chatId, others, position + 1)
  }

  setStar(chatId: ChatId, star: { readonly atMs: EpochMs; readonly note?: string } | undefined): Saved {
    const before = this.#marks.get(chatId)?.star
    // A note that is changed later leaves the star where it stands among the others.
    const next = star === undefined || before === undefined ? star : { ...star, atMs: before.atMs }
    return this.#change(chatId, { star: next })
  }

  setHandClass(chatId: ChatId, handClass: ChatMarks['handClass']): Saved {
    return this.#change(chatId, { handClass })
  }

  setClockOverride(chatId: ChatId, clockOverride: ClockOverride | undefined): Saved {
    return this.#change(chatId, { clockOverride })
  }

  setNoReply(chatId: ChatId, noReply: ChatMarks['noReply']): Saved {
    return this.#change(chatId, { noReply })
  }

  /** The group goes on as another chat. Without marks nothing happens, so it may be told again. */
  move(from: ChatId, to: ChatId): void {
    if (!this.#marks.has(from)) return
    if (!this.#store.moveChatMarks(from, to).ok) {
      this.#unmoved.set(from, to)
      return
    }
    this.#unmoved.delete(from)
    this.reload()
    const all: readonly MarkName[] = ['pinRank', 'star', 'handClass', 'clockOverride', 'noReply']
    this.#onChange(from, all)
    this.#onChange(to, all)
  }

  /** The disk takes writes again. */
  moveAgain(): void {
    for (const [from, to] of this.#unmoved) this.move(from, to)
  }

  /** Gives a chat the rank of a position among the other pins; if there is no room left, all of them get new ones. */
  #place(chatId: ChatId, others: readonly Pin[], position: number): Saved {
    const rank = makeRankBetween(others[position - 1]?.pinRank, others[position]?.pinRank)
    if (rank !== undefined) return this.#change(chatId, { pinRank: rank })
    const order = others.map((pin) => pin.chatId).toSpliced(position, 0, chatId)
    for (const [index, pinRank] of makeRanks(order.length).entries()) {
      const saved = this.#change(order[index] ?? chatId, { pinRank })
      if (!saved.ok) return saved
    }
    return ok()
  }

  #change(chatId: ChatId, changes: Partial<ChatMarks>): Saved {
    const next: ChatMarks = { ...this.#marks.get(chatId), ...changes, chatId }
    const saved = this.#store.saveChatMarks(next)
    if (!saved.ok) return saved
    const isEmpty = Object.entries(next).every(([name, value]) => name === 'chatId' || value === undefined)
    if (isEmpty) this.#marks.delete(chatId)
    else this.#marks.set(chatId, next)
    this.#onChange(chatId, Object.keys(changes) as MarkName[])
    return saved
  }

  /** Pinned chats, top first. */
  #rankPins(): readonly Pin[] {
    const pins: Pin[] = []
    for (const { chatId, pinRank } of this.#marks.values()) {
      if (pinRank !== undefined) pins.push({ chatId, pinRank })
    }
    // As the list stands: ranks that are the same (two groups that became one) are told apart by the chat.
    return pins.sort((a, b) =>
      a.pinRank < b.pinRank || (a.pinRank === b.pinRank && a.chatId > b.chatId) ? -1 : 1,
    )
  }
}

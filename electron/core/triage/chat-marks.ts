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

/**
 * The marks that people set on chats: pins, stars, classes by hand, clocks of a chat's own. All of them are on disk.
 */
export class ChatMarksBook {
  readonly #store: Pick<Store, 'readChatMarks' | 'saveChatMarks' | 'moveChatMarks'>
  readonly #onChange: (chatId: number, names: readonly MarkName[]) => void
  #marks = new Map<number, ChatMarks>()
  /** Upgraded groups whose marks could not be moved to the new chat, because the disk refused. */
  readonly #unmoved = new Map<ChatId, ChatId>()

  /** `onChange` is called after a change is on disk. */
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

  /** Reads the store again after it was emptied or rebuilt; `onChange` is not called. */
  reload(): void {
    this.#marks = new Map(this.#store.readChatMarks().map((marks) => [marks.chatId, marks]))
  }

  /** Chats with marks. */
  chatIds(): Iterable<number> {
    return this.#marks.keys()
  }

  /** Pins a chat below all other pins, or unpins it. */
  setPinned(chatId: ChatId, isPinned: boolean): Saved {
    if ((this.#marks.get(chatId)?.pinRank !== undefined) === isPinned) return ok()
    if (!isPinned) return this.#change(chatId, { pinRank: undefined })
    const others = this.#rankPins()
    return this.#place(chatId, others, others.length)
  }

  /** Moves a pinned chat right below another pinned chat; without `after`, to the top. */
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
    // Changing the note later does not change the place of the star among the others.
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

  /**
   * The group was upgraded to another chat: its marks move there. Without marks nothing happens, so the call may be
   * repeated.
   */
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

  /** The disk takes writes again, so the marks that could not be moved are moved now. */
  moveAgain(): void {
    for (const [from, to] of this.#unmoved) this.move(from, to)
  }

  /** Gives a chat the rank of a position among the other pins. When there is no room left, all pins get new ranks. */
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
    // The same order as in the list: pins with equal ranks (after two groups became one) are ordered by chat id.
    return pins.sort((a, b) =>
      a.pinRank < b.pinRank || (a.pinRank === b.pinRank && a.chatId > b.chatId) ? -1 : 1,
    )
  }
}

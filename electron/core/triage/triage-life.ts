import { Emitter } from '#shared/lib/emitter.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import { asChatId } from '../telegram/ids.ts'
import type { TriageContext, TriageParts } from './triage-parts.ts'

/** Set once Telegram's pins were taken over; from then on pins are the console's own. */
const pinsTakenFact = 'pins.adopted'

/**
 * The life of the triage, from restoring the store to the end of the account: what each part does, and in which
 * order.
 */
export class TriageLife {
  readonly #context: TriageContext
  readonly #parts: TriageParts
  /** Telegram has told of every chat. */
  readonly onListsKnown = new Emitter()
  readonly #restoredIds = new Set<number>()
  readonly #unfollowStore: () => void
  #areListsLoaded = false

  constructor(context: TriageContext, parts: TriageParts) {
    this.#context = context
    this.#parts = parts
    this.#unfollowStore = followStore(context, parts)
  }

  /** True for a new chat that may be in a folder of customers, which is not known before all lists are loaded. */
  isOpen(chatId: number): boolean {
    const { folderIds } = this.#parts.rules.view.customers
    return !this.#areListsLoaded && !this.#restoredIds.has(chatId) && folderIds.length > 0
  }

  restore(): void {
    const { book, classes, clocks, knowledge, rules } = this.#parts
    const { model } = this.#context.rows
    book.reload()
    // The team's rules are known since its log was restored, but restoring emitted no change.
    rules.restore()
    knowledge.restore()
    model.restore()
    for (const chatId of model.chatIds()) {
      this.#restoredIds.add(chatId)
      classes.remember(chatId, model.findView(chatId)?.class ?? 'other')
    }
    clocks.restore()
    model.paint()
  }

  follow(event: TelegramEvent): void {
    const { clocks, knowledge, rules } = this.#parts
    if (event.kind === 'user_changed') rules.onUser(event.user.id)
    knowledge.follow(event)
    clocks.follow(event)
  }

  onListsLoaded(): void {
    const { clocks, knowledge } = this.#parts
    this.#takePins()
    this.#areListsLoaded = true
    this.onListsKnown.emit()
    knowledge.start()
    clocks.onListsLoaded()
  }

  clear(): void {
    const { book, classes, clocks, knowledge, markRead, rules } = this.#parts
    this.#areListsLoaded = false
    this.#restoredIds.clear()
    knowledge.clear()
    markRead.clear()
    clocks.clear()
    book.reload()
    this.#context.rows.model.clear()
    classes.clear()
    rules.reload()
  }

  close(): void {
    const { clocks, knowledge, markRead } = this.#parts
    this.#unfollowStore()
    knowledge.close()
    markRead.close()
    clocks.close()
  }

  #takePins(): void {
    const { rows, store } = this.#context
    if (store.readFact(pinsTakenFact) !== undefined) return
    const { book } = this.#parts
    const pins = rows.places.readTelegramPins('main')
    const taken = pins.map((chatId) => book.setPinned(asChatId(chatId), true))
    if (taken.every((one) => one.ok)) store.saveFact(pinsTakenFact, true)
    rows.model.flush()
  }
}

function followStore({ clock, store }: TriageContext, { book, clocks }: TriageParts): () => void {
  const unfollowRebuilt = store.onRebuilt(() => clocks.saveAll())
  const unfollowTrouble = store.onTrouble((trouble) => {
    // The store reports the end of the trouble in the middle of a write, so the move is scheduled after it.
    if (trouble === undefined) clock.schedule(clock.now(), () => book.moveAgain())
  })
  return () => {
    unfollowRebuilt()
    unfollowTrouble()
  }
}

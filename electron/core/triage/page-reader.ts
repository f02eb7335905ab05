import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { fromPredecessorId, toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { ChatKind } from '../telegram/chats.ts'
import { type GoneMessages, isInside, isSearched } from '../telegram/gone-messages.ts'
import type { Message } from '../telegram/message.ts'
import { findPredecessor } from '../telegram/requests.ts'
import type { TdClient, TdRefusal } from '../telegram/td-client.ts'
import type { People } from '../telegram/people.ts'
import { fetchOlder, fetchOlderFromServer } from '../telegram/history.ts'
import { makeFact } from './message-facts.ts'
import type { PageResult } from './history-reader.ts'
import type { Tails } from './tails.ts'

export interface PageReaderOptions {
  readonly client: () => TdClient | undefined
  readonly tails: Tails
  readonly people: People
  readonly gone: Pick<GoneMessages, 'compare'>
  /** The chat's last message as TDLib has it. */
  readonly findLastMessage: (chatId: number) => Message | undefined
  /** Undefined for a chat that TDLib has not introduced. */
  readonly findKind: (chatId: number) => ChatKind | undefined
  /** Called when a chat turns out to be the upgrade of an older chat. */
  readonly onPredecessor: (oldChatId: number, chatId: number) => void
  /** True while the tail of the chat does not tell all that has to be known. */
  readonly isMissing: (chatId: number) => boolean
  /** Called after a message of a page was added to the tail. */
  readonly onMessage: (message: Message) => void
}

type FoundPredecessor =
  | { readonly ok: true; readonly oldChatId: number | undefined }
  | { readonly ok: false; readonly refusal: TdRefusal }

const isFinal = (refusal: TdRefusal): boolean =>
  refusal.kind === 'refused' && refusal.code >= 400 && refusal.code < 500

const closed: PageResult = { ok: false, refusal: { kind: 'closed', message: 'there is no client' } }

/**
 * Reads pages of history into tails. Past the start of a supergroup it continues in the group that the supergroup
 * was upgraded from.
 */
export class PageReader {
  readonly #options: PageReaderOptions
  /** The group that a chat was upgraded from; undefined when it is known that there is none. */
  readonly #predecessors = new Map<number, number | undefined>()
  /** The oldest message of the chat itself, where that is known. */
  readonly #ownStarts = new Map<number, number>()

  constructor(options: PageReaderOptions) {
    this.#options = options
  }

  notePredecessor(chatId: number, oldChatId: number): void {
    this.#predecessors.set(chatId, oldChatId)
  }

  drop(chatId: number): void {
    this.#predecessors.delete(chatId)
    this.#ownStarts.delete(chatId)
  }

  clear(): void {
    this.#predecessors.clear()
    this.#ownStarts.clear()
  }

  /**
   * Reads `count` older messages into the tail, in as many steps as TDLib takes for them, but no step more than the
   * chat needs: each may be a request to Telegram.
   */
  async readPage(chatId: number, count: number): Promise<PageResult> {
    let messageCount = 0
    for (;;) {
      const step = await this.#readStep(chatId, count)
      if (!step.ok) return messageCount > 0 ? { ok: true, messageCount } : step
      messageCount += step.messageCount
      if (step.messageCount === 0 || messageCount >= count || !this.#options.isMissing(chatId)) {
        return { ok: true, messageCount }
      }
    }
  }

  async #readStep(chatId: number, count: number): Promise<PageResult> {
    const client = this.#options.client()
    if (client === undefined) return closed
    const { tails } = this.#options
    const { beforeId } = tails.findEdge(chatId)
    const isOwnDone = beforeId < 0 || (beforeId > 0 && this.#ownStarts.get(chatId) === beforeId)
    return tails.during(chatId, () =>
      isOwnDone ? this.#readPredecessor(client, chatId, count) : this.#readOwn(client, chatId, count),
    )
  }

  async #readOwn(client: TdClient, chatId: number, count: number): Promise<PageResult> {
    const { gone, people, tails } = this.#options
    const { beforeId, epoch } = tails.findEdge(chatId)
    // What was known before is compared with the page: what the page lacks counts as deleted. TDLib does not know of
    // everything that was deleted while it was away, older messages included.
    const isCompared = tails.isDoubted(chatId)
    const knownFacts = isCompared ? this.#listKnown(chatId) : []
    const knownIds = isCompared ? this.#listSearched(chatId, knownFacts) : []
    const page = isCompared
      ? await fetchOlderFromServer(client, chatId, beforeId, count)
      : await fetchOlder(client, chatId, beforeId, 1, count)
    if (!page.ok) return page
    const facts = [
      ...page.messages.flatMap((message) => makeFact(message, people) ?? []),
      ...knownFacts.filter((fact) => fact.from === 'service' && isInside(fact.id, page, beforeId)),
    ]
    let isStart = page.isStart
    if (isStart) {
      const found = await this.#findPredecessor(client, chatId)
      if (!found.ok) return found
      const { oldChatId } = found
      const startId = facts.reduce((id, fact) => Math.min(id, fact.id), beforeId === 0 ? Infinity : beforeId)
      if (oldChatId !== undefined && startId !== Infinity) {
        this.#ownStarts.set(chatId, startId)
        isStart = false
      }
    }
    tails.prepend(chatId, epoch, facts, isStart)
    if (isCompared) gone.compare(chatId, knownIds, { ...page, beforeId })
    for (const message of page.messages) this.#options.onMessage(message)
    return { ok: true, messageCount: facts.length }
  }

  #listKnown(chatId: number): readonly MessageFact[] {
    const known = this.#options.tails.find(chatId)
    const facts = (known?.estimate ?? known?.tail)?.facts ?? []
    return facts.filter(({ isDeleted }) => isDeleted !== true)
  }

  /** The known messages that a search gives, and the last one that TDLib tells of. */
  #listSearched(chatId: number, facts: readonly MessageFact[]): readonly number[] {
    const last = this.#options.findLastMessage(chatId)
    return [
      ...facts.flatMap(({ from, id }) => (from === 'service' ? [] : [id])),
      ...(last !== undefined && isSearched(last) ? [last.id] : []),
    ]
  }

  async #readPredecessor(client: TdClient, chatId: number, count: number): Promise<PageResult> {
    const { people, tails } = this.#options
    const { beforeId, epoch } = tails.findEdge(chatId)
    const found = await this.#findPredecessor(client, chatId)
    if (!found.ok) return found
    const { oldChatId } = found
    if (oldChatId === undefined) {
      tails.prepend(chatId, epoch, [], true)
      return { ok: true, messageCount: 0 }
    }
    const fromId = beforeId < 0 ? fromPredecessorId(beforeId) : 0
    const page = await fetchOlder(client, oldChatId, fromId, 1, count)
    if (!page.ok) return page
    const facts = page.messages.flatMap((message): readonly MessageFact[] => {
      const fact = makeFact(message, people)
      return fact === undefined ? [] : [{ ...fact, id: toPredecessorId(fact.id) }]
    })
    tails.prepend(chatId, epoch, facts, page.isStart)
    return { ok: true, messageCount: facts.length }
  }

  async #findPredecessor(client: TdClient, chatId: number): Promise<FoundPredecessor> {
    if (this.#predecessors.has(chatId)) return { ok: true, oldChatId: this.#predecessors.get(chatId) }
    if (this.#options.findKind(chatId) !== 'supergroup') return { ok: true, oldChatId: undefined }
    const found = await findPredecessor(client, chatId)
    // If the predecessor may be found later, the page is asked for again. Otherwise the chat's own messages are all
    // there is.
    if (!found.ok && !isFinal(found.refusal)) return found
    const oldChatId = found.ok ? found.value : undefined
    this.#predecessors.set(chatId, oldChatId)
    if (oldChatId !== undefined) this.#options.onPredecessor(oldChatId, chatId)
    return { ok: true, oldChatId }
  }
}

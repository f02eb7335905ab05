import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { readChatKind } from '#shared/domain/telegram-ids/chat-id.ts'
import { fromPredecessorId, toMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import { fetchNewer, fetchOlder, type HistoryResult } from '../telegram/history.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { isUpgradeEnd, type Message, placeMessage } from '../telegram/message.ts'
import { findPredecessor } from '../telegram/requests.ts'
import type { TdCaller } from '../telegram/td-client.ts'

/** A message id that TDLib accepts and that lies before all messages of a chat. */
const beforeAll = 1

export type JoinedHistoryOptions = Pick<Upgrades, 'findPredecessor' | 'note' | 'place'>

type FoundBefore = { readonly ok: true; readonly chatId: number | undefined } | { readonly ok: false }

/**
 * The history of a conversation: that of its chat, and before it that of the group which the chat was upgraded from.
 * Messages of the group are given as messages of the chat, with negative ids.
 */
export class JoinedHistory {
  readonly #upgrades: JoinedHistoryOptions
  /** Supergroups that are known to begin with themselves. */
  readonly #firsts = new Set<number>()

  constructor(upgrades: JoinedHistoryOptions) {
    this.#upgrades = upgrades
  }

  /** At least `count` messages older than `beforeId` (0: than the end), unless the history begins earlier. */
  async fetchOlder(
    client: TdCaller,
    chatId: number,
    beforeId: number,
    count: number,
  ): Promise<HistoryResult> {
    const own: HistoryResult =
      beforeId < 0
        ? { ok: true, messages: [], isStart: true }
        : await fetchOlder(client, chatId, beforeId, count)
    if (!own.ok || !own.isStart) return this.#place(own)
    const before = await this.#findBefore(client, chatId)
    // What is not known now is asked for again when the reader scrolls on.
    if (!before.ok) return this.#place({ ...own, isStart: false })
    if (before.chatId === undefined) return this.#place(own)
    const fromId = beforeId < 0 ? fromPredecessorId(beforeId) : 0
    const old = await fetchOlder(client, before.chatId, fromId, Math.max(count - own.messages.length, 1))
    if (!old.ok) return own.messages.length === 0 ? old : this.#place({ ...own, isStart: false })
    return this.#place({
      ok: true,
      messages: [...own.messages, ...old.messages],
      isStart: old.isStart,
    })
  }

  /** Up to `count` messages newer than `afterId`. An empty result means that `afterId` is the newest message. */
  async fetchNewer(client: TdCaller, chatId: number, afterId: number, count: number): Promise<HistoryResult> {
    const before = afterId < 0 ? this.#upgrades.findPredecessor(chatId) : undefined
    if (before === undefined) {
      return this.#place(await fetchNewer(client, chatId, Math.max(afterId, beforeAll), count))
    }
    const old = this.#place(await fetchNewer(client, before, fromPredecessorId(afterId), count))
    // A page ends where the group does, so that nothing is left out between the two.
    if (!old.ok || old.messages.length > 0) return old
    return this.#place(await fetchNewer(client, chatId, beforeAll, count))
  }

  /** Messages on both sides of `id`, about `count` together; `id` itself when it exists. */
  async fetchAround(client: TdCaller, chatId: number, id: number, count: number): Promise<HistoryResult> {
    const half = Math.ceil(count / 2)
    const newer = await this.fetchNewer(client, chatId, id, half)
    if (!newer.ok) return newer
    // Starts one id above `id`, so that the message `id` is among the older messages.
    const older = await this.fetchOlder(client, chatId, id + 1, half)
    if (!older.ok) return older
    return { ok: true, messages: [...older.messages, ...newer.messages], isStart: older.isStart }
  }

  /** Messages on both sides of the first that is not read. */
  async fetchUnread(
    client: TdCaller,
    chatId: number,
    lastReadId: number,
    count: number,
  ): Promise<HistoryResult> {
    const id = lastReadId < 0 ? lastReadId : Math.max(lastReadId, toMessageId(1))
    return this.fetchAround(client, chatId, id, count)
  }

  clear(): void {
    this.#firsts.clear()
  }

  async #findBefore(client: TdCaller, chatId: number): Promise<FoundBefore> {
    const known = this.#upgrades.findPredecessor(chatId)
    if (known !== undefined) return { ok: true, chatId: known }
    if (this.#firsts.has(chatId) || readChatKind(chatId) !== 'supergroup') {
      return { ok: true, chatId: undefined }
    }
    const found = await findPredecessor(client, chatId)
    if (!found.ok && (found.refusal.kind !== 'refused' || found.refusal.code >= 500)) return { ok: false }
    const before = found.ok ? found.value : undefined
    if (before === undefined) this.#firsts.add(chatId)
    else this.#upgrades.note(before, chatId)
    return { ok: true, chatId: before }
  }

  /** The upgrade is reported on both sides of it: once is enough for the reader. */
  #place(result: HistoryResult): HistoryResult {
    if (!result.ok) return result
    const place = (chatId: ChatId, id: MessageId) => this.#upgrades.place(asChatId(chatId), asMessageId(id))
    const messages: readonly Message[] = result.messages.filter((message) => !isUpgradeEnd(message))
    return { ...result, messages: messages.map((message) => placeMessage(message, place)) }
  }
}

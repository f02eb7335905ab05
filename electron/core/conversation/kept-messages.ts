import type { MessageView } from '#shared/contract/entities/message.ts'
import { Emitter } from '#shared/lib/emitter.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { type Message, placeMessage, viewMessage } from '../telegram/message.ts'
import { readKnownMessage } from '../telegram/requests.ts'
import type { Conversation } from './conversation.ts'
import type { ConversationContext } from './conversation-context.ts'
import type { OpenChat, OpenChats } from './open-chats.ts'

export interface KeptMessagesOptions extends Pick<
  ConversationContext,
  'client' | 'people' | 'store' | 'upgrades'
> {
  readonly chats: OpenChats
}

/** Messages as TDLib has them now: shown where a window looks, kept in the store everywhere. */
export class KeptMessages {
  /** Every message that is loaded from the history. */
  readonly loaded = new Emitter<[message: Message]>()
  readonly #options: KeptMessagesOptions

  constructor(options: KeptMessagesOptions) {
    this.#options = options
  }

  /** Keeps messages of one chat. A pending one has no id that lasts, so TDLib alone keeps it. */
  keep(chatId: number, messages: readonly Message[]): void {
    const chat = this.#options.chats.get(chatId)
    const kept = messages.filter((message) => message.state === 'sent')
    if (kept.length > 0) this.#options.store.saveMessages(kept.map((message) => this.#view(message, chat)))
  }

  /** Stores messages that TDLib gave to an open chat, which shows them already. */
  keepLoaded({ chatId, staleIds }: Conversation, messages: readonly Message[]): void {
    const chat = this.#options.chats.get(chatId)
    if (chat === undefined) return
    this.keep(chatId, messages)
    for (const message of messages) this.loaded.emit(message)
    for (const id of staleIds) void this.#refresh(chatId, id)
    staleIds.clear()
    void this.findReplied(chat, messages)
  }

  /**
   * Shows and stores a changed message, and shows the replies to it again. A message that no window shows is asked
   * for.
   */
  change(chatId: number, id: number, change: (message: Message) => Message): void {
    const chat = this.#options.chats.get(chatId)
    const source = chat?.conversation.messages.find(id)?.source
    if (chat === undefined || source === undefined) {
      chat?.conversation.staleIds.add(id)
      void this.#refresh(chatId, id)
      return
    }
    this.#showAgain(chat, change(source))
    showRepliesTo(chat, new Set([id]))
  }

  /** Messages were deleted for good. */
  drop(chatId: number, ids: readonly number[]): void {
    this.#options.store.dropMessages(asChatId(chatId), ids.map(asMessageId))
    const chat = this.#options.chats.get(chatId)
    if (chat === undefined) return
    chat.conversation.drop(ids)
    for (const id of ids) chat.replies.markMissing(id)
    showRepliesTo(chat, new Set(ids))
  }

  /** Loads the messages that these answer; their text is shown a little later than the replies. */
  async findReplied(chat: OpenChat, messages: readonly Message[]): Promise<void> {
    const td = this.#options.client()
    if (td === undefined) return
    for (const id of await chat.replies.resolve(td, messages)) {
      const source = chat.conversation.messages.find(id)?.source
      if (source !== undefined) this.#showAgain(chat, source)
    }
  }

  /** Shows and stores a message as TDLib has it now. */
  async #refresh(chatId: number, id: number): Promise<void> {
    const { chats, client, upgrades } = this.#options
    const td = client()
    const at = upgrades.locate(asChatId(chatId), asMessageId(id))
    const found = td === undefined ? undefined : await readKnownMessage(td, at.chatId, at.messageId)
    if (found?.ok !== true) return
    const message = placeMessage(found.value, (...ids) => upgrades.place(...ids))
    const chat = chats.get(chatId)
    this.keep(chatId, [message])
    chat?.conversation.update(message)
    chat?.replies.forget(id)
  }

  #showAgain(chat: OpenChat, message: Message): void {
    const view = chat.conversation.update(message)
    if (view?.state === 'sent') this.#options.store.saveMessages([view])
  }

  #view(message: Message, chat: OpenChat | undefined): MessageView {
    return chat?.replies.map(message) ?? viewMessage(message, this.#options.people, () => undefined)
  }
}

function showRepliesTo({ conversation }: OpenChat, ids: ReadonlySet<number>): void {
  const answers = [...conversation.messages.all()].flatMap(({ source }) => {
    const target = source?.targetId
    return source !== undefined && target !== undefined && ids.has(target) ? [source] : []
  })
  for (const answer of answers) conversation.update(answer)
}

import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { OpenChats } from './open-chats.ts'

/** Messages that TDLib does not have, shown at the end of their chats: texts whose sending was interrupted. */
export class ExtraMessages {
  readonly #chats: OpenChats
  readonly #views = new Map<number, Map<MessageId, MessageView>>()

  constructor(chats: OpenChats) {
    this.#chats = chats
  }

  read(chatId: number): readonly MessageView[] {
    return [...(this.#views.get(chatId)?.values() ?? [])]
  }

  show(view: MessageView): void {
    const views = this.#views.get(view.chatId) ?? new Map<MessageId, MessageView>()
    this.#views.set(view.chatId, views.set(view.id, view))
    this.#chats.get(view.chatId)?.conversation.publishExtra()
  }

  drop(chatId: number, id: MessageId): void {
    if (this.#views.get(chatId)?.delete(id) === true) this.#chats.get(chatId)?.conversation.dropExtra(id)
  }

  clear(): void {
    this.#views.clear()
  }
}

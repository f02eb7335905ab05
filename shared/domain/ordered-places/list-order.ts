import type { ChatId } from '../../contract/entities/ids.ts'

/**
 * The chats of a list in their order, as they stood at one moment: it never changes, a change of the list is another
 * object. An array of ids is one too.
 */
export interface ListOrder {
  readonly length: number
  /** Undefined beyond the ends; negative counts from the end, as for an array. */
  at(index: number): ChatId | undefined
  /** -1 when the chat is not in the list. */
  indexOf(chatId: ChatId): number
  [Symbol.iterator](): IterableIterator<ChatId>
}

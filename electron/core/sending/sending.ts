import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Message } from '../telegram/message.ts'
import type { TdClient } from '../telegram/td-client.ts'
import { Deliveries } from './deliveries.ts'
import { changeWords, type EditResult } from './editing.ts'
import { Interrupted } from './interrupted.ts'
import {
  type AbilitiesResult,
  findAbilities,
  noteViewed,
  type RemoveResult,
  type ViewResult,
} from './message-actions.ts'
import { MovedTexts } from './moved-texts.ts'
import { OwnTyping } from './own-typing.ts'
import { retryMessage, type RetryResult } from './retrying.ts'
import type { SendingContext } from './sending-context.ts'
import { type DiscardResult, TakingBack } from './taking-back.ts'
import { type SendInput, type SendResult, TextSender } from './text-sender.ts'

/** Texts that leave for Telegram, and actions on messages that exist. */
export interface Sending {
  /** Sends a text exactly once per `sendId`, however often it is called. */
  send(input: SendInput): Promise<SendResult>
  /** Sends a failed or interrupted text again. */
  retry(chatId: ChatId, messageId: MessageId): Promise<RetryResult>
  /** Forgets a text that was not sent. */
  discard(chatId: ChatId, messageId: MessageId): Promise<DiscardResult>
  edit(chatId: ChatId, messageId: MessageId, text: FormattedText): Promise<EditResult>
  remove(chatId: ChatId, messageIds: readonly MessageId[], isForAll: boolean): Promise<RemoveResult>
  /** `isHere`: the answer would go to the chat that has the message. */
  getAbilities(chatId: ChatId, messageId: MessageId, isHere: boolean): Promise<AbilitiesResult>
  view(chatId: ChatId, messageIds: readonly MessageId[]): Promise<ViewResult>
  setTyping(chatId: ChatId): Promise<void>
  /** Is told of every new message: it may be the text of an interrupted entry, which was sent then. */
  onNewMessage(message: Message): void
  /** A message of this account was sent, or failed; it had `oldId` until now. */
  onSendEnded(oldId: MessageId, message: Message): void
  /** Messages are gone for good. */
  onDeleted(chatId: ChatId, messageIds: readonly MessageId[]): void
  /** Signed in: the texts that the last run left are checked. */
  onReady(): Promise<void>
  /** The account is gone. */
  clear(): void
}

/** Ties the parts together; nothing is asked of TDLib before `onReady`. */
export function createSending(context: SendingContext): Sending {
  let isReady = false
  const client = (): TdClient | undefined => (isReady ? context.client() : undefined)
  const own: SendingContext = { ...context, client }
  const interrupted = new Interrupted(own)
  const deliveries = new Deliveries({ ...own, interrupted })
  const texts = new TextSender({ ...own, deliveries, interrupted })
  const takingBack = new TakingBack({ ...own, interrupted })
  const typing = new OwnTyping(own)
  const movedTexts = new MovedTexts({ ...own, interrupted })
  context.upgrades.onNote((from, to) => movedTexts.move(from, to))
  context.conversations.listenToHistory((message) => interrupted.match(message))
  return {
    send: (input) => texts.send(input),
    retry: (...target) => retryMessage({ ...own, deliveries, interrupted, texts }, ...target),
    discard: (...target) => takingBack.discard(...target),
    edit: (...input) => changeWords(own, ...input),
    remove: (...input) => takingBack.remove(...input),
    getAbilities: (...target) => findAbilities(own, ...target),
    view: (...input) => noteViewed(own, ...input),
    setTyping: (chatId) => typing.tell(chatId),
    onNewMessage: (message) => interrupted.match(message),
    onSendEnded: (oldId, message) => {
      deliveries.finish(oldId, message)
      movedTexts.onEnded(message)
    },
    onDeleted: (chatId, messageIds) => takingBack.onDeleted(chatId, messageIds),
    onReady: async () => {
      isReady = true
      const td = client()
      if (td !== undefined) await interrupted.restore(td)
    },
    clear: () => {
      isReady = false
      texts.clear()
      deliveries.clear()
      interrupted.clear()
    },
  }
}

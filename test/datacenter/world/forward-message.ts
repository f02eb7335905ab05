import type { Chat, Message, MessageForward } from './model.ts'
import { sendMessage } from './send-message.ts'
import type { World } from './world.ts'

export interface Forwarding {
  readonly to: Chat
  readonly fromId: number
  /** The text goes on without saying where it came from. */
  readonly isAuthorDropped: boolean
  readonly isSilent: boolean
  readonly randomId?: bigint | undefined
  readonly senderChatId?: number | undefined
}

/** Forwards as somebody, under the rules of sending. */
export function forwardMessage(world: World, source: Message, forwarding: Forwarding): Message {
  return sendMessage(world, {
    chat: forwarding.to,
    fromId: forwarding.fromId,
    text: source.text,
    entities: source.entities,
    media: source.media,
    forward: forwarding.isAuthorDropped ? undefined : createForward(source),
    isSilent: forwarding.isSilent,
    randomId: forwarding.randomId,
    senderChatId: forwarding.senderChatId,
  })
}

/** Where a message came from first: who wrote it, or the chat in whose name it was written. */
function createForward(source: Message): MessageForward {
  if (source.forward !== undefined) return { ...source.forward, isAutomatic: false }
  const { chat, number, fromId, date, senderChatId } = source
  const isPost = chat.kind === 'channel'
  return {
    fromId,
    fromChatId: isPost ? chat.id : senderChatId,
    date,
    post: isPost ? { chatId: chat.id, number } : undefined,
    isAutomatic: false,
  }
}

import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { entities } from '../../../entities/core.ts'

/** The message as the window holds it at this moment; undefined when it is not loaded. */
export function readMessage(chatId: ChatId, id: MessageId | undefined): MessageView | undefined {
  return id === undefined ? undefined : entities.messages.getState().byId.get(chatId)?.byId.get(id)
}

/** All messages of the chat that are loaded at this moment, oldest first. */
export function readMessages(chatId: ChatId): readonly MessageView[] {
  const messages = entities.messages.getState().byId.get(chatId)
  if (messages === undefined) return []
  return messages.ids.flatMap((id) => messages.byId.get(id) ?? [])
}

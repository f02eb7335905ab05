import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { isUpgradeEnd, type Message, placeMessage } from '../telegram/message.ts'
import type { ConversationUpdates } from './conversation-updates.ts'

/**
 * Telegram tells of messages where it has them. What happens to the messages of a group that was upgraded happens to
 * the conversation that shows them.
 */
export function placeUpdates(
  updates: ConversationUpdates,
  upgrades: Pick<Upgrades, 'place'>,
): ConversationUpdates {
  const placeOne = (message: Message): Message => placeMessage(message, (...ids) => upgrades.place(...ids))
  const placeEvent = <Event extends { readonly chatId: ChatId; readonly messageId: MessageId }>(
    event: Event,
  ): Event => ({ ...event, ...upgrades.place(event.chatId, event.messageId) })
  return {
    ...updates,
    onNewMessage: (message) => {
      if (!isUpgradeEnd(message)) updates.onNewMessage(placeOne(message))
    },
    onMessageReplaced: (oldId, message) => {
      const old = upgrades.place(message.chatId, asMessageId(oldId))
      updates.onMessageReplaced(old.messageId, placeOne(message))
    },
    onMessageContent: (event) => updates.onMessageContent(placeEvent(event)),
    onMessageEdited: (event) => updates.onMessageEdited(placeEvent(event)),
    onMentionRead: (chatId, id) => {
      const at = upgrades.place(asChatId(chatId), asMessageId(id))
      updates.onMentionRead(at.chatId, at.messageId)
    },
    onDeleted: (chatId, ids) => {
      const places = ids.map((id) => upgrades.place(asChatId(chatId), asMessageId(id)))
      updates.onDeleted(
        places[0]?.chatId ?? chatId,
        places.map(({ messageId }) => messageId),
      )
    },
  }
}

import { RpcError } from '../rpc.ts'
import { deleteForAll, replaceText } from './change-message.ts'
import { detectEntities, toTlEntity } from './entities.ts'
import { setOnline, showAction } from './presence.ts'
import { readUpTo } from './reading.ts'
import { createReply, sendMessage } from './send-message.ts'
import type { WorldActions } from './world-actions.ts'
import type { World } from './world.ts'

/** The world as traffic and the control API use it. */
export function createActions(world: World): WorldActions {
  return {
    now: () => world.now(),
    sendMessage: (input) => {
      const chat = world.chat(input.chatId)
      const reply = input.replyTo
      const message = sendMessage(world, {
        chat,
        fromId: input.fromId,
        text: input.text,
        entities: (input.entities ?? []).map(toTlEntity),
        reply: createReply(
          world,
          chat,
          reply?.message,
          reply?.quote === undefined ? undefined : { text: reply.quote },
        ),
        media: input.media,
        date: input.date,
        isSilent: input.isSilent === true,
        senderChatId: input.senderChatId,
        viaBotId: input.viaBotId,
        isForced: input.isForced === true,
      })
      return { chatId: chat.id, number: message.number, date: message.date }
    },
    setTyping: (chatId, userId, isTyping) => {
      const action = isTyping ? 'sendMessageTypingAction' : 'sendMessageCancelAction'
      showAction(world, world.chat(chatId), userId, { _: action })
    },
    setOnline: (userId, isOnline) => setOnline(world, userId, isOnline),
    readChat: (chatId, userId, upToNumber) => {
      const chat = world.chat(chatId)
      readUpTo(world, chat, userId, upToNumber ?? chat.messages.length)
    },
    editMessage: (chatId, number, text, entities, date) => {
      const message = world.message(world.chat(chatId), number)
      if (message === undefined) throw new RpcError(400, 'MESSAGE_ID_INVALID')
      replaceText(world, message, text, detectEntities(text, (entities ?? []).map(toTlEntity)), date)
    },
    deleteMessages: (chatId, numbers) => deleteForAll(world, world.chat(chatId), numbers),
  }
}

import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import type * as Td from 'tdlib-types'
import { mapWritten } from '../telegram/map-content.ts'
import type { People } from '../telegram/people.ts'
import { isConsoleMessage } from './console-message.ts'

/** What order and clock know of a message; absent for one that Telegram does not have (yet), or only later. */
export function makeFact(message: Td.message, people: People): MessageFact | undefined {
  if (message.sending_state !== undefined || message.scheduling_state !== undefined) return undefined
  const reactedByIds = readReactors(message.interaction_info?.reactions, people.selfId)
  const fact: MessageFact = {
    id: message.id,
    dateS: message.date,
    ...readSender(message, people),
    isOwn: message.is_outgoing,
  }
  return reactedByIds.length === 0 ? fact : { ...fact, reactedByIds }
}

function readSender(message: Td.message, people: People): Pick<MessageFact, 'from' | 'userId'> {
  if (isService(message.content) || isLogEntry(message, people)) return { from: 'service', userId: 0 }
  const { sender_id: sender } = message
  if (sender._ === 'messageSenderUser') {
    const isBot = people.findUser(sender.user_id)?.type._ === 'userTypeBot'
    return { from: isBot ? 'bot' : 'user', userId: sender.user_id }
  }
  if (message.is_channel_post) return { from: 'channel', userId: 0 }
  if (sender.chat_id === message.chat_id) return { from: 'anonymous_admin', userId: 0 }
  // The post of a linked channel comes as a forward from itself; a person may also write in a channel's name.
  const isAutomatic = message.forward_info?.source?.chat_id === sender.chat_id
  return { from: isAutomatic ? 'channel' : 'user', userId: 0 }
}

/** What a console wrote into the team channel: it moves no row, and nobody is told of it as of a message. */
export function isLogEntry(message: Td.message, people: People): boolean {
  return message.chat_id === people.teamChatId && isConsoleMessage(message.content)
}

const serviceByType = new Map<string, boolean>()

/** What happened in a chat, as opposed to what somebody wrote; the same line the conversation draws. */
export function isService(content: Td.MessageContent): boolean {
  let isKnown = serviceByType.get(content._)
  if (isKnown === undefined) {
    isKnown = mapWritten(content) === undefined
    serviceByType.set(content._, isKnown)
  }
  return isKnown
}

/** Users whose reactions a message names; Telegram names only the last few of each kind. */
export function readReactors(
  reactions: Td.messageReactions | undefined,
  selfId: number | undefined,
): readonly number[] {
  if (reactions === undefined) return []
  const ids = new Set<number>()
  for (const reaction of reactions.reactions) {
    if (reaction.is_chosen && selfId !== undefined) ids.add(selfId)
    for (const sender of reaction.recent_sender_ids) {
      if (sender._ === 'messageSenderUser') ids.add(sender.user_id)
    }
  }
  return [...ids]
}

/** True when people reacted whom the message does not name. */
export function hasUnnamedReactors(reactions: Td.messageReactions | undefined): boolean {
  return (
    reactions?.can_get_added_reactions === true &&
    reactions.reactions.some((reaction) => reaction.total_count > reaction.recent_sender_ids.length)
  )
}

import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { type Message, type MessageReactions } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import { isConsoleMessage } from './console-message.ts'

/** What order and clock know of a message; absent for one that Telegram does not have (yet), or only later. */
export function makeFact(message: Message, people: People): MessageFact | undefined {
  if (message.state !== 'sent' || message.isScheduled) return undefined
  const reactedByIds = readReactors(message.reactions, people.selfId)
  const fact: MessageFact = {
    id: message.id,
    dateS: message.dateS,
    ...readSender(message, people),
    isOwn: message.isOutgoing,
  }
  return reactedByIds.length === 0 ? fact : { ...fact, reactedByIds }
}

function readSender(message: Message, people: People): Pick<MessageFact, 'from' | 'userId'> {
  if (message.isService || isLogEntry(message, people)) return { from: 'service', userId: 0 }
  const { sender } = message
  if (sender.kind === 'user') {
    const isBot = people.findUser(sender.id)?.kind === 'bot'
    return { from: isBot ? 'bot' : 'user', userId: sender.id }
  }
  if (message.isChannelPost) return { from: 'channel', userId: 0 }
  if (sender.id === message.chatId) return { from: 'anonymous_admin', userId: 0 }
  // The post of a linked channel comes as a forward from itself; a person may also write in a channel's name.
  return { from: message.isAutomaticForward ? 'channel' : 'user', userId: 0 }
}

/** What a console wrote into the team channel: it moves no row, and nobody is told of it as of a message. */
export function isLogEntry(message: Message, people: People): boolean {
  return message.chatId === people.teamChatId && isConsoleMessage(message)
}

/** Users whose reactions a message names; Telegram names only the last few of each kind. */
export function readReactors(
  reactions: MessageReactions | undefined,
  selfId: number | undefined,
): readonly number[] {
  if (reactions === undefined) return []
  const ids = new Set<number>()
  for (const { isOwn, userIds } of reactions.kinds) {
    if (isOwn && selfId !== undefined) ids.add(selfId)
    for (const userId of userIds) ids.add(userId)
  }
  return [...ids]
}

/** True when people reacted whom the message does not name. */
export function hasUnnamedReactors(reactions: MessageReactions | undefined): boolean {
  return reactions?.canAskWho === true && reactions.kinds.some(({ count, namedCount }) => count > namedCount)
}

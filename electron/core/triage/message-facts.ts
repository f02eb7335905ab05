import type { MessageFact } from '#shared/domain/message-tail/message-tail.ts'
import { isUnseenText, type Message, type MessageReactions } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import { isConsoleMessage } from './console-message.ts'

/**
 * What the order and the clocks need to know of a message. Undefined for a message that Telegram does not have yet,
 * or that is scheduled.
 */
export function makeFact(message: Message, people: People): MessageFact | undefined {
  if (message.state !== 'sent' || message.isScheduled) return undefined
  const reactedByIds = readReactors(message.reactions, people.selfId)
  const fact: MessageFact = {
    id: message.id,
    dateS: message.dateS,
    ...readSender(message, people),
    isOwn: message.isOutgoing,
    ...(isUnseenText(message) && { isUnseen: true as const }),
  }
  return reactedByIds.length === 0 ? fact : { ...fact, reactedByIds }
}

function readSender(message: Message, people: People): Pick<MessageFact, 'from' | 'userId'> {
  if (message.isService || isTeamLogEntry(message, people)) return { from: 'service', userId: 0 }
  const { sender } = message
  if (sender.kind === 'user') {
    const isBot = people.findUser(sender.id)?.kind === 'bot'
    return { from: isBot ? 'bot' : 'user', userId: sender.id }
  }
  if (message.isChannelPost) return { from: 'channel', userId: 0 }
  if (sender.id === message.chatId) return { from: 'anonymous_admin', userId: 0 }
  // A linked channel's post arrives as an automatic forward of the channel. A person may also write in a channel's
  // name.
  return { from: message.isAutomaticForward ? 'channel' : 'user', userId: 0 }
}

/** True for a message that a console wrote into the team channel. It moves no row, and causes no notification. */
export function isTeamLogEntry(message: Message, people: People): boolean {
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

/** True when a reaction has more people than the message names. */
export function hasUnnamedReactors(reactions: MessageReactions | undefined): boolean {
  return reactions?.canAskWho === true && reactions.kinds.some(({ count, namedCount }) => count > namedCount)
}

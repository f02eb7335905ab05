import type { TlObject } from '../rpc.ts'
import type { Message, MessageReaction } from './model.ts'

/** How many of those who reacted lately go along with a message. */
const maxRecent = 10

type Entry = readonly [userId: number, reaction: MessageReaction]

/** Everybody who reacts to a message now, latest first; with `emoji` only those. */
export function listReactions({ reactions }: Message, emoji?: string): readonly Entry[] {
  const entries = [...(reactions ?? [])].filter(
    ([, reaction]) => emoji === undefined || reaction.emoji === emoji,
  )
  // Latest first: a map keeps the order in which they came.
  return entries.reverse()
}

export function toReaction(emoji: string): TlObject {
  return { _: 'reactionEmoji', emoticon: emoji }
}

/** The `messageReactions` of a message as this account sees it. Channels do not tell who reacted. */
export function describeReactions(message: Message, viewerId: number): TlObject {
  const entries = listReactions(message)
  const own = message.reactions?.get(viewerId)?.emoji
  const counts = new Map<string, number>()
  for (const [, { emoji }] of entries) counts.set(emoji, (counts.get(emoji) ?? 0) + 1)
  const isTold = message.chat.kind !== 'channel'
  return {
    _: 'messageReactions',
    can_see_list: message.chat.kind === 'supergroup' || message.chat.kind === 'basicGroup',
    results: [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([emoji, count]) => ({
        _: 'reactionCount',
        chosen_order: emoji === own ? 1 : undefined,
        reaction: toReaction(emoji),
        count,
      })),
    recent_reactions: isTold
      ? entries.slice(0, maxRecent).map((entry) => describePeerReaction(message, entry, viewerId))
      : undefined,
  }
}

export function describePeerReaction(
  message: Message,
  [userId, { emoji, date }]: Entry,
  viewerId: number,
): TlObject {
  return {
    _: 'messagePeerReaction',
    my: userId === viewerId,
    unread:
      message.fromId === viewerId &&
      message.chat.views.get(viewerId)?.unreadReactions.has(message.number) === true,
    peer_id: { _: 'peerUser', user_id: userId },
    date,
    reaction: toReaction(emoji),
  }
}

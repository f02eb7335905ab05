import { RpcError } from '../rpc.ts'
import { describePeer } from './describe-message.ts'
import { describeReactions } from './describe-reactions.ts'
import { listPeople } from './describe-batch.ts'
import type { Message, View } from './model.ts'
import type { World } from './world.ts'

/** What may be reacted with everywhere. */
export const availableEmoji: readonly string[] = [
  '👍', '👎', '❤', '🔥', '🥰', '👏', '😁', '🤔', '🤯', '😱', '🤬', '😢', '🎉', '🤩', '🤮', '💩', '🙏', '👌', '👀', '✍',
] // prettier-ignore

/**
 * Sets what one person reacts with, or takes it back; everybody else is told. As on the real service that has no pts and
 * is in no difference: who was away finds it on the message.
 */
export function setReaction(world: World, message: Message, userId: number, emoji: string | undefined): void {
  const { chat } = message
  if (!chat.members.has(userId)) throw new RpcError(400, 'CHANNEL_PRIVATE')
  if (message.service !== undefined) throw new RpcError(400, 'MESSAGE_ID_INVALID')
  if (emoji !== undefined && !availableEmoji.includes(emoji)) throw new RpcError(400, 'REACTION_INVALID')
  if (message.reactions?.get(userId)?.emoji === emoji) {
    if (emoji === undefined) return
    throw new RpcError(400, 'MESSAGE_NOT_MODIFIED')
  }
  message.reactions ??= new Map()
  // Removed first: who changes the reaction becomes the latest one.
  message.reactions.delete(userId)
  if (emoji !== undefined) message.reactions.set(userId, { emoji, date: world.now() })
  const authorsView = chat.views.get(message.fromId)
  if (authorsView !== undefined && message.fromId !== userId) {
    if (emoji !== undefined) authorsView.unreadReactions.add(message.number)
    else if (message.reactions.size === 0) authorsView.unreadReactions.delete(message.number)
  }
  publishReactions(world, message)
}

function publishReactions(world: World, message: Message): void {
  const { chat } = message
  const people = listPeople(world, message)
  for (const viewerId of chat.accountIds) {
    if (world.messageId(message, viewerId) === undefined) continue
    world.publisher.publish(viewerId, () => describeReactionUpdate(world, message, viewerId), people, chat)
  }
}

export function describeReactionUpdate(
  world: World,
  message: Message,
  viewerId: number,
): ReturnType<typeof describeReactions> {
  return {
    _: 'updateMessageReactions',
    peer: describePeer(message.chat, viewerId),
    msg_id: world.messageId(message, viewerId) ?? 0,
    reactions: describeReactions(message, viewerId),
  }
}

/** Marks the reactions to one's own messages of a chat as seen; the reader's other sessions are told. */
export function readReactions(world: World, view: View): void {
  const numbers = [...view.unreadReactions]
  view.unreadReactions.clear()
  for (const number of numbers) {
    const message = world.message(view.chat, number)
    if (message === undefined) continue
    world.publisher.publish(
      view.userId,
      () => describeReactionUpdate(world, message, view.userId),
      listPeople(world, message),
      view.chat,
    )
  }
}

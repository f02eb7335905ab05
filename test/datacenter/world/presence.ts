import type { TlObject } from '../rpc.ts'
import { describeStatus } from './describe-batch.ts'
import type { Chat } from './model.ts'
import type { World } from './world.ts'

/** Shows everybody else that somebody comes or goes. */
export function setOnline(world: World, userId: number, isOnline: boolean): void {
  const person = world.person(userId)
  person.lastSeen = world.now()
  if (person.isOnline === isOnline) return
  person.isOnline = isOnline
  person.version += 1
  for (const accountId of world.accounts.keys()) {
    if (accountId === userId) continue
    world.publisher.publish(
      accountId,
      () => ({ _: 'updateUserStatus', user_id: userId, status: describeStatus(person, world.now()) }),
      [person],
    )
  }
}

/** Passes on what somebody is doing in a chat (typing, recording …) to the other members. */
export function showAction(world: World, chat: Chat, userId: number, action: TlObject): void {
  if (!chat.members.has(userId) || chat.kind === 'channel') return
  const person = world.person(userId)
  for (const accountId of chat.accountIds) {
    if (accountId === userId) continue
    world.publisher.publish(accountId, () => describeTyping(chat, userId, action), [person], chat)
  }
}

function describeTyping(chat: Chat, userId: number, action: TlObject): TlObject {
  const from = { _: 'peerUser', user_id: userId }
  switch (chat.kind) {
    case 'private':
      return { _: 'updateUserTyping', user_id: userId, action }
    case 'basicGroup':
      return { _: 'updateChatUserTyping', chat_id: chat.id, from_id: from, action }
    default:
      return { _: 'updateChannelUserTyping', channel_id: chat.id, from_id: from, action }
  }
}

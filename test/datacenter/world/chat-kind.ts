import type { Chat, Member } from './model.ts'

/** Whether ids and pts belong to the chat itself rather than to each member's box. */
export function isChannel(chat: Chat): boolean {
  return chat.kind === 'supergroup' || chat.kind === 'channel'
}

/** The other one of a private chat; oneself in saved messages. */
export function findOtherUserId(chat: Chat, userId: number): number {
  for (const id of chat.members.keys()) if (id !== userId) return id
  return userId
}

export function createMember(userId: number, joinedAt: number, inviterId = userId): Member {
  return { userId, role: 'member', isAnonymous: false, rank: undefined, joinedAt, inviterId }
}

export function isAdministrator(member: Member | undefined): boolean {
  return member?.role === 'creator' || member?.role === 'administrator'
}

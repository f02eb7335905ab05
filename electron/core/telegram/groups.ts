import type { ChatId } from '#shared/contract/entities/ids.ts'
import type * as Td from 'tdlib-types'
import { chatOfBasicGroup, chatOfSupergroup } from './ids.ts'

/** The standing of this account in a group or channel. */
export type Standing =
  | { readonly kind: 'owner'; readonly isMember: boolean }
  | { readonly kind: 'administrator'; readonly canPost: boolean }
  | { readonly kind: 'member' }
  | { readonly kind: 'restricted'; readonly isMember: boolean; readonly canWrite: boolean }
  | { readonly kind: 'left' }
  | { readonly kind: 'banned' }

/** A basic group, a supergroup or a channel, known by the id of its chat. */
export interface Group {
  readonly chatId: ChatId
  /** 0 when TDLib does not know the number. */
  readonly memberCount: number
  readonly standing: Standing
  /** False when nobody can write there any more. */
  readonly isActive: boolean
  /** The chat that this group was upgraded to. */
  readonly successorId: ChatId | undefined
  readonly username: string | undefined
  /** True when anybody can read the group. */
  readonly isPublic: boolean
  readonly canGuestsWrite: boolean
}

export function toBasicGroup(raw: Td.basicGroup): Group {
  const { upgraded_to_supergroup_id: successorId } = raw
  return {
    chatId: chatOfBasicGroup(raw.id),
    memberCount: raw.member_count,
    standing: toStanding(raw.status),
    isActive: raw.is_active,
    successorId: successorId === 0 ? undefined : chatOfSupergroup(successorId),
    username: undefined,
    isPublic: false,
    canGuestsWrite: false,
  }
}

export function toSupergroup(raw: Td.supergroup): Group {
  return {
    chatId: chatOfSupergroup(raw.id),
    memberCount: raw.member_count,
    standing: toStanding(raw.status),
    isActive: true,
    successorId: undefined,
    username: raw.usernames?.active_usernames[0],
    isPublic: (raw.usernames?.active_usernames.length ?? 0) > 0 || raw.has_location,
    canGuestsWrite: raw.usernames !== undefined && !raw.join_to_send_messages,
  }
}

export function toStanding(status: Td.ChatMemberStatus): Standing {
  switch (status._) {
    case 'chatMemberStatusCreator':
      return { kind: 'owner', isMember: status.is_member }
    case 'chatMemberStatusAdministrator':
      return { kind: 'administrator', canPost: status.rights.can_post_messages }
    case 'chatMemberStatusMember':
      return { kind: 'member' }
    case 'chatMemberStatusRestricted': {
      const { can_send_basic_messages: canWrite } = status.permissions
      return { kind: 'restricted', isMember: status.is_member, canWrite }
    }
    case 'chatMemberStatusLeft':
      return { kind: 'left' }
    case 'chatMemberStatusBanned':
      return { kind: 'banned' }
  }
}

/** Basic groups and supergroups as TDLib last described them: member counts and this account's standing in them. */
export class Groups {
  readonly #groups = new Map<number, Group>()

  save(group: Group): void {
    this.#groups.set(group.chatId, group)
  }

  find(chatId: number): Group | undefined {
    return this.#groups.get(chatId)
  }

  /** True when the account is not (or no longer) in the group, so that it gets no messages of the group. */
  hasLeft(chatId: number): boolean {
    const group = this.#groups.get(chatId)
    // An upgraded group has no members, but its members have not left it.
    if (group === undefined || !group.isActive || group.successorId !== undefined) return false
    return !isIn(group.standing)
  }

  clear(): void {
    this.#groups.clear()
  }
}

/** Whether an account with this standing is in the group. */
export function isIn(standing: Standing): boolean {
  switch (standing.kind) {
    case 'left':
    case 'banned':
      return false
    case 'owner':
    case 'restricted':
      return standing.isMember
    default:
      return true
  }
}

import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type * as Td from 'tdlib-types'
import type { ChatRecord } from '../rows/chat-record.ts'

/** Groups as TDLib last described them. */
export interface GroupSource {
  findSupergroup(id: number): Td.supergroup | undefined
  findBasicGroup(id: number): Td.basicGroup | undefined
}

export interface PeerSources {
  readonly groups: GroupSource
  readonly findUser: (userId: number) => Td.user | undefined
}

/** Whether this account can write text into a chat, and why not. */
export function readWriting(
  record: ChatRecord,
  { groups, findUser }: PeerSources,
): ConversationView['writing'] {
  const { type, permissions } = record
  switch (type._) {
    case 'chatTypePrivate':
      return findUser(type.user_id)?.type._ === 'userTypeDeleted' ? 'peer_deleted' : 'allowed'
    case 'chatTypeSecret':
      return 'forbidden'
    case 'chatTypeBasicGroup': {
      const group = groups.findBasicGroup(type.basic_group_id)
      if (group === undefined) return 'allowed'
      return group.is_active ? readGroupWriting(group.status, permissions, false) : 'not_member'
    }
    case 'chatTypeSupergroup': {
      const group = groups.findSupergroup(type.supergroup_id)
      if (group === undefined) return type.is_channel ? 'channel_reader' : 'allowed'
      if (type.is_channel) return readChannelWriting(group.status)
      return readGroupWriting(
        group.status,
        permissions,
        group.usernames !== undefined && !group.join_to_send_messages,
      )
    }
  }
}

function readChannelWriting(status: Td.ChatMemberStatus): ConversationView['writing'] {
  switch (status._) {
    case 'chatMemberStatusCreator':
      return 'allowed'
    case 'chatMemberStatusAdministrator':
      return status.rights.can_post_messages ? 'allowed' : 'channel_reader'
    case 'chatMemberStatusLeft':
    case 'chatMemberStatusBanned':
      return 'not_member'
    case 'chatMemberStatusMember':
    case 'chatMemberStatusRestricted':
      return 'channel_reader'
  }
}

function readGroupWriting(
  status: Td.ChatMemberStatus,
  permissions: Td.chatPermissions,
  canGuestsWrite: boolean,
): ConversationView['writing'] {
  switch (status._) {
    case 'chatMemberStatusCreator':
      return status.is_member ? 'allowed' : 'not_member'
    case 'chatMemberStatusAdministrator':
      return 'allowed'
    case 'chatMemberStatusMember':
      return permissions.can_send_basic_messages ? 'allowed' : 'forbidden'
    case 'chatMemberStatusRestricted':
      if (!status.is_member) return 'not_member'
      return permissions.can_send_basic_messages && status.permissions.can_send_basic_messages
        ? 'allowed'
        : 'forbidden'
    case 'chatMemberStatusLeft':
      return canGuestsWrite && permissions.can_send_basic_messages ? 'allowed' : 'not_member'
    case 'chatMemberStatusBanned':
      return 'not_member'
  }
}

export function readPresence(record: ChatRecord, sources: PeerSources): ConversationView['presence'] {
  if (record.type._ !== 'chatTypePrivate') return undefined
  const user = sources.findUser(record.type.user_id)
  if (user === undefined || user.type._ === 'userTypeDeleted') return undefined
  if (user.type._ === 'userTypeBot') return { kind: 'bot' }
  switch (user.status._) {
    case 'userStatusOnline':
      return { kind: 'online' }
    case 'userStatusOffline':
      return { kind: 'last_seen', atS: user.status.was_online }
    case 'userStatusRecently':
      return { kind: 'recently' }
    case 'userStatusLastWeek':
      return { kind: 'within_week' }
    case 'userStatusLastMonth':
      return { kind: 'within_month' }
    case 'userStatusEmpty':
      return { kind: 'long_ago' }
  }
}

export function readUsername(record: ChatRecord, { groups, findUser }: PeerSources): string | undefined {
  const { type } = record
  const usernames =
    type._ === 'chatTypePrivate'
      ? findUser(type.user_id)?.usernames
      : type._ === 'chatTypeSupergroup'
        ? groups.findSupergroup(type.supergroup_id)?.usernames
        : undefined
  return usernames?.active_usernames[0]
}

/** As the groups' updates tell it; 0 means that TDLib does not know, and is left out. */
export function readMemberCount(record: ChatRecord, { groups }: PeerSources): number | undefined {
  const { type } = record
  const count =
    type._ === 'chatTypeBasicGroup'
      ? groups.findBasicGroup(type.basic_group_id)?.member_count
      : type._ === 'chatTypeSupergroup'
        ? groups.findSupergroup(type.supergroup_id)?.member_count
        : undefined
  return count === 0 ? undefined : count
}

import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { CoreContext } from '../core-context.ts'
import type { ChatRecord } from '../rows/chat-record.ts'
import type { Group, Standing } from '../telegram/groups.ts'
import type { User } from '../telegram/users.ts'

/** Users and groups as TDLib last described them. */
type PeerSources = Pick<CoreContext, 'groups' | 'people'>

/** Whether this account can write text into a chat, and why not. */
export function readWriting(record: ChatRecord, sources: PeerSources): ConversationView['writing'] {
  const { canMembersWrite, id, kind } = record
  const group = sources.groups.find(id)
  switch (kind) {
    case 'private':
      return findPeer(record, sources)?.kind === 'deleted' ? 'peer_deleted' : 'allowed'
    case 'secret':
      return 'forbidden'
    case 'channel':
      return group === undefined ? 'channel_reader' : readChannelWriting(group.standing)
    case 'basic_group':
    case 'supergroup':
      if (group === undefined) return 'allowed'
      return group.isActive ? readGroupWriting(group, canMembersWrite) : 'not_member'
  }
}

function readChannelWriting(standing: Standing): ConversationView['writing'] {
  switch (standing.kind) {
    case 'owner':
      return 'allowed'
    case 'administrator':
      return standing.canPost ? 'allowed' : 'channel_reader'
    case 'left':
    case 'banned':
      return 'not_member'
    case 'member':
    case 'restricted':
      return 'channel_reader'
  }
}

function readGroupWriting(
  { canGuestsWrite, standing }: Group,
  canMembersWrite: boolean,
): ConversationView['writing'] {
  switch (standing.kind) {
    case 'owner':
      return standing.isMember ? 'allowed' : 'not_member'
    case 'administrator':
      return 'allowed'
    case 'member':
      return canMembersWrite ? 'allowed' : 'forbidden'
    case 'restricted':
      if (!standing.isMember) return 'not_member'
      return canMembersWrite && standing.canWrite ? 'allowed' : 'forbidden'
    case 'left':
      return canGuestsWrite && canMembersWrite ? 'allowed' : 'not_member'
    case 'banned':
      return 'not_member'
  }
}

export function readPresence(record: ChatRecord, sources: PeerSources): ConversationView['presence'] {
  const user = findPeer(record, sources)
  if (user === undefined || user.kind === 'deleted') return undefined
  return user.kind === 'bot' ? { kind: 'bot' } : user.status
}

export function readUsername(record: ChatRecord, sources: PeerSources): string | undefined {
  return (findPeer(record, sources) ?? sources.groups.find(record.id))?.username
}

/** The count that the group's updates tell; 0 means that TDLib does not know it, and is left out. */
export function readMemberCount({ id }: ChatRecord, { groups }: PeerSources): number | undefined {
  const count = groups.find(id)?.memberCount
  return count === 0 ? undefined : count
}

/** Who is on the other side of a private chat. */
function findPeer({ kind, userId }: ChatRecord, { people }: PeerSources): User | undefined {
  return kind === 'private' && userId !== undefined ? people.findUser(userId) : undefined
}

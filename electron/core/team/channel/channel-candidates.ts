import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChannelReaders } from '#shared/contract/entities/team.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { ChatRecord } from '../../rows/chat-record.ts'
import type { Group } from '../../telegram/groups.ts'
import { asChatId } from '../../telegram/ids.ts'
import { searchMessages } from '../../telegram/requests.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import { isConsoleMessage } from '../../triage/console-message.ts'
import type { TeamContext } from '../team-context.ts'
import { readReaders, type ReadersSources } from './channel-readers.ts'

/** How many of the likeliest groups are searched for a log and for strangers. */
const searchedGroups = 8
/** A team channel is a group of colleagues: a group with more members comes last, and is not searched. */
const likelyMembers = 200

/** A group that could be the team's channel. */
export interface Candidate {
  readonly chatId: ChatId
  readonly title: string
  /** Absent: the count is not known. */
  readonly memberCount?: number
  readonly isAdmin: boolean
  readonly hasTeamLog: boolean
  /** Absent: not looked up, so nobody knows whether there are strangers in it. */
  readonly readers?: ChannelReaders
}

export type CandidateError = 'chat_not_found' | 'not_a_supergroup' | 'is_public' | 'not_member'

type Sources = Pick<TeamContext, 'chats' | 'client' | 'groups' | 'isOnline'> & ReadersSources

interface Found {
  readonly record: ChatRecord
  readonly group: Group
}

/** Groups that could be the channel: those with a log first, then the likeliest. */
export async function listCandidates(sources: Sources): Promise<readonly Candidate[]> {
  const client = sources.isOnline() ? sources.client() : undefined
  const found = findPrivateGroups(sources).sort(
    (a, b) => rank(a) - rank(b) || a.group.memberCount - b.group.memberCount,
  )
  const candidates = await Promise.all(
    found.map(async ({ group, record }, index): Promise<Candidate> => {
      const isLikely = index < searchedGroups && group.memberCount <= likelyMembers
      const asked = isLikely ? client : undefined
      const [readers, isFollowed] = await Promise.all([
        asked === undefined ? undefined : readReaders(sources, asked, record.id),
        hasTeamLog(asked, record),
      ])
      return {
        chatId: asChatId(record.id),
        title: record.title,
        ...(group.memberCount > 0 ? { memberCount: group.memberCount } : {}),
        isAdmin: isAdministrator(group),
        hasTeamLog: isFollowed,
        ...(readers?.ok === true ? { readers: readers.value } : {}),
      }
    }),
  )
  return [...candidates.filter((one) => one.hasTeamLog), ...candidates.filter((one) => !one.hasTeamLog)]
}

/** Whether this group can be the channel. Gives its title. */
export function checkCandidate(
  { chats, groups }: Pick<Sources, 'chats' | 'groups'>,
  chatId: number,
): Result<string, CandidateError> {
  const record = chats.findRecord(chatId)
  if (record === undefined) return fail('chat_not_found', 'no such chat')
  if (record.kind !== 'supergroup') {
    return fail('not_a_supergroup', 'the team channel is a supergroup')
  }
  const group = groups.find(record.id)
  if (group === undefined || groups.hasLeft(record.id)) {
    return fail('not_member', 'this account is not in the group')
  }
  if (group.isPublic) return fail('is_public', 'anybody can read a public group')
  return ok(record.title)
}

function findPrivateGroups({ chats, groups }: Sources): Found[] {
  const found: Found[] = []
  for (const record of chats.records()) {
    const group = record.kind === 'supergroup' ? groups.find(record.id) : undefined
    if (group === undefined || group.isPublic || groups.hasLeft(record.id)) continue
    found.push({ record, group })
  }
  return found
}

function rank({ group }: Found): number {
  return (isAdministrator(group) ? 0 : 1) + (group.memberCount > likelyMembers ? 2 : 0)
}

/** Whether the group has a log; without a client, only its newest message is looked at. */
async function hasTeamLog(client: TdCaller | undefined, record: ChatRecord): Promise<boolean> {
  if (record.lastMessage !== undefined && isConsoleMessage(record.lastMessage)) return true
  if (client === undefined) return false
  const found = await searchMessages(client, record.id, { query: '#watchfloor', fromId: 0, limit: 1 })
  return found.ok && found.value.messages.some(isConsoleMessage)
}

function isAdministrator({ standing }: Group): boolean {
  return standing.kind === 'owner' || standing.kind === 'administrator'
}

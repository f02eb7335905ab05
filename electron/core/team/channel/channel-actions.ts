import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { ChannelReaders, TeamMention } from '#shared/contract/entities/team.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import {
  addMembers,
  createSupergroup,
  findContacts,
  removeMember,
  showHistoryToNewcomers,
} from '../../telegram/group-requests.ts'
import { asUserId } from '../../telegram/ids.ts'
import type { TdCaller, TdRefusal } from '../../telegram/td-client.ts'
import { describePerson } from '../../triage/rules.ts'
import { chooseTeamWords } from '../log/readable-line.ts'
import type { TeamMembers } from '../roster/team-members.ts'
import type { TeamContext } from '../team-context.ts'
import { type Candidate, type CandidateError, checkCandidate, listCandidates } from './channel-candidates.ts'
import {
  checkConfirmed,
  type ConfirmedReaders,
  type ConfirmError,
  readReaders,
  type ReadersError,
  type ReadersSources,
} from './channel-readers.ts'
import type { TeamChannel } from './team-channel.ts'

const contactLimit = 50

export interface ChannelActionParts
  extends Pick<TeamContext, 'chats' | 'client' | 'isOnline' | 'log' | 'readSettings'>, ReadersSources {
  readonly channel: Pick<TeamChannel, 'id'>
  readonly members: Pick<TeamMembers, 'known'>
}

type CallError = 'offline' | 'flood_wait' | 'rejected'

export interface NewChannel {
  readonly chatId: ChatId
  readonly notAdded: readonly TeamMention[]
}

/** Finding, making and filling the team channel. */
export interface ChannelActions {
  listCandidates(): Promise<readonly Candidate[]>
  /** Who would read what the team writes in this group, as Telegram says now. */
  readReaders(chatId: number): Promise<Result<ChannelReaders, CandidateError | ReadersError>>
  /**
   * Whether this group may be the team channel: its readers are asked for again, and strangers among them have to be
   * confirmed as they are now. Gives the group's title.
   */
  check(
    chatId: number,
    confirmed: ConfirmedReaders | undefined,
  ): Promise<Result<string, CandidateError | ReadersError | ConfirmError>>
  /** Takes somebody out of the channel, who cannot come back by a link. */
  remove(userId: number): Promise<Result<undefined, CallError | 'no_team'>>
  /** Makes a channel with these people in it, and says whom Telegram did not add. */
  create(title: string, userIds: readonly number[]): Promise<Result<NewChannel, CallError>>
  addMembers(userIds: readonly number[]): Promise<Result<{ notAdded: TeamMention[] }, CallError | 'no_team'>>
  /** People in the account's contacts who are not in the channel. */
  findContacts(query: string): Promise<Result<{ contacts: StaffMember[] }, 'offline' | 'rejected'>>
}

export function createChannelActions(parts: ChannelActionParts): ChannelActions {
  const connect = (): Result<TdCaller, 'offline'> => {
    const client = parts.client()
    return client === undefined || !parts.isOnline()
      ? fail('offline', 'there is no connection to Telegram')
      : ok(client)
  }
  return {
    listCandidates: () => listCandidates(parts),
    readReaders: async (chatId) => {
      const checked = checkCandidate(parts, chatId)
      if (!checked.ok) return checked
      const connected = connect()
      return connected.ok ? readReaders(parts, connected.value, chatId) : connected
    },
    check: async (chatId, confirmed) => {
      const title = checkCandidate(parts, chatId)
      if (!title.ok) return title
      const connected = connect()
      if (!connected.ok) return connected
      const readers = await readReaders(parts, connected.value, chatId)
      if (!readers.ok) return readers
      const agreed = checkConfirmed(readers.value, confirmed)
      return agreed.ok ? title : agreed
    },
    remove: async (userId) => {
      const chatId = parts.channel.id
      if (chatId === undefined) return fail('no_team', 'no team channel is chosen')
      const connected = connect()
      if (!connected.ok) return connected
      const removed = await removeMember(connected.value, chatId, userId)
      return removed.ok ? ok() : refuse(removed.refusal)
    },
    create: async (title, userIds) => {
      const connected = connect()
      return connected.ok ? create(parts, connected.value, title, userIds) : connected
    },
    addMembers: async (userIds) => {
      const chatId = parts.channel.id
      if (chatId === undefined) return fail('no_team', 'no team channel is chosen')
      const connected = connect()
      if (!connected.ok) return connected
      const added = await add(parts, connected.value, chatId, userIds)
      return added.ok ? ok({ notAdded: [...added.value] }) : added
    },
    findContacts: async (query) => {
      const connected = connect()
      return connected.ok ? find(parts, connected.value, query) : connected
    },
  }
}

async function create(
  parts: ChannelActionParts,
  client: TdCaller,
  title: string,
  userIds: readonly number[],
): Promise<Result<NewChannel, CallError>> {
  const { description } = chooseTeamWords(parts.readSettings().language)
  const made = await createSupergroup(client, { title, description })
  if (!made.ok) return refuse(made.refusal)
  const opened = await showHistoryToNewcomers(client, made.value)
  // Somebody who joins later would not find the beginning of the history; the channel works for the others.
  if (!opened.ok) {
    parts.log.warn({ reason: opened.refusal.message }, 'the history stays hidden to new members')
  }
  const added = await add(parts, client, made.value, userIds)
  return ok({ chatId: made.value, notAdded: added.ok ? added.value : userIds.map(mentionIn(parts)) })
}

/** Adds people; gives those who are not in the channel in the end. */
async function add(
  parts: ChannelActionParts,
  client: TdCaller,
  chatId: number,
  userIds: readonly number[],
): Promise<Result<readonly TeamMention[], CallError>> {
  const wanted = [...new Set(userIds)].filter((userId) => userId !== parts.people.selfId)
  if (wanted.length === 0) return ok([])
  const added = await addMembers(client, chatId, wanted)
  return added.ok ? ok(added.notAdded.map(mentionIn(parts))) : refuse(added.refusal)
}

async function find(
  { members, people }: ChannelActionParts,
  client: TdCaller,
  query: string,
): Promise<Result<{ contacts: StaffMember[] }, 'rejected'>> {
  const found = await findContacts(client, query, contactLimit)
  if (!found.ok) return fail('rejected', found.refusal.message)
  const { memberIds } = members.known
  return ok({
    contacts: found.value
      .filter((userId) => !memberIds.has(userId) && userId !== people.selfId)
      .flatMap((userId) => describePerson(people, userId) ?? []),
  })
}

function mentionIn({ people }: ChannelActionParts): (userId: number) => TeamMention {
  return (userId) => ({ userId: asUserId(userId), name: people.nameUser(userId) })
}

function refuse(refusal: TdRefusal): Result<never, CallError> {
  if (refusal.kind === 'closed') return fail('offline', refusal.message)
  if (refusal.kind === 'flood_wait') return fail('flood_wait', refusal.message, { seconds: refusal.seconds })
  return fail('rejected', refusal.message)
}

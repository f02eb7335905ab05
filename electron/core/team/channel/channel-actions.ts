import type { TeamMention } from '#shared/contract/entities/team.ts'
import type { StaffMember } from '#shared/contract/entities/triage.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Group } from '../../telegram/groups.ts'
import { asChatId, asUserId } from '../../telegram/ids.ts'
import { toMessage } from '../../telegram/message.ts'
import { sortRefusalMessage } from '../../telegram/refusals.ts'
import type { TdClient, TdRefusal } from '../../telegram/td-client.ts'
import type { ChatRecord } from '../../rows/chat-record.ts'
import { describePerson } from '../../triage/rules.ts'
import { isConsoleMessage } from '../../triage/console-message.ts'
import { chooseTeamWords } from '../log/readable-line.ts'
import type { TeamMembers } from '../people/team-members.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamChannel } from './team-channel.ts'

/** Of the likeliest groups Telegram is asked whether they have a log. */
const searchedGroups = 8
/** A team channel is a group of colleagues; a bigger one is looked at last, and not searched. */
const likelyMembers = 200
const contactLimit = 50

export interface Candidate {
  readonly chatId: ReturnType<typeof asChatId>
  readonly title: string
  readonly memberCount?: number
  readonly isAdmin: boolean
  readonly hasLog: boolean
}

export interface ChannelActionParts extends TeamContext {
  readonly channel: TeamChannel
  readonly members: TeamMembers
}

type CallError = 'offline' | 'flood_wait' | 'rejected'

/** Finding, making and filling the team channel. */
export function createChannelActions(parts: ChannelActionParts) {
  const { channel, chats, client, groups, isOnline, log, members, people, readSettings } = parts

  const connect = (): Result<TdClient, 'offline'> => {
    const td = client()
    return td === undefined || !isOnline() ? fail('offline', 'there is no connection to Telegram') : ok(td)
  }
  const findGroup = (record: ChatRecord): Group | undefined =>
    record.kind === 'supergroup' ? groups.find(record.id) : undefined

  const hasLog = async (td: TdClient | undefined, record: ChatRecord): Promise<boolean> => {
    if (record.lastMessage !== undefined && isConsoleMessage(record.lastMessage)) return true
    if (td === undefined) return false
    const found = await td.invoke({
      _: 'searchChatMessages',
      chat_id: record.id,
      query: '#watchfloor',
      from_message_id: 0,
      offset: 0,
      limit: 1,
    })
    return found.ok && found.value.messages.some((message) => isConsoleMessage(toMessage(message)))
  }

  /** Adds people one by one where Telegram refuses them together; who is not in at the end. */
  const add = async (
    td: TdClient,
    chatId: number,
    userIds: readonly number[],
  ): Promise<Result<readonly TeamMention[], CallError>> => {
    const wanted = [...new Set(userIds)].filter((userId) => userId !== people.selfId)
    if (wanted.length === 0) return ok([])
    const together = await td.invoke({ _: 'addChatMembers', chat_id: chatId, user_ids: wanted })
    const failed = new Set<number>()
    if (together.ok) {
      for (const { user_id: userId } of together.value.failed_to_add_members) failed.add(userId)
    } else {
      if (together.refusal.kind !== 'refused') return refuse(together.refusal)
      for (const userId of wanted) {
        const one = await td.invoke({
          _: 'addChatMember',
          chat_id: chatId,
          user_id: userId,
          forward_limit: 0,
        })
        if (!one.ok && one.refusal.kind !== 'refused') return refuse(one.refusal)
        if (!one.ok || one.value.failed_to_add_members.length > 0) failed.add(userId)
      }
    }
    return ok([...failed].map((userId) => ({ userId: asUserId(userId), name: people.nameUser(userId) })))
  }

  return {
    async listCandidates(): Promise<readonly Candidate[]> {
      const td = isOnline() ? client() : undefined
      const found: { readonly record: ChatRecord; readonly group: Group }[] = []
      for (const record of chats.records()) {
        const group = findGroup(record)
        if (group === undefined || group.isPublic || groups.hasLeft(record.id)) continue
        found.push({ record, group })
      }
      const rank = ({ group }: (typeof found)[number]): number =>
        (isAdministrator(group) ? 0 : 1) + (group.memberCount > likelyMembers ? 2 : 0)
      found.sort((a, b) => rank(a) - rank(b) || a.group.memberCount - b.group.memberCount)
      const candidates = await Promise.all(
        found.map(async ({ group, record }, index): Promise<Candidate> => {
          const isLikely = index < searchedGroups && group.memberCount <= likelyMembers
          return {
            chatId: asChatId(record.id),
            title: record.title,
            ...(group.memberCount > 0 ? { memberCount: group.memberCount } : {}),
            isAdmin: isAdministrator(group),
            hasLog: await hasLog(isLikely ? td : undefined, record),
          }
        }),
      )
      return [...candidates.filter((one) => one.hasLog), ...candidates.filter((one) => !one.hasLog)]
    },

    /** Whether this group can be the team channel; its title. */
    check(
      chatId: number,
    ): Result<string, 'chat_not_found' | 'not_a_supergroup' | 'is_public' | 'not_member'> {
      const record = chats.findRecord(chatId)
      if (record === undefined) return fail('chat_not_found', 'no such chat')
      if (record.kind !== 'supergroup') {
        return fail('not_a_supergroup', 'the team channel is a supergroup')
      }
      const group = findGroup(record)
      if (group === undefined || groups.hasLeft(record.id)) {
        return fail('not_member', 'this account is not in the group')
      }
      if (group.isPublic) return fail('is_public', 'anybody can read a public group')
      return ok(record.title)
    },

    async create(
      title: string,
      userIds: readonly number[],
    ): Promise<Result<{ readonly chatId: number; readonly notAdded: readonly TeamMention[] }, CallError>> {
      const connected = connect()
      if (!connected.ok) return connected
      const td = connected.value
      const made = await td.invoke({
        _: 'createNewSupergroupChat',
        title,
        is_forum: false,
        is_channel: false,
        description: chooseTeamWords(readSettings().language).description,
        message_auto_delete_time: 0,
        for_import: false,
      })
      if (!made.ok) return refuse(made.refusal)
      const { id: chatId, type } = made.value
      if (type._ === 'chatTypeSupergroup') {
        const opened = await td.invoke({
          _: 'toggleSupergroupIsAllHistoryAvailable',
          supergroup_id: type.supergroup_id,
          is_all_history_available: true,
        })
        // Somebody who joins later would not find the beginning; the channel works for the others.
        if (!opened.ok)
          log.warn({ reason: opened.refusal.message }, 'the history stays hidden to new members')
      }
      const added = await add(td, chatId, userIds)
      const everybody = userIds.map((userId) => ({ userId: asUserId(userId), name: people.nameUser(userId) }))
      return ok({ chatId, notAdded: added.ok ? added.value : everybody })
    },

    async addMembers(
      userIds: readonly number[],
    ): Promise<Result<{ notAdded: TeamMention[] }, CallError | 'no_team' | 'no_right'>> {
      const chatId = channel.id
      if (chatId === undefined) return fail('no_team', 'no team channel is chosen')
      const connected = connect()
      if (!connected.ok) return connected
      const added = await add(connected.value, chatId, userIds)
      if (!added.ok) {
        const code = sortRefusalMessage(added.error.message)
        return code === 'no_right' || code === 'forbidden' ? fail('no_right', added.error.message) : added
      }
      return ok({ notAdded: [...added.value] })
    },

    async findContacts(query: string): Promise<Result<{ people: StaffMember[] }, 'offline' | 'rejected'>> {
      const connected = connect()
      if (!connected.ok) return connected
      const found = await connected.value.invoke({ _: 'searchContacts', query, limit: contactLimit })
      if (!found.ok) return fail('rejected', found.refusal.message)
      const { memberIds } = members.known
      return ok({
        people: found.value.user_ids
          .filter((userId) => !memberIds.has(userId) && userId !== people.selfId)
          .flatMap((userId) => describePerson(people, userId) ?? []),
      })
    },
  }
}

function isAdministrator({ standing }: Group): boolean {
  return standing.kind === 'owner' || standing.kind === 'administrator'
}

function refuse(refusal: TdRefusal): Result<never, CallError> {
  if (refusal.kind === 'closed') return fail('offline', refusal.message)
  if (refusal.kind === 'flood_wait') return fail('flood_wait', refusal.message, { seconds: refusal.seconds })
  return fail('rejected', refusal.message)
}

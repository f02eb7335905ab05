import type { Cancel } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type * as Td from 'tdlib-types'
import { isUpToDate } from '../../session/connection.ts'
import { readConnection } from '../../telegram/translate-update.ts'
import type { TdClient } from '../../telegram/td-client.ts'
import { chatOfSupergroup } from '../../telegram/ids.ts'
import { readMembers } from '../../telegram/read-members.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { TeamContext } from '../team-context.ts'
import type { KnownMembers, TeamMembers } from './team-members.ts'

/** A team, not a crowd. */
const memberLimit = 2_000
/** Several people who join at once are asked for once. */
const gatherMs = 200
const retryMs = 5_000
/** Nobody tells of every administrator who is made or unmade. */
const lookAgainMs = 10 * 60_000
const administratorPage = 200

export interface MembersAskerParts extends TeamContext {
  readonly channel: TeamChannel
  readonly members: TeamMembers
  /** People whose role counts if they are members. */
  readonly roleIds: () => Iterable<number>
}

type AskError = 'closed' | 'flood_wait' | 'rejected'

/** Asks Telegram who is in the channel: at the start, and again when something there changed. */
export class MembersAsker {
  readonly #parts: MembersAskerParts
  #cancel: Cancel | undefined
  #dueAtMs = 0
  #isRunning = false
  #run = 0

  constructor(parts: MembersAskerParts) {
    this.#parts = parts
  }

  follow(update: Td.Update): void {
    const { channel } = this.#parts
    if (channel.id === undefined) return
    switch (update._) {
      case 'updateSupergroup':
        if (update.supergroup.id === channel.supergroupId) this.askSoon()
        break
      case 'updateSupergroupFullInfo':
        if (update.supergroup_id === channel.supergroupId) this.askSoon()
        break
      case 'updateNewMessage':
        if (update.message.chat_id === channel.id && isAboutMembers(update.message.content)) this.askSoon()
        break
      case 'updateConnectionState':
        if (isUpToDate(readConnection(update.state))) this.askSoon()
        break
      default:
    }
  }

  /** Once, a moment from now. */
  askSoon(): void {
    this.#arm(gatherMs)
  }

  stop(): void {
    this.#run += 1
    this.#cancel?.()
    this.#cancel = undefined
  }

  #arm(delayMs: number): void {
    const { clock, onBug } = this.#parts
    const atMs = clock.now() + delayMs
    if (this.#cancel !== undefined && this.#dueAtMs <= atMs) return
    this.#cancel?.()
    this.#dueAtMs = atMs
    this.#cancel = clock.schedule(atMs, () => {
      this.#cancel = undefined
      if (this.#isRunning) {
        this.#arm(gatherMs)
        return
      }
      this.#isRunning = true
      this.#ask()
        .then((pauseMs) => {
          this.#isRunning = false
          if (pauseMs !== undefined) this.#arm(pauseMs)
        })
        .catch(onBug)
    })
  }

  /** How long until the next look; undefined: whoever signs in or chooses a channel asks again. */
  async #ask(): Promise<number | undefined> {
    const { channel, client, isOnline, log, members } = this.#parts
    const td = client()
    const { id: chatId, supergroupId } = channel
    if (td === undefined || chatId === undefined || supergroupId === undefined) return undefined
    if (!isOnline() || channel.state !== 'joined') return undefined
    const run = this.#run
    const read = await this.#read(td, supergroupId)
    if (run !== this.#run || channel.id !== chatId) return undefined
    if (read.ok) {
      members.set(chatId, read.value)
      return lookAgainMs
    }
    if (read.error.code === 'closed') return undefined
    const waitMs = Number(read.error.details?.['seconds'] ?? 0) * 1000
    log.warn({ reason: read.error.message }, 'the members of the team channel cannot be read')
    return Math.max(waitMs, retryMs)
  }

  async #read(td: TdClient, supergroupId: number): Promise<Result<KnownMembers, AskError>> {
    const { people } = this.#parts
    const admins = await td.invoke({
      _: 'getSupergroupMembers',
      supergroup_id: supergroupId,
      filter: { _: 'supergroupMembersFilterAdministrators' },
      offset: 0,
      limit: administratorPage,
    })
    if (!admins.ok) {
      const { refusal } = admins
      if (refusal.kind === 'closed') return fail('closed', refusal.message)
      if (refusal.kind === 'flood_wait')
        return fail('flood_wait', refusal.message, { seconds: refusal.seconds })
      return fail('rejected', refusal.message)
    }
    const all = await readMembers(td, { id: chatOfSupergroup(supergroupId) }, memberLimit)
    const isHidden = !all.ok && all.error.code === 'forbidden'
    if (!all.ok && !isHidden) return fail(nameError(all.error.code), all.error.message, all.error.details)
    const isHuman = (userId: number): boolean => people.findUser(userId)?.kind !== 'bot'
    const adminIds = new Set<number>()
    let ownerId: number | undefined
    for (const { member_id: member, status } of admins.value.members) {
      if (member._ !== 'messageSenderUser' || !isHuman(member.user_id)) continue
      if (status._ === 'chatMemberStatusCreator') ownerId = member.user_id
      if (status._ === 'chatMemberStatusCreator' || status._ === 'chatMemberStatusAdministrator')
        adminIds.add(member.user_id)
    }
    const listed = all.ok ? all.value.userIds : await this.#askOneByOne(td)
    const memberIds = new Set([...listed, ...adminIds].filter((userId) => isHuman(userId)))
    return ok({ memberIds, adminIds, ownerId })
  }

  /** Where the administrators hide the list, each person who matters is asked for. */
  async #askOneByOne(td: TdClient): Promise<readonly number[]> {
    const { channel, people, roleIds } = this.#parts
    const chatId = channel.id
    if (chatId === undefined) return []
    const found = new Set<number>()
    for (const userId of new Set([...roleIds(), people.selfId ?? 0])) {
      if (userId === 0) continue
      const member = await td.invoke({
        _: 'getChatMember',
        chat_id: chatId,
        member_id: { _: 'messageSenderUser', user_id: userId },
      })
      if (member.ok && isIn(member.value.status)) found.add(userId)
    }
    return [...found]
  }
}

const nameError = (code: string): AskError => (code === 'closed' || code === 'flood_wait' ? code : 'rejected')

function isIn(status: Td.ChatMemberStatus): boolean {
  if (status._ === 'chatMemberStatusLeft' || status._ === 'chatMemberStatusBanned') return false
  return 'is_member' in status ? status.is_member : true
}

function isAboutMembers(content: Td.MessageContent): boolean {
  switch (content._) {
    case 'messageChatAddMembers':
    case 'messageChatDeleteMember':
    case 'messageChatJoinByLink':
    case 'messageChatJoinByRequest':
      return true
    default:
      return false
  }
}

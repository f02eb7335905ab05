import type { Cancel } from '#shared/lib/clock.ts'
import { CloseSignal } from '#shared/lib/close-signal.ts'
import { fail, type Failure, ok, type Result } from '#shared/lib/result.ts'
import { isUpToDate } from '../../session/connection.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import { chatOfSupergroup } from '../../telegram/ids.ts'
import { isAboutMembers } from '../../telegram/message.ts'
import { isMember, type MembersError, readAdministrators, readMembers } from '../../telegram/read-members.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { TeamContext } from '../team-context.ts'
import type { KnownMembers, TeamMembers } from './team-members.ts'

/** Limit for reading members: a team is no crowd. */
const memberLimit = 2_000
/** Several people who join at once cause one request. */
const gatherMs = 200
const retryMs = 5_000
/** Members are asked for again after this long, because no update tells of every change of the administrators. */
const lookAgainMs = 10 * 60_000

export interface MembersAskerParts extends TeamContext {
  readonly channel: TeamChannel
  readonly members: TeamMembers
  /** People who have a role in the team's log, which counts if they are members. */
  readonly roleIds: () => Iterable<number>
}

type AskError = 'closed' | 'flood_wait' | 'rejected'

/** Asks Telegram who is in the channel: at the start, and again when something there changed. */
export class MembersAsker {
  readonly #parts: MembersAskerParts
  #cancel: Cancel | undefined
  #dueAtMs = 0
  #isRunning = false
  #end = new CloseSignal()

  constructor(parts: MembersAskerParts) {
    this.#parts = parts
  }

  follow(event: TelegramEvent): void {
    const { channel } = this.#parts
    if (channel.id === undefined) return
    switch (event.kind) {
      case 'group_changed':
        if (event.group.chatId === channel.id) this.askSoon()
        break
      case 'group_details_changed':
        if (event.chatId === channel.id) this.askSoon()
        break
      case 'message_arrived':
        if (event.message.chatId === channel.id && isAboutMembers(event.message)) this.askSoon()
        break
      case 'connection_changed':
        if (isUpToDate(event.connection)) this.askSoon()
        break
      default:
    }
  }

  /** Asks once, a moment from now. */
  askSoon(): void {
    this.#arm(gatherMs)
  }

  stop(): void {
    this.#end.fire()
    this.#end = new CloseSignal()
    this.#isRunning = false
    this.#cancel?.()
    this.#cancel = undefined
  }

  #arm(delayMs: number): void {
    const { clock } = this.#parts
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
      const end = this.#end
      void this.#ask(end).then((pauseMs) => {
        if (end.isFired) return
        this.#isRunning = false
        if (pauseMs !== undefined) this.#arm(pauseMs)
      })
    })
  }

  /**
   * Asks for the members. Gives how long until the next time; undefined: signing in or choosing a channel asks
   * again.
   */
  async #ask(end: CloseSignal): Promise<number | undefined> {
    const { channel, isOnline, log, members, requests } = this.#parts
    const { id: chatId, supergroupId } = channel
    if (chatId === undefined || supergroupId === undefined) return undefined
    if (!isOnline() || channel.state !== 'joined') return undefined
    const read = await this.#read(requests.caller('team_members', end), supergroupId)
    if (end.isFired || channel.id !== chatId) return undefined
    if (read.ok) {
      members.set(chatId, read.value)
      return lookAgainMs
    }
    if (read.error.code === 'closed') return undefined
    log.warn({ reason: read.error.message }, 'the members of the team channel cannot be read')
    return retryMs
  }

  async #read(td: TdCaller, supergroupId: number): Promise<Result<KnownMembers, AskError>> {
    const { people } = this.#parts
    const admins = await readAdministrators(td, supergroupId)
    if (!admins.ok) return refuse(admins.error)
    const all = await readMembers(td, { id: chatOfSupergroup(supergroupId) }, memberLimit)
    const isHidden = !all.ok && all.error.code === 'forbidden'
    if (!all.ok && !isHidden) return refuse(all.error)
    const isBot = (userId: number): boolean => people.findUser(userId)?.kind === 'bot'
    const isHuman = (userId: number): boolean => !isBot(userId)
    const { ownerId } = admins.value
    const adminIds = new Set(admins.value.userIds.filter(isHuman))
    const listed = all.ok ? all.value.userIds : await this.#askOneByOne(td)
    const memberIds = new Set([...listed, ...adminIds].filter(isHuman))
    const botIds = new Set([...listed, ...admins.value.userIds].filter(isBot))
    return ok({ memberIds, adminIds, ownerId, botIds, isWhole: all.ok && all.value.isWhole })
  }

  /** Where the administrators hide the list, each person who matters is asked for. */
  async #askOneByOne(td: TdCaller): Promise<readonly number[]> {
    const { channel, people, roleIds } = this.#parts
    const chatId = channel.id
    if (chatId === undefined) return []
    const found = new Set<number>()
    for (const userId of new Set([...roleIds(), people.selfId ?? 0])) {
      if (userId === 0) continue
      const asked = await isMember(td, chatId, userId)
      if (asked.ok && asked.value) found.add(userId)
    }
    return [...found]
  }
}

function refuse({ code, details, message }: Failure<MembersError>): Result<never, AskError> {
  return fail(code === 'forbidden' ? 'rejected' : code, message, details)
}

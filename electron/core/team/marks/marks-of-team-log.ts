import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { NoReplyMark, SharedChat } from '#shared/domain/team-log/team-state.ts'
import { fail, ok } from '#shared/lib/result.ts'
import type { MarkResult } from '../../triage/shared-marks.ts'
import type { TeamLog } from '../team-ports.ts'
import type { Upgrades } from '../../rows/upgrades.ts'

export interface MarksOfTeamLogParts {
  readonly teamLog: Pick<TeamLog, 'post' | 'state'>
  readonly upgrades: Pick<Upgrades, 'findPredecessor'>
}

type Removable = 'handClass' | 'clockOverride' | 'project'

/**
 * What the team's log has about a chat: under its own id, and under the id of the group that it was upgraded from.
 */
export class MarksOfTeamLog {
  readonly #parts: MarksOfTeamLogParts

  constructor(parts: MarksOfTeamLogParts) {
    this.#parts = parts
  }

  findOne(chatId: number | undefined): SharedChat | undefined {
    return chatId === undefined ? undefined : this.#parts.teamLog.state.chats.get(chatId)
  }

  /** What was said about the chat itself comes first. */
  find(chatId: number): readonly SharedChat[] {
    const oldId = this.#parts.upgrades.findPredecessor(chatId)
    return [this.findOne(chatId), this.findOne(oldId)].filter((one) => one !== undefined)
  }

  read<Name extends Removable>(chatId: number, name: Name): SharedChat[Name] | undefined {
    return this.find(chatId).find((one) => one[name] !== undefined)?.[name]
  }

  /**
   * The id under which the last "no reply needed" stands that was not taken back: the chat's own, or its old
   * group's.
   */
  findTakeable(chatId: number): number | undefined {
    const ids = [chatId, this.#parts.upgrades.findPredecessor(chatId)].filter((id) => id !== undefined)
    const standing = ids.filter((id) => isStanding(this.findOne(id)?.noReply))
    return standing.toSorted((a, b) => readAtS(this.findOne(b)) - readAtS(this.findOne(a)))[0]
  }

  post(event: NewTeamEvent): MarkResult {
    const posted = this.#parts.teamLog.post(event)
    if (posted.ok) return ok()
    const { code, message } = posted.error
    return fail(code === 'store_failed' ? 'store_failed' : 'no_right', message)
  }

  /**
   * Posts an event about the chat. Taking something away is said of the old group too: otherwise its mark would
   * hold again.
   */
  postAbout(
    chatId: number,
    name: Removable,
    write: (chatId: number) => NewTeamEvent,
    isRemoval: boolean,
  ): MarkResult {
    const oldId = this.#parts.upgrades.findPredecessor(chatId)
    if (isRemoval && oldId !== undefined && this.findOne(oldId)?.[name] !== undefined) {
      const removed = this.post(write(oldId))
      if (!removed.ok) return removed
    }
    if (isRemoval && this.findOne(chatId)?.[name] === undefined) return ok()
    return this.post(write(chatId))
  }
}

function isStanding(mark: NoReplyMark | undefined): boolean {
  return (
    mark !== undefined &&
    (mark.before?.upToMessageId !== mark.upToMessageId || mark.before.upToS !== mark.upToS)
  )
}

function readAtS(chat: SharedChat | undefined): number {
  return chat?.noReply?.atS ?? 0
}

import type { ProjectMapping } from '#shared/contract/entities/team.ts'
import type { NoReplyMark } from '#shared/domain/reply-clock/read-waits.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { NoReplyMark as TeamNoReply, SharedChat } from '#shared/domain/team-log/team-state.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { isNumberedForAll } from '#shared/domain/telegram-ids/chat-id.ts'
import { fromPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import { asChatId, asMessageId } from '../../telegram/ids.ts'
import type { TeamLog } from '../team-ports.ts'
import type { MarkResult, SharedMarks } from '../../triage/shared-marks.ts'
import type { Upgrades } from './upgrades.ts'

export interface TeamMarks extends SharedMarks {
  projectOf(chatId: number): ProjectMapping | undefined
  setProject(chatId: number, project: ProjectMapping | undefined): MarkResult
  /** What is agreed about the chat, and about the group that it was upgraded from. */
  find(chatId: number): readonly SharedChat[]
}

export interface TeamMarksOptions {
  readonly log: TeamLog
  readonly upgrades: Upgrades
}

/** Marks of the chats in the log that already are in the form in which the clocks want them. */
const mapped = new WeakMap<TeamNoReply, NoReplyMark>()

/** The marks of a team: read from what its log adds up to, written as events. */
export function createTeamMarks({ log, upgrades }: TeamMarksOptions): TeamMarks {
  const findOne = (chatId: number | undefined): SharedChat | undefined =>
    chatId === undefined ? undefined : log.state.chats.get(chatId)
  /** What was said about the chat itself comes first. */
  const find = (chatId: number): readonly SharedChat[] =>
    [findOne(chatId), findOne(upgrades.findPredecessor(chatId))].filter((one) => one !== undefined)
  const read = <Name extends 'handClass' | 'clockOverride' | 'project'>(
    chatId: number,
    name: Name,
  ): SharedChat[Name] | undefined => find(chatId).find((one) => one[name] !== undefined)?.[name]

  const post = (event: NewTeamEvent): MarkResult => {
    const posted = log.post(event)
    if (posted.ok) return ok()
    const { code, message } = posted.error
    return fail(code === 'store_failed' ? 'store_failed' : 'no_right', message)
  }
  /** To take something away is said of the old group too: otherwise what was said there would hold again. */
  const postAbout = (
    chatId: number,
    name: 'handClass' | 'clockOverride' | 'project',
    write: (chatId: number) => NewTeamEvent,
    isRemoval: boolean,
  ): MarkResult => {
    const oldId = upgrades.findPredecessor(chatId)
    if (isRemoval && oldId !== undefined && findOne(oldId)?.[name] !== undefined) {
      const removed = post(write(oldId))
      if (!removed.ok) return removed
    }
    if (isRemoval && findOne(chatId)?.[name] === undefined) return ok()
    return post(write(chatId))
  }
  /** The chat under whose id the last "no reply needed" stands that was not taken back. */
  const findTakeable = (chatId: number): number | undefined => {
    const ids = [chatId, upgrades.findPredecessor(chatId)].filter((id) => id !== undefined)
    const standing = ids.filter((id) => isStanding(findOne(id)?.noReply))
    return standing.toSorted((a, b) => readAtS(findOne(b)) - readAtS(findOne(a)))[0]
  }

  return {
    find,
    handClassOf: (chatId) => read(chatId, 'handClass'),
    clockOverrideOf: (chatId) => read(chatId, 'clockOverride'),
    projectOf: (chatId) => read(chatId, 'project'),
    noRepliesOf: (chatId) => {
      const oldId = upgrades.findPredecessor(chatId)
      const marks: NoReplyMark[] = []
      for (const id of oldId === undefined ? [chatId] : [chatId, oldId]) {
        const mark = findOne(id)?.noReply
        if (mark !== undefined) marks.push(mapNoReply(mark, isNumberedForAll(id)))
      }
      return marks
    },
    canTakeBackNoReply: (chatId) => findTakeable(chatId) !== undefined,

    setHandClass: (chatId, chatClass) =>
      postAbout(
        chatId,
        'handClass',
        (id) => ({
          type: 'chat_class',
          chat: asChatId(id),
          ...(chatClass === undefined ? {} : { class: chatClass }),
        }),
        chatClass === undefined,
      ),
    setClockOverride: (chatId, override) =>
      postAbout(
        chatId,
        'clockOverride',
        (id) => ({
          type: 'clock_override',
          chat: asChatId(id),
          ...(override === undefined ? {} : { override }),
        }),
        override === undefined,
      ),
    setProject: (chatId, project) =>
      postAbout(
        chatId,
        'project',
        (id) => ({ type: 'chat_project', chat: asChatId(id), ...(project === undefined ? {} : { project }) }),
        project === undefined,
      ),
    sayNoReply: (chatId, { dateS, messageId }) => {
      const oldId = messageId < 0 ? upgrades.findPredecessor(chatId) : undefined
      return post({
        type: 'no_reply',
        chat: asChatId(oldId ?? chatId),
        up_to: asMessageId(oldId === undefined ? messageId : fromPredecessorId(messageId)),
        up_to_s: dateS,
      })
    },
    takeBackNoReply: (chatId): Result<undefined, 'nothing_to_take_back' | 'no_right' | 'store_failed'> => {
      const id = findTakeable(chatId)
      if (id === undefined) return fail('nothing_to_take_back', 'nobody said that no reply is needed')
      return post({ type: 'no_reply_taken_back', chat: asChatId(id) })
    },
  }
}

function mapNoReply(mark: TeamNoReply, isById: boolean): NoReplyMark {
  let known = mapped.get(mark)
  if (known === undefined) {
    const { atS, before, byUserId, upToMessageId, upToS } = mark
    known = {
      upToMessageId,
      atMs: atS * 1000,
      byUserId,
      // Telegram dates the event; what waits is dated here, and perhaps a little too early.
      ...(isById ? { latestS: Math.max(atS, upToS) } : { upToS }),
      ...(before === undefined ? {} : { answeredUpToMessageId: before.upToMessageId }),
      ...(before === undefined
        ? {}
        : isById
          ? { answeredLatestS: before.upToS }
          : { answeredUpToS: before.upToS }),
    }
    mapped.set(mark, known)
  }
  return known
}

function isStanding(mark: TeamNoReply | undefined): boolean {
  return (
    mark !== undefined &&
    (mark.before?.upToMessageId !== mark.upToMessageId || mark.before.upToS !== mark.upToS)
  )
}

function readAtS(chat: SharedChat | undefined): number {
  return chat?.noReply?.atS ?? 0
}

import type { ProjectMapping } from '#shared/contract/entities/team.ts'
import type { NoReplyMark } from '#shared/domain/reply-clock/read-waits.ts'
import type { NoReplyMark as TeamNoReply, SharedChat } from '#shared/domain/team-log/team-state.ts'
import { fail, type Result } from '#shared/lib/result.ts'
import { isNumberedForAll } from '#shared/domain/telegram-ids/chat-id.ts'
import { fromPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import { asChatId, asMessageId } from '../../telegram/ids.ts'
import type { MarkResult, SharedMarks } from '../../triage/shared-marks.ts'
import { MarksOfTeamLog, type MarksOfTeamLogParts } from './marks-of-team-log.ts'

export interface TeamMarks extends SharedMarks {
  projectOf(chatId: number): ProjectMapping | undefined
  setProject(chatId: number, project: ProjectMapping | undefined): MarkResult
  /** What is agreed about the chat, and about the group that it was upgraded from. */
  find(chatId: number): readonly SharedChat[]
}

/** Marks of the team's log that were already brought into the form that the clocks take. */
const mapped = new WeakMap<TeamNoReply, NoReplyMark>()

/** The marks of a team: read from what its log adds up to, written as events. */
export function createTeamMarks(parts: MarksOfTeamLogParts): TeamMarks {
  const { upgrades } = parts
  const inTeamLog = new MarksOfTeamLog(parts)
  return {
    find: (chatId) => inTeamLog.find(chatId),
    handClassOf: (chatId) => inTeamLog.read(chatId, 'handClass'),
    clockOverrideOf: (chatId) => inTeamLog.read(chatId, 'clockOverride'),
    projectOf: (chatId) => inTeamLog.read(chatId, 'project'),
    noRepliesOf: (chatId) => readNoReplies(inTeamLog, [chatId, upgrades.findPredecessor(chatId)]),
    canTakeBackNoReply: (chatId) => inTeamLog.findTakeable(chatId) !== undefined,

    setHandClass: (chatId, chatClass) =>
      inTeamLog.postAbout(
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
      inTeamLog.postAbout(
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
      inTeamLog.postAbout(
        chatId,
        'project',
        (id) => ({ type: 'chat_project', chat: asChatId(id), ...(project === undefined ? {} : { project }) }),
        project === undefined,
      ),
    sayNoReply: (chatId, { dateS, messageId }) => {
      const oldId = messageId < 0 ? upgrades.findPredecessor(chatId) : undefined
      return inTeamLog.post({
        type: 'no_reply',
        chat: asChatId(oldId ?? chatId),
        up_to: asMessageId(oldId === undefined ? messageId : fromPredecessorId(messageId)),
        up_to_s: dateS,
      })
    },
    takeBackNoReply: (chatId): Result<undefined, 'nothing_to_take_back' | 'no_right' | 'store_failed'> => {
      const id = inTeamLog.findTakeable(chatId)
      if (id === undefined) return fail('nothing_to_take_back', 'nobody said that no reply is needed')
      return inTeamLog.post({ type: 'no_reply_taken_back', chat: asChatId(id) })
    },
  }
}

/** The marks of the chat itself come first. */
function readNoReplies(
  inTeamLog: MarksOfTeamLog,
  chatIds: readonly (number | undefined)[],
): readonly NoReplyMark[] {
  return chatIds.flatMap((id) => {
    const mark = inTeamLog.findOne(id)?.noReply
    return id === undefined || mark === undefined ? [] : [mapNoReply(mark, isNumberedForAll(id))]
  })
}

function mapNoReply(mark: TeamNoReply, isById: boolean): NoReplyMark {
  let known = mapped.get(mark)
  if (known === undefined) {
    const { atS, before, byUserId, upToMessageId, upToS } = mark
    known = {
      upToMessageId,
      atMs: atS * 1000,
      byUserId,
      // Telegram dates the event; one that waits to be sent is dated here, and perhaps a little too early.
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

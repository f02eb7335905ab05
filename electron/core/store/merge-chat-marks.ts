import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { ChatMarks } from './triage-store.ts'

/**
 * The marks of a chat that another one goes on as. Of two stars and of two "no reply needed" the one said last
 * stays; of two ranks, classes or overrides that of `to`. A note is not lost for a later star without one.
 */
export function mergeChatMarks(from: ChatMarks, to: ChatMarks): ChatMarks {
  const noReply = from.noReply === undefined ? undefined : shiftNoReply(from.noReply)
  return {
    chatId: to.chatId,
    pinRank: to.pinRank ?? from.pinRank,
    star: mergeStars(from.star, to.star),
    handClass: to.handClass ?? from.handClass,
    clockOverride: to.clockOverride ?? from.clockOverride,
    noReply: mergeNoReplies(noReply, to.noReply),
  }
}

type NoReply = NonNullable<ChatMarks['noReply']>

function shiftNoReply(mark: NoReply): NoReply {
  const { answeredUpToMessageId: before, upToMessageId } = mark
  return {
    ...mark,
    upToMessageId: toPredecessorId(upToMessageId),
    ...(before === undefined ? {} : { answeredUpToMessageId: toPredecessorId(before) }),
  }
}

/** The later one stays, and what the other had answered stays answered when it is taken back. */
function mergeNoReplies(from: NoReply | undefined, to: NoReply | undefined): NoReply | undefined {
  const later = pickLater(from, to)
  const earlier = later === from ? to : from
  if (later === undefined || earlier === undefined) return later
  const before = Math.max(earlier.upToMessageId, later.answeredUpToMessageId ?? -Infinity)
  return before < later.upToMessageId ? { ...later, answeredUpToMessageId: before } : later
}

function mergeStars(from: ChatMarks['star'], to: ChatMarks['star']): ChatMarks['star'] {
  const star = pickLater(from, to)
  const note = star?.note ?? from?.note ?? to?.note
  return star === undefined || note === undefined ? star : { ...star, note }
}

function pickLater<Mark extends { readonly atMs: number }>(
  from: Mark | undefined,
  to: Mark | undefined,
): Mark | undefined {
  if (from === undefined || to === undefined) return from ?? to
  return from.atMs > to.atMs ? from : to
}

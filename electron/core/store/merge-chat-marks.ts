import { toPredecessorId } from '#shared/domain/telegram-ids/message-id.ts'
import type { ChatMarks } from './triage-store.ts'

/**
 * Merges the marks of a chat into the marks of the chat that it was upgraded to. Of two stars, and of two "no reply
 * needed", the later one stays. Of two ranks, classes or overrides, the one of `to` stays. A note survives even if
 * the later star has none.
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

/** The later mark stays. What the earlier mark answered stays answered when the later one is taken back. */
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

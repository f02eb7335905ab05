import type { ChatMarks } from './triage-store.ts'

/** A message of a basic group stands in the supergroup it became with an id that is lower by this. */
export const predecessorIdShift = -(2 ** 52)

/**
 * The marks of a chat that another one goes on as. Of two stars and of two "no reply needed" the one said last
 * stays; of two ranks, classes or overrides that of `to`. A note is not lost for a later star without one.
 */
export function mergeChatMarks(from: ChatMarks, to: ChatMarks): ChatMarks {
  const noReply =
    from.noReply === undefined
      ? undefined
      : { ...from.noReply, upToMessageId: from.noReply.upToMessageId + predecessorIdShift }
  return {
    chatId: to.chatId,
    pinRank: to.pinRank ?? from.pinRank,
    star: mergeStars(from.star, to.star),
    handClass: to.handClass ?? from.handClass,
    clockOverride: to.clockOverride ?? from.clockOverride,
    noReply: pickLater(noReply, to.noReply),
  }
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

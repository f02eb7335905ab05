import { fail } from '#shared/lib/result.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { asChatId } from '../telegram/ids.ts'
import type { ChatMarksBook } from './chat-marks.ts'
import type { SharedMarks } from './shared-marks.ts'

export interface LocalMarksOptions {
  readonly book: ChatMarksBook
  readonly readSelfId: () => number | undefined
  readonly now: () => EpochMs
}

/** The marks of a console that works without a team: on its disk, together with its pins and stars. */
export function createLocalMarks({ book, now, readSelfId }: LocalMarksOptions): SharedMarks {
  return {
    handClassOf: (chatId) => book.find(chatId)?.handClass,
    clockOverrideOf: (chatId) => book.find(chatId)?.clockOverride,
    noRepliesOf: (chatId) => {
      const mark = book.find(chatId)?.noReply
      return mark === undefined ? [] : [mark]
    },
    canTakeBackNoReply: (chatId) => {
      const mark = book.find(chatId)?.noReply
      return mark !== undefined && mark.upToMessageId !== mark.answeredUpToMessageId
    },

    setHandClass: (chatId, chatClass) => book.setHandClass(asChatId(chatId), chatClass),
    setClockOverride: (chatId, override) => book.setClockOverride(asChatId(chatId), override),
    sayNoReply: (chatId, { messageId }) => {
      const before = book.find(chatId)?.noReply?.upToMessageId
      return book.setNoReply(asChatId(chatId), {
        upToMessageId: messageId,
        atMs: now(),
        byUserId: readSelfId() ?? 0,
        ...(before === undefined ? {} : { answeredUpToMessageId: before }),
      })
    },
    takeBackNoReply: (chatId) => {
      const mark = book.find(chatId)?.noReply
      if (mark === undefined || mark.upToMessageId === mark.answeredUpToMessageId) {
        return fail('nothing_to_take_back', 'nobody said that no reply is needed')
      }
      // What an earlier mark answered stays answered.
      const { answeredUpToMessageId: before } = mark
      return book.setNoReply(
        asChatId(chatId),
        before === undefined ? undefined : { ...mark, upToMessageId: before },
      )
    },
  }
}

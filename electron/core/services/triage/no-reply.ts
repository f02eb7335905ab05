import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { asMessageId } from '../../telegram/ids.ts'
import type { People } from '../../telegram/people.ts'
import type { ChatClocks } from './chat-clocks.ts'
import type { ClockSources, ReplyClocks } from './clock-parts.ts'

export interface NoReplyOptions {
  readonly sources: Pick<ClockSources, 'noReplyOf' | 'saveNoReply'>
  readonly people: People
  readonly clocks: ChatClocks
  readonly now: () => EpochMs
  readonly hasChat: (chatId: number) => boolean
  /** The mark is on disk: the chat is read again with it. */
  readonly onMarked: (chatId: number) => void
}

type NoReply = Pick<ReplyClocks, 'noReplyNeeded' | 'takeBackNoReply'>

/** "No reply needed" to what the customer wrote until now, and its taking back. */
export function createNoReply(options: NoReplyOptions): NoReply {
  const { clocks, hasChat, now, onMarked, people, sources } = options
  return {
    noReplyNeeded: (
      chatId,
    ): Result<{ readonly upToMessageId: MessageId }, 'chat_not_found' | 'not_waiting' | 'store_failed'> => {
      if (!hasChat(chatId)) return fail('chat_not_found', 'there is no such chat')
      const open = clocks.find(chatId)?.waits?.open
      if (open === undefined) return fail('not_waiting', 'nobody waits there')
      const before = sources.noReplyOf(chatId)?.upToMessageId
      const saved = sources.saveNoReply(chatId, {
        upToMessageId: open.lastMessageId,
        atMs: now(),
        byUserId: people.selfId ?? 0,
        ...(before === undefined ? {} : { answeredUpToMessageId: before }),
      })
      if (!saved.ok) return saved
      onMarked(chatId)
      return ok({ upToMessageId: asMessageId(open.lastMessageId) })
    },
    takeBackNoReply: (chatId) => {
      if (!hasChat(chatId)) return fail('chat_not_found', 'there is no such chat')
      const mark = sources.noReplyOf(chatId)
      if (mark === undefined || mark.upToMessageId === mark.answeredUpToMessageId) {
        return fail('nothing_to_take_back', 'nobody said that no reply is needed')
      }
      // What was answered before by an earlier mark stays answered.
      const { answeredUpToMessageId: before } = mark
      const saved = sources.saveNoReply(
        chatId,
        before === undefined ? undefined : { ...mark, upToMessageId: before },
      )
      if (!saved.ok) return saved
      onMarked(chatId)
      return ok()
    },
  }
}

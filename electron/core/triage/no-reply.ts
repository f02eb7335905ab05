import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { ChatClocks } from './chat-clocks.ts'
import type { ClockSources, ReplyClocks } from './clock-parts.ts'

export interface NoReplyOptions {
  readonly sources: Pick<ClockSources, 'sayNoReply' | 'takeBackNoReply'>
  readonly findDateS: ReplyClocks['findDateS']
  readonly clocks: ChatClocks
  readonly now: () => EpochMs
  readonly hasChat: (chatId: number) => boolean
  /** Called when the mark is stored, so that the chat is evaluated again with it. */
  readonly onMarked: (chatId: number) => void
}

export type NoReply = Pick<ReplyClocks, 'noReplyNeeded' | 'takeBackNoReply'>

/** Sets "no reply needed" for everything the customer wrote until now, and takes it back. */
export function createNoReply(options: NoReplyOptions): NoReply {
  const { clocks, findDateS, hasChat, now, onMarked, sources } = options
  return {
    noReplyNeeded: (
      chatId,
    ): Result<
      { readonly upToMessageId: MessageId },
      'chat_not_found' | 'not_waiting' | 'no_right' | 'store_failed'
    > => {
      if (!hasChat(chatId)) return fail('chat_not_found', 'there is no such chat')
      const open = clocks.find(chatId)?.waits?.open
      if (open === undefined) return fail('not_waiting', 'nobody waits there')
      const { lastMessageId: messageId } = open
      const dateS = findDateS(chatId, messageId) ?? Math.floor(now() / 1000)
      const said = sources.sayNoReply(chatId, { messageId, dateS })
      if (!said.ok) return said
      onMarked(chatId)
      return ok({ upToMessageId: asMessageId(messageId) })
    },
    takeBackNoReply: (chatId) => {
      if (!hasChat(chatId)) return fail('chat_not_found', 'there is no such chat')
      const taken = sources.takeBackNoReply(chatId)
      if (taken.ok) onMarked(chatId)
      return taken
    },
  }
}

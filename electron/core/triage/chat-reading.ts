import type * as Td from 'tdlib-types'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { sortRefusal } from '../telegram/refusals.ts'
import type { TdClient, TdRefusal, TdResult } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'

export interface ChatReadingOptions {
  readonly client: () => TdClient | undefined
  readonly model: ChatModel
}

type ReadingError = 'chat_not_found' | 'not_ready' | 'rejected'

/** Telegram's word for "for ever" is anything above a year. */
const foreverS = 2 ** 31 - 1
/** Ids that the server gave are multiples of it; those of messages on their way are between. */
const serverIdStep = 2 ** 20

export type ChatReading = ReturnType<typeof createChatReading>

/** Marks chats read, unread and silent, as Telegram has it: on every device of the account. */
export function createChatReading({ client, model }: ChatReadingOptions) {
  const find = (chatId: ChatId) => {
    const td = client()
    const record = model.findRecord(chatId)
    if (record !== undefined && td !== undefined) return ok({ td, record })
    return model.findView(chatId) === undefined && td !== undefined
      ? fail('chat_not_found', 'no such chat')
      : fail('not_ready', 'TDLib does not have the chat (yet)')
  }
  /** TDLib marks up to messages that Telegram has; those on their way out may stand behind them. */
  const findNewest = async (td: TdClient, chatId: ChatId, newestId: number | undefined) => {
    if (newestId === undefined || newestId % serverIdStep === 0) return newestId
    const page = await td.invoke({
      _: 'getChatHistory',
      chat_id: chatId,
      from_message_id: newestId,
      offset: 0,
      limit: 50,
      only_local: true,
    })
    const messages = page.ok ? page.value.messages : []
    return messages.find((message) => message !== null && message.id % serverIdStep === 0)?.id
  }
  const markRead = async (chatId: ChatId, upToId?: number): Promise<Result<undefined, ReadingError>> => {
    const found = find(chatId)
    if (!found.ok) return found
    const { record, td } = found.value
    const { isMarkedUnread, lastMessage, unreadCount, unreadMentionCount } = record
    const newestId = unreadCount === 0 ? undefined : await findNewest(td, chatId, upToId ?? lastMessage?.id)
    if (newestId !== undefined) {
      const viewed = await td.invoke({
        _: 'viewMessages',
        chat_id: chatId,
        message_ids: [newestId],
        source: { _: 'messageSourceChatHistory' },
        force_read: true,
      })
      if (!viewed.ok) return refuse(viewed.refusal)
    }
    if (unreadMentionCount > 0) {
      const read = await td.invoke({ _: 'readAllChatMentions', chat_id: chatId })
      if (!read.ok) return refuse(read.refusal)
    }
    return isMarkedUnread ? mark(td, chatId, false) : ok()
  }
  const mark = async (
    td: TdClient,
    chatId: ChatId,
    isUnread: boolean,
  ): Promise<Result<undefined, ReadingError>> =>
    toResult(
      await td.invoke({
        _: 'toggleChatIsMarkedAsUnread',
        chat_id: chatId,
        is_marked_as_unread: isUnread,
      }),
    )

  return {
    /** Everything up to the newest message (or the one named), its mentions, and the mark "unread". */
    markRead,

    async markUnread(chatId: ChatId): Promise<Result<undefined, ReadingError>> {
      const found = find(chatId)
      if (!found.ok) return found
      return found.value.record.isMarkedUnread ? ok() : mark(found.value.td, chatId, true)
    },

    /** Seconds; 0 wakes it, absent is for ever. */
    async setMuted(chatId: ChatId, forS: number | undefined): Promise<Result<undefined, ReadingError>> {
      const found = find(chatId)
      if (!found.ok) return found
      const { record, td } = found.value
      const settings: Td.chatNotificationSettings$Input = {
        ...record.notifications,
        use_default_mute_for: forS === 0 && !model.isScopeMuted(chatId),
        mute_for: Math.min(forS ?? foreverS, foreverS),
      }
      return toResult(
        await td.invoke({
          _: 'setChatNotificationSettings',
          chat_id: chatId,
          notification_settings: settings,
        }),
      )
    },
  }
}

function toResult(result: TdResult<unknown>): Result<undefined, ReadingError> {
  return result.ok ? ok() : refuse(result.refusal)
}

/** A flood wait is told with its seconds, so that whoever works through many chats can wait. */
function refuse(refusal: TdRefusal): Result<never, ReadingError> {
  if (refusal.kind === 'closed') return fail('not_ready', refusal.message)
  if (refusal.kind === 'flood_wait') return fail('rejected', refusal.message, { seconds: refusal.seconds })
  return fail(sortRefusal(refusal) === 'chat_not_found' ? 'chat_not_found' : 'rejected', refusal.message)
}

import type { ChatId } from '#shared/contract/entities/ids.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { isServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { sortRefusal } from '../telegram/refusals.ts'
import {
  markUnread,
  muteChat,
  readAllMentions,
  readKnownHistory,
  viewMessages,
} from '../telegram/requests.ts'
import type { TdClient, TdRefusal, TdResult } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'

export interface ChatReadingOptions {
  readonly client: () => TdClient | undefined
  readonly model: ChatModel
}

type ReadingError = 'chat_not_found' | 'not_ready' | 'rejected'

/** Marks chats as read, unread or muted in Telegram, and so on every device of the account. */
export class ChatReading {
  readonly #options: ChatReadingOptions

  constructor(options: ChatReadingOptions) {
    this.#options = options
  }

  /**
   * Marks everything up to the newest message (or the one named) as read, and clears the chat's mentions and its
   * mark "unread".
   */
  async markRead(chatId: ChatId, upToId?: number): Promise<Result<undefined, ReadingError>> {
    const found = this.#find(chatId)
    if (!found.ok) return found
    const { record, td } = found.value
    const { isMarkedUnread, lastMessage, unreadCount, unreadMentionCount } = record
    const newestId = unreadCount === 0 ? undefined : await findNewest(td, chatId, upToId ?? lastMessage?.id)
    if (newestId !== undefined) {
      const viewed = await viewMessages(td, chatId, [newestId])
      if (!viewed.ok) return refuse(viewed.refusal)
    }
    if (unreadMentionCount > 0) {
      const read = await readAllMentions(td, chatId)
      if (!read.ok) return refuse(read.refusal)
    }
    return isMarkedUnread ? toResult(await markUnread(td, chatId, false)) : ok()
  }

  async markUnread(chatId: ChatId): Promise<Result<undefined, ReadingError>> {
    const found = this.#find(chatId)
    if (!found.ok) return found
    const { record, td } = found.value
    return record.isMarkedUnread ? ok() : toResult(await markUnread(td, chatId, true))
  }

  /** Mutes a chat for this many seconds; 0 unmutes it, absent means for ever. */
  async setMuted(chatId: ChatId, forS: number | undefined): Promise<Result<undefined, ReadingError>> {
    const found = this.#find(chatId)
    if (!found.ok) return found
    const isDefault = forS === 0 && !this.#options.model.isScopeMuted(chatId)
    return toResult(await muteChat(found.value.td, chatId, { isDefault, forS }))
  }

  #find(chatId: ChatId) {
    const { client, model } = this.#options
    const td = client()
    const record = model.findRecord(chatId)
    if (record !== undefined && td !== undefined) return ok({ td, record })
    return model.findView(chatId) === undefined && td !== undefined
      ? fail('chat_not_found', 'no such chat')
      : fail('not_ready', 'TDLib does not have the chat (yet)')
  }
}

/** TDLib marks messages as read only up to one that Telegram has; messages that are still being sent may follow it. */
async function findNewest(
  td: TdClient,
  chatId: ChatId,
  newestId: number | undefined,
): Promise<number | undefined> {
  if (newestId === undefined || isServerMessageId(newestId)) return newestId
  const page = await readKnownHistory(td, chatId, newestId, 50)
  return page.ok ? page.value.find(({ id }) => isServerMessageId(id))?.id : undefined
}

function toResult(result: TdResult<unknown>): Result<undefined, ReadingError> {
  return result.ok ? ok() : refuse(result.refusal)
}

/** A flood wait is returned with its seconds, so that a caller that works through many chats can wait. */
function refuse(refusal: TdRefusal): Result<never, ReadingError> {
  if (refusal.kind === 'closed') return fail('not_ready', refusal.message)
  if (refusal.kind === 'flood_wait') return fail('rejected', refusal.message, { seconds: refusal.seconds })
  return fail(sortRefusal(refusal) === 'chat_not_found' ? 'chat_not_found' : 'rejected', refusal.message)
}

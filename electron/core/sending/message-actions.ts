import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { isTdlibMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { deleteMessages, type MessageAbilities, readAbilities } from '../telegram/message-requests.ts'
import { mayPass, sortRefusal } from '../telegram/refusals.ts'
import { viewMessages } from '../telegram/requests.ts'
import { type ActionErrorCode, nameActionRefusal } from './refusals.ts'
import type { SendingContext } from './sending-context.ts'

export type RemoveResult = Result<undefined, ActionErrorCode>
export type AbilitiesResult = Result<MessageAbilities, 'message_not_found'>
export type ViewResult = Result<undefined, 'chat_not_found' | 'not_ready'>

/** Works offline too: TDLib tells Telegram when it can. */
export async function removeMessages(
  { client }: Pick<SendingContext, 'client'>,
  chatId: ChatId,
  messageIds: readonly MessageId[],
  isForAll: boolean,
): Promise<RemoveResult> {
  const td = client()
  if (td === undefined) return fail('offline', 'nobody is signed in')
  if (messageIds.length === 0) return ok()
  const deleted = await deleteMessages(td, chatId, messageIds, isForAll)
  return deleted.ok ? ok() : fail(nameActionRefusal(deleted.refusal), deleted.refusal.message)
}

export async function findAbilities(
  { client }: Pick<SendingContext, 'client'>,
  chatId: ChatId,
  messageId: MessageId,
  isHere: boolean,
): Promise<AbilitiesResult> {
  const td = client()
  if (td === undefined) return fail('message_not_found', 'nobody is signed in')
  const abilities = await readAbilities(td, chatId, messageId, isHere)
  return abilities.ok ? ok(abilities.value) : fail('message_not_found', abilities.refusal.message)
}

/** Marks messages that a window shows as read, if the setting says that looking at a chat reads it. */
export async function noteViewed(
  { client, isViewingReading, model }: Pick<SendingContext, 'client' | 'isViewingReading' | 'model'>,
  chatId: ChatId,
  messageIds: readonly MessageId[],
): Promise<ViewResult> {
  const td = client()
  if (td === undefined) return fail('not_ready', 'nobody is signed in')
  if (model.findRecord(chatId) === undefined) return fail('chat_not_found', 'no such chat')
  if (!isViewingReading()) return ok()
  // Interrupted texts have ids that TDLib does not know.
  const known = messageIds.filter(isTdlibMessageId)
  if (known.length === 0) return ok()
  const viewed = await viewMessages(td, chatId, known)
  if (viewed.ok) return ok()
  const { refusal } = viewed
  if (sortRefusal(refusal) === 'chat_not_found') return fail('chat_not_found', refusal.message)
  // The window reports the messages again.
  return refusal.kind === 'closed' || mayPass(refusal) ? fail('not_ready', refusal.message) : ok()
}

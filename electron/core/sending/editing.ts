import { maxMessageLength } from '#shared/contract/core-contract.ts'
import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import { type Message, readText, readTextOrCaption } from '../telegram/message.ts'
import { readMessage } from '../telegram/message-requests.ts'
import { editMessage } from '../telegram/outgoing.ts'
import { type ActionErrorCode, nameEditRefusal, refuseLength, refuseNote } from './refusals.ts'
import type { SendingContext } from './sending-context.ts'

export type EditParts = Pick<SendingContext, 'client' | 'isNote' | 'isOnline'>

export type EditResult = Result<
  undefined,
  ActionErrorCode | 'edit_expired' | 'text_empty' | 'text_too_long' | 'is_note' | 'not_modified'
>

/** Gives a sent message other words. */
export async function changeWords(
  { client, isNote, isOnline }: EditParts,
  chatId: ChatId,
  messageId: MessageId,
  text: FormattedText,
): Promise<EditResult> {
  if (text.text.trim().length > maxMessageLength) return refuseLength()
  if (isNote(chatId, text.text)) return refuseNote()
  const td = client()
  // An edit is not kept for later: applied hours after it was meant, it would come as a surprise.
  if (td === undefined || !isOnline()) return fail('offline', 'there is no connection to Telegram')
  const found = await readMessage(td, chatId, messageId)
  if (!found.ok) return fail('message_not_found', found.refusal.message)
  const message = found.value
  if (readText(message) !== undefined && drawsNothing(text.text)) {
    return fail('text_empty', 'a message cannot be empty')
  }
  // TDLib answers an edit that changes nothing as if it had been made.
  if (hasText(message, text)) return fail('not_modified', 'nothing would change')
  const edited = await editMessage(td, message, text)
  return edited.ok ? ok() : fail(nameEditRefusal(edited.refusal), edited.refusal.message)
}

/** Telegram itself finds these in any text, so an editor may leave them out. */
const foundKinds: ReadonlySet<TextEntity['kind']> = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
  'phone',
  'bank_card',
])

function hasText(message: Message, text: FormattedText): boolean {
  const now = readTextOrCaption(message)
  return now !== undefined && describe(now) === describe({ ...text, text: text.text.trim() })
}

function describe({ entities, text }: FormattedText): string {
  const styled = entities
    .filter(({ kind }) => !foundKinds.has(kind))
    .map((entity) => JSON.stringify(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1))))
  return JSON.stringify([text, styled.sort()])
}

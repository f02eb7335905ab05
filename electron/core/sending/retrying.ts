import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { OutboxEntry } from '../store/store.ts'
import { type Message, readRetryWaitS, readTextOrCaption } from '../telegram/message.ts'
import { resendMessage } from '../telegram/outgoing.ts'
import { readKnownMessage } from '../telegram/requests.ts'
import type { TdCaller } from '../telegram/td-client.ts'
import type { Deliveries } from './deliveries.ts'
import type { Interrupted } from './interrupted.ts'
import { refuseNote } from './refusals.ts'
import type { SendingContext } from './sending-context.ts'
import type { TextSender } from './text-sender.ts'

export interface RetryParts extends Pick<SendingContext, 'client' | 'isNote' | 'store'> {
  readonly deliveries: Deliveries
  readonly interrupted: Interrupted
  readonly texts: Pick<TextSender, 'hand'>
}

export type RetryResult = Result<
  undefined,
  'message_not_found' | 'cannot_retry' | 'is_note' | 'flood_wait' | 'rejected'
>

/** Sends a failed or interrupted text again, because the user asks for it. */
export async function retryMessage(
  parts: RetryParts,
  chatId: ChatId,
  messageId: MessageId,
): Promise<RetryResult> {
  const td = parts.client()
  if (td === undefined) return fail('rejected', 'nobody is signed in')
  const entry = parts.interrupted.find(messageId)
  return entry === undefined
    ? retryFailed(parts, td, chatId, messageId)
    : retryInterrupted(parts, td, chatId, entry)
}

async function retryInterrupted(
  { interrupted, isNote, store, texts }: RetryParts,
  td: TdCaller,
  chatId: ChatId,
  entry: OutboxEntry,
): Promise<RetryResult> {
  if (isNote(chatId, entry.text.text)) return refuseNote()
  if (!store.requeueOutbox(entry.sendId).ok) return fail('rejected', 'the disk refuses')
  interrupted.remove(entry.sendId)
  const sent = await texts.hand(td, entry)
  if (sent.ok) return ok()
  interrupted.show(entry)
  return fail('rejected', sent.error.message)
}

async function retryFailed(
  parts: RetryParts,
  td: TdCaller,
  chatId: ChatId,
  messageId: MessageId,
): Promise<RetryResult> {
  const { deliveries, isNote, store } = parts
  const found = await readKnownMessage(td, chatId, messageId)
  if (!found.ok) return fail('message_not_found', found.refusal.message)
  const message = found.value
  if (isNote(chatId, readTextOrCaption(message)?.text ?? '')) return refuseNote()
  const seconds = readRetryWaitS(message)
  if (seconds === undefined) return fail('cannot_retry', 'Telegram does not take this message again')
  if (seconds > 0) return fail('flood_wait', 'too early', { seconds })
  const entry = store.findOutboxByMessage(chatId, messageId)
  if (entry !== undefined) store.requeueOutbox(entry.sendId)
  return deliveries.during(() => resend(parts, td, message, entry))
}

async function resend(
  { deliveries }: RetryParts,
  td: TdCaller,
  message: Message,
  entry: OutboxEntry | undefined,
): Promise<Result<undefined, 'rejected'>> {
  const sent = await resendMessage(td, message)
  if (!sent.ok || sent.value === undefined) {
    if (entry !== undefined) deliveries.settle(entry.sendId, message)
    return fail('rejected', sent.ok ? 'Telegram did not take the message' : sent.refusal.message)
  }
  if (entry !== undefined) deliveries.note(entry.sendId, sent.value)
  return ok()
}

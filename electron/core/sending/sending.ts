import { maxMessageLength } from '#shared/contract/core-contract.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import type { Logger } from 'pino'
import type * as Td from 'tdlib-types'
import type { OutboxEntry, Store } from '../store/store.ts'
import { asMessageId } from '../telegram/ids.ts'
import { rawOf } from '../telegram/message.ts'
import { mapSendFailure } from '../telegram/map-message.ts'
import { readWords } from '../telegram/map-text.ts'
import type { People } from '../telegram/people.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Conversations } from '../conversation/conversations.ts'
import type { Drafts } from './drafts.ts'
import { EarlyEnds } from './early-ends.ts'
import { Interrupted, isSame } from './interrupted.ts'
import { createMessageActions } from './message-actions.ts'
import { createTakingBack } from './taking-back.ts'
import { nameSendRefusal, writeSendRequest } from './send-request.ts'
import type { IsNote } from '../team/notes/note-guard.ts'

export interface SendingOptions {
  readonly client: () => TdClient | undefined
  readonly store: Store
  readonly conversations: Pick<Conversations, 'listenToHistory' | 'readWriting' | 'showExtra' | 'dropExtra'>
  readonly drafts: Pick<Drafts, 'readText' | 'clearSent'>
  readonly people: People
  readonly model: Pick<ChatModel, 'findRecord'>
  readonly clock: Clock
  readonly log: Logger
  readonly isNote: IsNote
  readonly isOnline: () => boolean
  readonly isViewingReading: () => boolean
  /** TDLib took a text for the chat, whose newest message was this one until then. */
  readonly onAnswered: (chatId: ChatId, newestId: number) => void
}

export interface SendInput {
  readonly sendId: string
  readonly chatId: ChatId
  readonly text: FormattedText
  readonly replyToMessageId?: MessageId | undefined
  readonly quote?: { readonly text: string; readonly position: number } | undefined
}

type SendErrorCode =
  | 'text_empty'
  | 'text_too_long'
  | 'is_note'
  | 'write_forbidden'
  | 'chat_not_found'
  | 'not_ready'
  | 'store_failed'
  | 'rejected'
type SendResult = Result<{ readonly messageId: MessageId }, SendErrorCode>

export type Sending = ReturnType<typeof createSending>

/**
 * Sends texts exactly once per `sendId`. The outbox is on disk before TDLib has the text; from then on TDLib keeps it
 * over restarts and lost connections. What was on its way to TDLib when the process died is shown as interrupted.
 */
export function createSending(options: SendingOptions) {
  const { clock, conversations, drafts, isNote, log, model, people, store } = options
  let isReady = false
  const client = (): TdClient | undefined => (isReady ? options.client() : undefined)
  /** Calls of this process that are not answered yet: a repeated one waits for the first. */
  const running = new Map<string, Promise<SendResult>>()
  /** What TDLib took in this run and has not sent yet. */
  const handedHere = new Set<string>()
  const early = new EarlyEnds()
  const actions = createMessageActions({
    ...options,
    client,
    readDraftText: (chatId) => drafts.readText(chatId),
  })
  const interrupted = new Interrupted({ store, conversations, people, clock, log })
  const takingBack = createTakingBack({
    client,
    store,
    interrupted,
    remove: (...input) => actions.remove(...input),
  })

  conversations.listenToHistory((message) => interrupted.match(rawOf(message)))

  const settle = (sendId: string, message: Td.message): void => {
    const { sending_state: sending } = message
    if (sending === undefined) {
      handedHere.delete(sendId)
      store.settleOutbox(sendId, { state: 'sent', messageId: asMessageId(message.id) })
    } else if (sending._ === 'messageSendingStateFailed') {
      store.markHanded(sendId, asMessageId(message.id))
      store.settleOutbox(sendId, { state: 'failed', failure: mapSendFailure(sending, message.date) })
    }
  }

  const note = (sendId: string, message: Td.message): void => {
    handedHere.add(sendId)
    store.markHanded(sendId, asMessageId(message.id))
    const end = early.take(message.chat_id, message.id)
    if (end !== undefined) settle(sendId, end)
  }

  /** Gives TDLib a text that is in the outbox. */
  const hand = async (td: TdClient, entry: OutboxEntry): Promise<SendResult> => {
    // Whatever way it came into the outbox, in whichever run.
    if (isNote(entry.chatId, entry.text.text)) return refuseNote()
    return early.during(() => handNow(td, entry))
  }

  const handNow = async (td: TdClient, entry: OutboxEntry): Promise<SendResult> => {
    const result = await td.invoke(writeSendRequest(entry))
    if (result.ok) {
      note(entry.sendId, result.value)
      drafts.clearSent(entry.chatId, entry.text.text)
      return ok({ messageId: asMessageId(result.value.id) })
    }
    const { refusal } = result
    if (refusal.kind === 'closed') {
      // Nobody knows whether TDLib took it: the outbox keeps it, and the next start looks.
      return fail('not_ready', 'the connection to Telegram was closed')
    }
    return fail(nameSendRefusal(refusal), refusal.message)
  }

  const refuseNote = (): Result<never, 'is_note'> => fail('is_note', 'notes are for the team alone')

  const sendNew = async (td: TdClient, input: SendInput): Promise<SendResult> => {
    const { chatId, sendId, text } = input
    const put = store.putOutbox({
      sendId,
      chatId,
      text,
      ...(input.replyToMessageId === undefined
        ? {}
        : { replyTo: { messageId: input.replyToMessageId, quote: input.quote } }),
    })
    if (!put.ok) return put
    const newestId = model.findRecord(chatId)?.lastMessage?.id
    const sent = await hand(td, put.value.entry)
    if (sent.ok && newestId !== undefined) options.onAnswered(chatId, newestId)
    // The caller keeps the text of a refused call, so the outbox need not.
    if (!sent.ok && sent.error.code !== 'not_ready') store.dropOutbox(sendId)
    return sent
  }

  /** TDLib drops a failed message for a new one with the same text. */
  const resend = async (
    td: TdClient,
    message: Td.message,
    entry: OutboxEntry | undefined,
  ): Promise<Result<undefined, 'rejected'>> => {
    const { chat_id, id } = message
    const sent = await td.invoke({ _: 'resendMessages', chat_id, message_ids: [id] })
    const [again] = sent.ok ? sent.value.messages : []
    if (again === undefined || again === null) {
      if (entry !== undefined) settle(entry.sendId, message)
      return fail('rejected', sent.ok ? 'Telegram did not take the message' : sent.refusal.message)
    }
    if (entry !== undefined) note(entry.sendId, again)
    return ok()
  }

  const sendOnce = async (input: SendInput): Promise<SendResult> => {
    // First it has to be known what became of the last run's texts: this may be one of them, called for again, and
    // TDLib gives the temporary ids of messages that it forgot to new ones.
    await interrupted.restored
    const known = store.findOutbox(input.sendId)
    const knownId = known?.messageId ?? interrupted.findId(input.sendId)
    if (known !== undefined && knownId !== undefined) return ok({ messageId: knownId })
    const td = client()
    if (td === undefined) return fail('not_ready', 'nobody is signed in')
    if (model.findRecord(input.chatId) === undefined) return fail('chat_not_found', 'no such chat')
    if (conversations.readWriting(input.chatId) !== 'allowed') {
      return fail('write_forbidden', 'this account may not write in the chat')
    }
    return known === undefined ? sendNew(td, input) : hand(td, known)
  }

  return {
    ...actions,
    ...takingBack,

    async send(input: SendInput): Promise<SendResult> {
      const trimmed = input.text.text.trim()
      if (trimmed === '') return fail('text_empty', 'there is nothing to send')
      if (trimmed.length > maxMessageLength) {
        return fail('text_too_long', `Telegram takes at most ${maxMessageLength} characters`)
      }
      if (isNote(input.chatId, input.text.text)) return refuseNote()
      const before = running.get(input.sendId)
      if (before !== undefined) return before
      const sending = sendOnce(input)
      running.set(input.sendId, sending)
      try {
        return await sending
      } finally {
        running.delete(input.sendId)
      }
    },

    async retry(
      chatId: ChatId,
      messageId: MessageId,
    ): Promise<
      Result<undefined, 'message_not_found' | 'cannot_retry' | 'is_note' | 'flood_wait' | 'rejected'>
    > {
      const td = client()
      if (td === undefined) return fail('rejected', 'nobody is signed in')
      const entry = interrupted.find(messageId)
      if (entry !== undefined) {
        if (isNote(chatId, entry.text.text)) return refuseNote()
        if (!store.requeueOutbox(entry.sendId).ok) return fail('rejected', 'the disk refuses')
        interrupted.remove(entry.sendId)
        const sent = await hand(td, entry)
        if (sent.ok) return ok()
        interrupted.show(entry)
        return fail('rejected', sent.error.message)
      }
      const message = await td.invoke({ _: 'getMessageLocally', chat_id: chatId, message_id: messageId })
      if (!message.ok) return fail('message_not_found', message.refusal.message)
      const { content, sending_state: sending } = message.value
      if (isNote(chatId, readWords(content))) return refuseNote()
      if (sending?._ !== 'messageSendingStateFailed' || !sending.can_retry) {
        return fail('cannot_retry', 'Telegram does not take this message again')
      }
      if (sending.retry_after > 0) {
        return fail('flood_wait', 'too early', { seconds: Math.ceil(sending.retry_after) })
      }
      const outbox = store.findOutboxByMessage(chatId, messageId)
      if (outbox !== undefined) store.requeueOutbox(outbox.sendId)
      return early.during(() => resend(td, message.value, outbox))
    },

    /** Told of every new message: an interrupted one may turn out to be sent. */
    onNewMessage(message: Td.message): void {
      interrupted.match(message)
    },

    onSendSucceeded(oldId: number, message: Td.message): void {
      finish(oldId, message)
    },

    onSendFailed(oldId: number, message: Td.message): void {
      finish(oldId, message)
    },

    /** Signed in: what the last run left is looked at. */
    async onReady(): Promise<void> {
      isReady = true
      const td = client()
      if (td !== undefined) await interrupted.restore(td)
    },

    clear(): void {
      isReady = false
      running.clear()
      early.clear()
      handedHere.clear()
      interrupted.clear()
    },
  }

  function finish(oldId: number, message: Td.message): void {
    const chatId = message.chat_id as ChatId
    const byId = store.findOutboxByMessage(chatId, asMessageId(oldId))
    // A temporary id of an earlier run may mean another message in this one.
    const isTrusted = byId !== undefined && (handedHere.has(byId.sendId) || isSame(byId, message))
    const entry = isTrusted ? byId : interrupted.findHanded(message)
    if (entry !== undefined) settle(entry.sendId, message)
    else early.keep(oldId, message)
    interrupted.match(message)
  }
}

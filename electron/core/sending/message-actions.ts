import { maxMessageLength } from '#shared/contract/core-contract.ts'
import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { Clock, EpochMs } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { isTdlibMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type * as Td from 'tdlib-types'
import { mapText, unmapText } from '../telegram/map-text.ts'
import { sortRefusal } from '../telegram/refusals.ts'
import type { TdClient, TdRefusal } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { IsNote } from '../team/notes/note-guard.ts'

export interface MessageActionsOptions {
  readonly client: () => TdClient | undefined
  readonly model: Pick<ChatModel, 'findRecord'>
  readonly clock: Clock
  readonly isOnline: () => boolean
  readonly isNote: IsNote
  /** What is in the composer of a chat. */
  readonly readDraftText: (chatId: number) => string
  /** False: chats are marked as read when asked to, and by answering, but not by being looked at. */
  readonly isViewingReading: () => boolean
}

/** Telegram shows a writer as typing for six seconds; more often than this says nothing new. */
const typingEveryMs = 5_000

type ActionErrorCode = 'message_not_found' | 'offline' | 'rejected'

export interface Abilities {
  readonly canEdit: boolean
  readonly canDeleteForSelf: boolean
  readonly canDeleteForAll: boolean
  readonly canReply: boolean
  readonly link?: string
}

export type MessageActions = ReturnType<typeof createMessageActions>

/** What is done with messages that exist. */
export function createMessageActions(options: MessageActionsOptions) {
  const { client, clock, isNote, isOnline, isViewingReading, model, readDraftText } = options
  const nextTypingMs = new Map<number, EpochMs>()

  return {
    async edit(
      chatId: ChatId,
      messageId: MessageId,
      text: FormattedText,
    ): Promise<
      Result<
        undefined,
        ActionErrorCode | 'edit_expired' | 'text_empty' | 'text_too_long' | 'is_note' | 'not_modified'
      >
    > {
      const length = text.text.trim().length
      if (length > maxMessageLength) {
        return fail('text_too_long', `Telegram takes at most ${maxMessageLength} characters`)
      }
      if (isNote(chatId, text.text)) return fail('is_note', 'notes are for the team alone')
      const td = client()
      // An edit is not kept for later: it would come as a surprise, hours after it was meant.
      if (td === undefined || !isOnline()) return fail('offline', 'there is no connection to Telegram')
      const message = await td.invoke({ _: 'getMessage', chat_id: chatId, message_id: messageId })
      if (!message.ok) return fail('message_not_found', message.refusal.message)
      const { content } = message.value
      if (content._ === 'messageText' && length === 0) return fail('text_empty', 'a message cannot be empty')
      // TDLib answers as if an edit that changes nothing was made.
      if (hasText(content, text)) return fail('not_modified', 'nothing would change')
      const edited = await td.invoke(
        content._ === 'messageText'
          ? {
              _: 'editMessageText',
              chat_id: chatId,
              message_id: messageId,
              input_message_content: { _: 'inputMessageText', text: unmapText(text) },
            }
          : { _: 'editMessageCaption', chat_id: chatId, message_id: messageId, caption: unmapText(text) },
      )
      return edited.ok ? ok() : fail(nameEditRefusal(edited.refusal), edited.refusal.message)
    },

    /** Works offline too: TDLib tells Telegram when it can. */
    async remove(
      chatId: ChatId,
      messageIds: readonly MessageId[],
      isForAll: boolean,
    ): Promise<Result<undefined, ActionErrorCode>> {
      const td = client()
      if (td === undefined) return fail('offline', 'nobody is signed in')
      if (messageIds.length === 0) return ok()
      const deleted = await td.invoke({
        _: 'deleteMessages',
        chat_id: chatId,
        message_ids: messageIds,
        revoke: isForAll,
      })
      return deleted.ok ? ok() : fail(nameRefusal(deleted.refusal), deleted.refusal.message)
    },

    async getAbilities(
      chatId: ChatId,
      messageId: MessageId,
    ): Promise<Result<Abilities, 'message_not_found'>> {
      const td = client()
      if (td === undefined) return fail('message_not_found', 'nobody is signed in')
      const result = await td.invoke({
        _: 'getMessageProperties',
        chat_id: chatId,
        message_id: messageId,
      })
      if (!result.ok) return fail('message_not_found', result.refusal.message)
      const properties = result.value
      const abilities: Abilities = {
        canEdit: properties.can_be_edited,
        canDeleteForSelf: properties.can_be_deleted_only_for_self,
        canDeleteForAll: properties.can_be_deleted_for_all_users,
        canReply: properties.can_be_replied,
      }
      const link = properties.can_get_link ? await findLink(td, chatId, messageId) : undefined
      return ok(link === undefined ? abilities : { ...abilities, link })
    },

    async view(
      chatId: ChatId,
      messageIds: readonly MessageId[],
    ): Promise<Result<undefined, 'chat_not_found' | 'not_ready'>> {
      const td = client()
      if (td === undefined) return fail('not_ready', 'nobody is signed in')
      if (model.findRecord(chatId) === undefined) return fail('chat_not_found', 'no such chat')
      if (!isViewingReading()) return ok()
      // Texts whose sending was interrupted have ids that TDLib does not know.
      const known = messageIds.filter(isTdlibMessageId)
      if (known.length === 0) return ok()
      const viewed = await td.invoke({
        _: 'viewMessages',
        chat_id: chatId,
        message_ids: known,
        source: { _: 'messageSourceChatHistory' },
        force_read: true,
      })
      return viewed.ok || sortRefusal(viewed.refusal) !== 'chat_not_found'
        ? ok()
        : fail('chat_not_found', viewed.refusal.message)
    },

    async setTyping(chatId: ChatId): Promise<void> {
      // A customer who sees somebody type waits for an answer.
      if (isNote(chatId, readDraftText(chatId))) return
      const td = client()
      const nowMs = clock.now()
      if (td === undefined || !isOnline() || nowMs < (nextTypingMs.get(chatId) ?? 0)) return
      nextTypingMs.set(chatId, nowMs + typingEveryMs)
      const action: Td.ChatAction$Input = { _: 'chatActionTyping' }
      const told = await td.invoke({ _: 'sendChatAction', chat_id: chatId, action })
      if (!told.ok && told.refusal.kind === 'flood_wait') {
        nextTypingMs.set(chatId, nowMs + told.refusal.seconds * 1000)
      }
    },
  }
}

/** Found by Telegram itself in any text, so an editor may leave them out. */
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

function hasText(content: Td.MessageContent, text: FormattedText): boolean {
  const now = content._ === 'messageText' ? content.text : 'caption' in content ? content.caption : undefined
  return now !== undefined && describe(mapText(now)) === describe({ ...text, text: text.text.trim() })
}

function describe({ entities, text }: FormattedText): string {
  const styled = entities
    .filter(({ kind }) => !foundKinds.has(kind))
    .map((entity) => JSON.stringify(Object.entries(entity).sort(([a], [b]) => (a < b ? -1 : 1))))
  return JSON.stringify([text, styled.sort()])
}

async function findLink(td: TdClient, chatId: ChatId, messageId: MessageId): Promise<string | undefined> {
  const link = await td.invoke({
    _: 'getMessageLink',
    chat_id: chatId,
    message_id: messageId,
    media_timestamp: 0,
    for_album: false,
    in_message_thread: false,
  })
  return link.ok ? link.value.link : undefined
}

function nameRefusal(refusal: TdRefusal): ActionErrorCode {
  switch (sortRefusal(refusal)) {
    case 'closed':
      return 'offline'
    case 'message_not_found':
    case 'chat_not_found':
    case 'not_found':
      return 'message_not_found'
    default:
      return 'rejected'
  }
}

function nameEditRefusal(
  refusal: TdRefusal,
): ActionErrorCode | 'edit_expired' | 'text_empty' | 'text_too_long' | 'not_modified' {
  const code = sortRefusal(refusal)
  switch (code) {
    case 'not_modified':
    case 'edit_expired':
    case 'text_too_long':
    case 'text_empty':
      return code
    default:
      return nameRefusal(refusal)
  }
}

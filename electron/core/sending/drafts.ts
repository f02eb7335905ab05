import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import type * as Td from 'tdlib-types'
import type { Draft, Store } from '../store/store.ts'
import type { RemoteDraft } from '../telegram/chats.ts'
import { asChatId } from '../telegram/ids.ts'
import type { TdClient } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { IsNote } from '../team/notes/note-guard.ts'

/** Other devices see a draft when the writer pauses; each change of it costs Telegram a call. */
const shareAfterMs = 1_500

export interface DraftsOptions {
  readonly client: () => TdClient | undefined
  readonly store: Store
  readonly model: ChatModel
  readonly clock: Clock
  readonly isNote: IsNote
  readonly onChange: (chatId: number) => void
}

interface LocalDraft {
  text: string
  replyToMessageId: MessageId | undefined
  /** The text that Telegram and this machine last agreed on; undefined: not known since the start. */
  sharedText: string | undefined
  cancelShare: Cancel | undefined
}

export type Drafts = ReturnType<typeof createDrafts>

/**
 * What is in the composers. This machine's disk has it first, Telegram a little later. A draft of another device is
 * taken over only where this machine has nothing newer. An internal note that is being written stays on this machine.
 */
export function createDrafts(options: DraftsOptions) {
  const { client, clock, isNote, model, onChange, store } = options
  const drafts = new Map<number, LocalDraft>()
  for (const { chatId, replyToMessageId, text } of store.readAllDrafts()) {
    drafts.set(chatId, { text, replyToMessageId, sharedText: undefined, cancelShare: undefined })
  }

  const getDraft = (chatId: number): LocalDraft => {
    const known = drafts.get(chatId)
    if (known !== undefined) return known
    const fresh: LocalDraft = {
      text: '',
      replyToMessageId: undefined,
      sharedText: '',
      cancelShare: undefined,
    }
    drafts.set(chatId, fresh)
    return fresh
  }

  const save = (
    chatId: number,
    { replyToMessageId, text }: LocalDraft,
  ): Result<undefined, 'store_failed'> => {
    const draft: Draft = { chatId: asChatId(chatId), text }
    return store.saveDraft(replyToMessageId === undefined ? draft : { ...draft, replyToMessageId })
  }

  /** What Telegram is to have of the draft: where a note is being written, nothing. */
  const readShared = (chatId: number, { text }: LocalDraft): string => (isNote(chatId, text) ? '' : text)

  const share = (chatId: number, draft: LocalDraft): void => {
    draft.cancelShare?.()
    draft.cancelShare = undefined
    const td = client()
    const text = readShared(chatId, draft)
    if (td === undefined || draft.sharedText === text) return
    draft.sharedText = text
    const message = writeDraft({ text, replyToMessageId: draft.replyToMessageId }, clock.now())
    void td.invoke({ _: 'setChatDraftMessage', chat_id: chatId, ...message })
  }

  const scheduleShare = (chatId: number, draft: LocalDraft): void => {
    draft.cancelShare?.()
    draft.cancelShare = clock.schedule(clock.now() + shareAfterMs, () => share(chatId, draft))
  }

  const show = (chatId: number): void => {
    model.touch(chatId)
    onChange(chatId)
  }

  return {
    read(chatId: number): ConversationView['draft'] {
      const { replyToMessageId, text } = drafts.get(chatId) ?? { text: '', replyToMessageId: undefined }
      return replyToMessageId === undefined ? { text } : { text, replyToMessageId }
    },

    readText: (chatId: number): string => drafts.get(chatId)?.text ?? '',

    /** On disk when it answers. */
    set(chatId: number, text: string, replyToMessageId?: MessageId): Result<undefined, 'store_failed'> {
      const draft = getDraft(chatId)
      if (draft.text === text && draft.replyToMessageId === replyToMessageId) return ok()
      const saved = save(chatId, { ...draft, text, replyToMessageId })
      if (!saved.ok) return saved
      draft.text = text
      draft.replyToMessageId = replyToMessageId
      scheduleShare(chatId, draft)
      show(chatId)
      return ok()
    },

    /** What was in the composer is a message now, and TDLib has dropped its own draft with it. */
    clearSent(chatId: number, text: string): void {
      const draft = drafts.get(chatId)
      if (draft === undefined) return
      draft.sharedText = ''
      if (draft.text.trim() !== text.trim()) return
      draft.cancelShare?.()
      draft.cancelShare = undefined
      draft.text = ''
      draft.replyToMessageId = undefined
      save(chatId, draft)
      show(chatId)
    },

    onRemoteDraft(chatId: number, remote: RemoteDraft | undefined): void {
      const text = remote?.text ?? ''
      const before = drafts.get(chatId)
      if (before === undefined && text === '') return
      const draft = before ?? getDraft(chatId)
      if (draft.sharedText === undefined) {
        // First word from Telegram since the start: what was typed here is on disk and goes before it.
        draft.sharedText = text
        if (draft.text !== text && readShared(chatId, draft) !== text) scheduleShare(chatId, draft)
        return
      }
      const isUnchangedHere = draft.text === draft.sharedText && draft.cancelShare === undefined
      draft.sharedText = text
      if (!isUnchangedHere || draft.text === text) return
      draft.text = text
      draft.replyToMessageId = remote?.replyToMessageId
      save(chatId, draft)
      show(chatId)
    },

    /** What Telegram has of the draft may be a note now. */
    onClassChanged(chatId: number): void {
      const draft = drafts.get(chatId)
      if (draft === undefined || draft.sharedText === undefined || draft.sharedText === '') return
      if (draft.text === draft.sharedText && isNote(chatId, draft.text)) scheduleShare(chatId, draft)
    },

    /** Tells Telegram at once what still waits. */
    flush(): void {
      for (const [chatId, draft] of drafts) if (draft.cancelShare !== undefined) share(chatId, draft)
    },

    clear(): void {
      for (const draft of drafts.values()) draft.cancelShare?.()
      drafts.clear()
    },
  }
}

function writeDraft(
  { replyToMessageId, text }: Pick<LocalDraft, 'text' | 'replyToMessageId'>,
  nowMs: number,
): { readonly draft_message?: Td.draftMessage$Input } {
  // A reply without words yet stays on this machine.
  if (text === '') return {}
  return {
    draft_message: {
      _: 'draftMessage',
      date: Math.floor(nowMs / 1000),
      input_message_text: {
        _: 'inputMessageText',
        text: { _: 'formattedText', text, entities: [] },
        clear_draft: false,
      },
      ...(replyToMessageId === undefined
        ? {}
        : { reply_to: { _: 'inputMessageReplyToMessage', message_id: replyToMessageId } }),
    },
  }
}

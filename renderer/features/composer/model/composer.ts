import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import { type CoreContract, maxMessageLength } from '#shared/contract/core-contract.ts'
import { maxNoteLength } from '#shared/contract/team-calls.ts'
import { isNoteText, readNoteText } from '#shared/domain/notes/note-text.ts'
import type { Cancel, Clock } from '#shared/lib/clock.ts'
import type { ContractCalls } from '#shared/rpc/create-client.ts'
import { parseMarkdown } from '../markdown/parse-markdown.ts'
import { writeMarkdown } from '../markdown/write-markdown.ts'
import type { ComposerState, EditState, SubmitOutcome } from './composer-state.ts'
import {
  changeDraft,
  type Draft,
  emptyDraft,
  hasUnsavedDraft,
  markDraftLost,
  markDraftSaved,
  receiveDraft,
  startDraftSync,
} from './draft-sync.ts'
import { applyInput, type TextInput } from './text-input.ts'
import { trimText } from './trim-text.ts'

export interface Composer {
  readonly store: StoreApi<ComposerState>
  change(input: TextInput): void
  /** Adds text behind what is there, as it stands. */
  reply(messageId: MessageId | undefined): void
  /** Begins an internal note on this message; an answer that was begun waits, a note goes on. */
  note(messageId: MessageId): void
  edit(messageId: MessageId, text: FormattedText): void
  stopEditing(): void
  /** The draft as the core knows it now. */
  receive(draft: Draft): void
  submit(): Promise<SubmitOutcome>
  /** Saves the draft at once; called when the chat or the window is left. */
  flush(): void
}

export interface ComposerOptions {
  readonly chatId: ChatId
  readonly calls: Pick<
    ContractCalls<CoreContract>,
    'messages.send' | 'messages.edit' | 'conversation.setDraft' | 'conversation.setTyping' | 'note.add'
  >
  readonly clock: Clock
  readonly createSendId: () => string
  /** Whether `!` begins an internal note in this chat now. */
  readonly hasNotes: () => boolean
  /** Colleagues whom the text of a note names. */
  readonly findMentionIds: (text: string) => readonly UserId[]
  /** An answer is being written, or no more; colleagues are told of it. */
  readonly onWriting: (isWriting: boolean) => void
}

const draftDelayMs = 400
/** A draft that could not be saved is tried again after this. */
const draftRetryMs = 3000
/** Telegram shows "typing" for six seconds after each report. */
const typingPauseMs = 5000

/** Text under way in one chat: draft, reply, edit and sending. It outlives the view, so switching chats loses nothing. */
export function createComposer(options: ComposerOptions): Composer {
  const { chatId, calls, clock, createSendId, findMentionIds, hasNotes, onWriting } = options
  const store = createStore<ComposerState>(() => ({
    sync: startDraftSync(emptyDraft),
    carried: [],
    isBusy: false,
  }))
  let cancelSave: Cancel | undefined
  let typingAllowedAtMs = 0
  /** The same text sent again after a lost answer keeps its id, so the core sends it once. */
  let attempt: { readonly key: string; readonly sendId: string } | undefined

  const update = (part: Partial<ComposerState>): void => {
    store.setState(part)
  }

  const save = (): void => {
    cancelSave?.()
    cancelSave = undefined
    const { sync } = store.getState()
    if (!hasUnsavedDraft(sync)) return
    update({ sync: markDraftSaved(sync) })
    const { text, replyToMessageId } = sync.local
    void calls['conversation.setDraft']({
      chatId,
      text,
      ...(replyToMessageId === undefined ? {} : { replyToMessageId }),
    }).then((result) => {
      if (result.ok) {
        update({ draftProblem: undefined })
        return
      }
      const { code, message } = result.error
      // While the core is away the window says so itself.
      const draftProblem = code === 'disconnected' ? undefined : { code, message }
      update({ draftProblem, sync: markDraftLost(store.getState().sync, sync.local, sync.saved) })
      cancelSave ??= clock.schedule(clock.now() + draftRetryMs, save)
    })
  }

  const setDraft = (local: Draft, part: Partial<ComposerState> = {}): void => {
    update({ ...part, sync: changeDraft(store.getState().sync, local) })
    cancelSave?.()
    cancelSave = clock.schedule(clock.now() + draftDelayMs, save)
  }

  /** The field is empty now: what was set aside for a note comes back, else the field stays so. */
  const emptyField = (part: Partial<ComposerState> = {}): void => {
    const { aside } = store.getState()
    setDraft(aside?.draft ?? emptyDraft, { ...part, carried: aside?.carried ?? [], aside: undefined })
  }

  const reportTyping = (): void => {
    if (clock.now() < typingAllowedAtMs) return
    typingAllowedAtMs = clock.now() + typingPauseMs
    void calls['conversation.setTyping']({ chatId })
  }

  const isNote = (): boolean => {
    const { editing, sync } = store.getState()
    return editing === undefined && hasNotes() && isNoteText(sync.local.text)
  }

  const change = (input: TextInput): void => {
    const { editing, sync, carried } = store.getState()
    if (editing !== undefined) {
      onWriting(true)
      update({ editing: { ...editing, ...applyInput(editing, input) }, problem: undefined })
      return
    }
    const next = applyInput({ text: sync.local.text, carried }, input)
    const isLeft = next.text === '' && store.getState().aside !== undefined
    if (isLeft) emptyField({ problem: undefined })
    else setDraft({ ...sync.local, text: next.text }, { carried: next.carried, problem: undefined })
    // Nobody but the team is to know of a note, not even that one is being written.
    const isAnswer = next.text.trim() !== '' && !isNote()
    onWriting(isAnswer)
    if (isAnswer) reportTyping()
  }

  const sendText = async (): Promise<SubmitOutcome> => {
    const { sync, carried } = store.getState()
    const draft = sync.local
    const text = trimText(parseMarkdown(draft.text, carried))
    if (text.text === '') return 'nothing'
    if (text.text.length > maxMessageLength) {
      update({ problem: { code: 'text_too_long', message: '' } })
      return 'refused'
    }
    const key = JSON.stringify([text, draft.replyToMessageId])
    if (attempt?.key !== key) attempt = { key, sendId: createSendId() }
    update({ isBusy: true, problem: undefined })
    const result = await calls['messages.send']({
      sendId: attempt.sendId,
      chatId,
      text: { text: text.text, entities: [...text.entities] },
      ...(draft.replyToMessageId === undefined ? {} : { replyToMessageId: draft.replyToMessageId }),
    })
    if (!result.ok) {
      update({ isBusy: false, problem: { code: result.error.code, message: result.error.message } })
      return 'refused'
    }
    typingAllowedAtMs = 0
    onWriting(false)
    clearSent(draft)
    return 'sent'
  }

  const clearSent = (draft: Draft): void => {
    attempt = undefined
    const now = store.getState()
    // What was typed behind the text while it was on its way stays, and stays what it was.
    const isGrown = now.sync.local.text.startsWith(draft.text)
    const rest = isGrown ? now.sync.local.text.slice(draft.text.length) : now.sync.local.text
    const text = isGrown && isNoteText(draft.text) && hasNotes() && rest.trim() !== '' ? `!${rest}` : rest
    if (text.trim() === '') emptyField({ isBusy: false })
    else setDraft({ text }, { isBusy: false, carried: [] })
    save()
  }

  const refuseNote = (code: string, message = ''): SubmitOutcome => {
    update({ isBusy: false, problem: { code, message, isOfNote: true } })
    return 'refused'
  }

  const saveNote = async (): Promise<SubmitOutcome> => {
    const draft = store.getState().sync.local
    const text = readNoteText(draft.text) ?? ''
    if (text === '') return 'nothing'
    if (text.length > maxNoteLength) return refuseNote('text_too_long')
    const { replyToMessageId: messageId } = draft
    const key = JSON.stringify(['note', text, messageId])
    if (attempt?.key !== key) attempt = { key, sendId: createSendId() }
    update({ isBusy: true, problem: undefined })
    const result = await calls['note.add']({
      noteId: attempt.sendId,
      chatId,
      text,
      mentionIds: [...findMentionIds(text)],
      ...(messageId === undefined ? {} : { messageId }),
    })
    if (!result.ok) return refuseNote(result.error.code, result.error.message)
    clearSent(draft)
    return 'noted'
  }

  const saveEdit = async (editing: EditState): Promise<SubmitOutcome> => {
    const text = trimText(parseMarkdown(editing.text, editing.carried))
    if (text.text === '') {
      update({ problem: { code: 'text_empty', message: '' } })
      return 'refused'
    }
    if (text.text.length > maxMessageLength) {
      update({ problem: { code: 'text_too_long', message: '' } })
      return 'refused'
    }
    update({ isBusy: true, problem: undefined })
    const result = await calls['messages.edit']({
      chatId,
      messageId: editing.messageId,
      text: { text: text.text, entities: [...text.entities] },
    })
    const isSaved = result.ok || result.error.code === 'not_modified'
    if (isSaved) onWriting(false)
    const isSameEdit = store.getState().editing?.messageId === editing.messageId
    update({
      isBusy: false,
      ...(isSaved && isSameEdit ? { editing: undefined } : {}),
      ...(isSaved || result.ok
        ? {}
        : {
            problem: {
              code: result.error.code === 'is_note' ? 'is_note_edit' : result.error.code,
              message: result.error.message,
            },
          }),
    })
    return isSaved ? 'edited' : 'refused'
  }

  return {
    store,
    change,
    reply: (messageId) => {
      const { sync } = store.getState()
      update({ editing: undefined, problem: undefined })
      // A note that says nothing yet goes with the message it was for.
      const isEmptyNote = isNote() && readNoteText(sync.local.text) === ''
      if (messageId !== undefined) setDraft({ ...sync.local, replyToMessageId: messageId })
      else if (isEmptyNote) emptyField()
      else setDraft({ text: sync.local.text })
    },
    note: (messageId) => {
      const { sync, carried } = store.getState()
      const { text } = sync.local
      update({ editing: undefined, problem: undefined })
      onWriting(false)
      if (isNoteText(text)) {
        setDraft({ text, replyToMessageId: messageId })
        return
      }
      const aside = text.trim() === '' ? undefined : { draft: sync.local, carried }
      setDraft({ text: '! ', replyToMessageId: messageId }, { carried: [], aside })
    },
    edit: (messageId, text) => {
      update({ editing: { messageId, ...writeMarkdown(text) }, problem: undefined })
    },
    stopEditing: () => {
      update({ editing: undefined, problem: undefined })
    },
    receive: (draft) => {
      const { sync } = store.getState()
      const next = receiveDraft(sync, draft)
      if (next === sync) return
      update(next.local.text === sync.local.text ? { sync: next } : { sync: next, carried: [] })
    },
    submit: () => {
      const { isBusy, editing } = store.getState()
      if (isBusy) return Promise.resolve('nothing')
      if (editing !== undefined) return saveEdit(editing)
      return isNote() ? saveNote() : sendText()
    },
    flush: save,
  }
}

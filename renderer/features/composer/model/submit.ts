import type { StoreApi } from 'zustand/vanilla'
import { type CoreContract, maxMessageLength } from '#shared/contract/core-contract.ts'
import type { ChatId, UserId } from '#shared/contract/entities/ids.ts'
import { maxNoteLength } from '#shared/contract/team-calls.ts'
import { readNoteText } from '#shared/domain/notes/note-text.ts'
import { drawsNothing } from '#shared/lib/visible-text.ts'
import type { ContractCalls } from '#shared/rpc/create-client.ts'
import { parseMarkdown } from '../markdown/parse-markdown.ts'
import type { ComposerProblem, ComposerState, EditState, SubmitOutcome } from './composer-state.ts'
import type { Draft } from './draft-sync.ts'
import type { SendAttempt } from './send-attempt.ts'
import { trimText } from './trim-text.ts'

interface Target<Call extends keyof CoreContract> {
  readonly chatId: ChatId
  readonly store: StoreApi<ComposerState>
  readonly calls: Pick<ContractCalls<CoreContract>, Call>
}

interface DraftTarget<Call extends keyof CoreContract> extends Target<Call> {
  readonly attempt: SendAttempt
  /** The core accepted the draft; the state is busy until this has changed it. */
  readonly onAccepted: (draft: Draft) => void
}

/** Sends the draft as a message. */
export async function sendText(target: DraftTarget<'messages.send'>): Promise<SubmitOutcome> {
  const { chatId, store, calls, attempt, onAccepted } = target
  const { sync, carried } = store.getState()
  const draft = sync.local
  const { replyToMessageId } = draft
  const text = trimText(parseMarkdown(draft.text, carried))
  if (text.text === '') return 'nothing'
  if (drawsNothing(text.text)) return refuse(store, { code: 'text_empty', message: '' })
  if (text.text.length > maxMessageLength) return refuse(store, { code: 'text_too_long', message: '' })
  const sendId = attempt.findSendId([text, replyToMessageId])
  store.setState({ isBusy: true, problem: undefined })
  const result = await calls['messages.send']({
    sendId,
    chatId,
    text: { text: text.text, entities: [...text.entities] },
    ...(replyToMessageId === undefined ? {} : { replyToMessageId }),
  })
  if (!result.ok) return refuse(store, { code: result.error.code, message: result.error.message })
  onAccepted(draft)
  return 'sent'
}

interface NoteTarget extends DraftTarget<'note.add'> {
  /** Colleagues whom the text names. */
  readonly findMentionIds: (text: string) => readonly UserId[]
}

/** Saves the draft as an internal note. */
export async function saveNote(target: NoteTarget): Promise<SubmitOutcome> {
  const { chatId, store, calls, attempt, findMentionIds, onAccepted } = target
  const draft = store.getState().sync.local
  const { replyToMessageId: messageId } = draft
  const text = readNoteText(draft.text) ?? ''
  if (text === '') return 'nothing'
  if (text.length > maxNoteLength) {
    return refuse(store, { code: 'text_too_long', message: '', isOfNote: true })
  }
  const noteId = attempt.findSendId(['note', text, messageId])
  store.setState({ isBusy: true, problem: undefined })
  const result = await calls['note.add']({
    noteId,
    chatId,
    text,
    mentionIds: [...findMentionIds(text)],
    ...(messageId === undefined ? {} : { messageId }),
  })
  if (!result.ok) {
    return refuse(store, { code: result.error.code, message: result.error.message, isOfNote: true })
  }
  onAccepted(draft)
  return 'noted'
}

interface EditTarget extends Target<'messages.edit'> {
  readonly onAccepted: () => void
}

/** Saves the text of a message that is edited; the draft behind it is left alone. */
export async function saveEdit(target: EditTarget, editing: EditState): Promise<SubmitOutcome> {
  const { chatId, store, calls, onAccepted } = target
  const text = trimText(parseMarkdown(editing.text, editing.carried))
  if (drawsNothing(text.text)) return refuse(store, { code: 'text_empty', message: '' })
  if (text.text.length > maxMessageLength) return refuse(store, { code: 'text_too_long', message: '' })
  store.setState({ isBusy: true, problem: undefined })
  const result = await calls['messages.edit']({
    chatId,
    messageId: editing.messageId,
    text: { text: text.text, entities: [...text.entities] },
  })
  if (!result.ok && result.error.code !== 'not_modified') {
    const { code, message } = result.error
    return refuse(store, { code: code === 'is_note' ? 'is_note_edit' : code, message })
  }
  onAccepted()
  const isSameEdit = store.getState().editing?.messageId === editing.messageId
  store.setState({ isBusy: false, ...(isSameEdit ? { editing: undefined } : {}) })
  return 'edited'
}

function refuse(store: StoreApi<ComposerState>, problem: ComposerProblem): SubmitOutcome {
  store.setState({ isBusy: false, problem })
  return 'refused'
}

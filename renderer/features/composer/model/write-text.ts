import type { StoreApi } from 'zustand/vanilla'
import { isNoteText, readNoteText } from '#shared/domain/notes/note-text.ts'
import { writeMarkdown } from '../markdown/write-markdown.ts'
import type { ComposerState } from './composer-state.ts'
import type { Composer } from './composer.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import { receiveDraft } from './draft-sync.ts'
import { applyInput } from './text-input.ts'
import type { TypingReport } from './typing-report.ts'

interface Parts {
  readonly store: StoreApi<ComposerState>
  readonly drafts: DraftKeeper
  readonly onWriting: (isWriting: boolean) => void
}

interface ChangeParts extends Parts {
  readonly typing: TypingReport
  /** Whether what stands in the field is written for the chat. */
  readonly isAnswer: () => boolean
}

interface PurposeParts extends Parts {
  /** Whether what stands in the field is an internal note. */
  readonly isNote: () => boolean
}

/** A key, a paste or a drop changed the field. */
export function createChange(parts: ChangeParts): Composer['change'] {
  const { store, drafts, typing, onWriting } = parts
  return (input) => {
    const { editing, sync, carried, aside } = store.getState()
    if (editing !== undefined) {
      onWriting(true)
      store.setState({ editing: { ...editing, ...applyInput(editing, input) }, problem: undefined })
      return
    }
    const next = applyInput({ text: sync.local.text, carried }, input)
    if (next.text === '' && aside !== undefined) drafts.empty({ problem: undefined })
    else drafts.set({ ...sync.local, text: next.text }, { carried: next.carried, problem: undefined })
    // Only the team may know of a note, even that one is being written.
    const isAnswer = next.text.trim() !== '' && parts.isAnswer()
    onWriting(isAnswer)
    if (isAnswer) typing.type()
  }
}

/** Sets what the text is for: a reply to a message, a note on one, or an edit of one. */
export function createPurposes({
  store,
  drafts,
  isNote,
  onWriting,
}: PurposeParts): Pick<Composer, 'reply' | 'note' | 'turnIntoNote' | 'edit' | 'stopEditing'> {
  return {
    reply: (messageId) => {
      const { sync } = store.getState()
      store.setState({ editing: undefined, problem: undefined })
      // An empty note is discarded together with its message.
      const isEmptyNote = isNote() && readNoteText(sync.local.text) === ''
      if (messageId !== undefined) drafts.set({ ...sync.local, replyToMessageId: messageId })
      else if (isEmptyNote) drafts.empty()
      else drafts.set({ text: sync.local.text })
    },
    note: (messageId) => {
      const { sync, carried } = store.getState()
      const { text } = sync.local
      store.setState({ editing: undefined, problem: undefined })
      onWriting(false)
      if (isNoteText(text)) {
        drafts.set({ text, replyToMessageId: messageId })
        return
      }
      const aside = text.trim() === '' ? undefined : { draft: sync.local, carried }
      drafts.set({ text: '! ', replyToMessageId: messageId }, { carried: [], aside })
    },
    turnIntoNote: () => {
      const { sync, carried, editing } = store.getState()
      onWriting(false)
      if (editing === undefined) {
        const { text } = sync.local
        if (!isNoteText(text)) drafts.set({ ...sync.local, text: `! ${text}` }, { problem: undefined })
        return
      }
      const { messageId, text } = editing
      const aside = sync.local.text.trim() === '' ? undefined : { draft: sync.local, carried }
      const note = { text: `! ${text}`, replyToMessageId: messageId }
      drafts.set(note, { carried: [], aside, editing: undefined, problem: undefined })
    },
    edit: (messageId, text) => {
      store.setState({ editing: { messageId, ...writeMarkdown(text) }, problem: undefined })
    },
    stopEditing: () => {
      store.setState({ editing: undefined, problem: undefined })
    },
  }
}

/** The core sent the draft as it is now. */
export function createReceive(store: StoreApi<ComposerState>): Composer['receive'] {
  return (draft) => {
    const { sync } = store.getState()
    const next = receiveDraft(sync, draft)
    if (next === sync) return
    store.setState(next.local.text === sync.local.text ? { sync: next } : { sync: next, carried: [] })
  }
}

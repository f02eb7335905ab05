import { type KeyboardEvent, type ReactNode, type Ref, useImperativeHandle, useRef, useState } from 'react'
import { useStore } from 'zustand'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { isNoteText } from '#shared/domain/notes/note-text.ts'
import { useChat, useSetting } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { NoteBar, useMentionList } from '../notes/index.ts'
import { BlockedLine, type BlockedReason } from './blocked-line.tsx'
import { ComposerField } from './composer-field.tsx'
import styles from './composer.module.css'
import { ComposerHint, type ComposerMode } from './composer-hint.tsx'
import { ContextBar } from './context-bar.tsx'
import { handleComposerKey } from './handle-composer-key.ts'
import { LinkField } from './link-field.tsx'
import type { ComposerState, SubmitOutcome } from './model/composer-state.ts'
import type { Composer } from './model/composer.ts'
import { insertLink } from './model/format-selection.ts'
import { type MakeReplacement, replaceInField } from './replace-in-field.ts'
import { useCaretBehindEdit, useComposerEscapes, useFlushOnLeave, useKeptCaret } from './use-composer-life.ts'

export interface ComposerHandle {
  focus(): void
}

interface Props {
  readonly chatId: ChatId
  readonly composer: Composer
  /** Why this account may not write here; what is typed stays. */
  readonly blocked: BlockedReason | undefined
  readonly onSubmitted: (outcome: SubmitOutcome) => void
  /** ↑ in an empty field. */
  readonly onEditLast: () => void
  /** Ctrl+↑ and Ctrl+↓: the reply goes one message up or down. */
  readonly onReplyStep: (step: -1 | 1) => void
  /** PgUp and PgDn turn the pages of the messages. */
  readonly onPage: (direction: -1 | 1) => void
  readonly onShow: (messageId: MessageId) => void
  readonly ref: Ref<ComposerHandle>
}

/** The field with what stands around it: what it is about, the address of a link, the key that sends. */
export function ComposerView(props: Props): ReactNode {
  const { chatId, blocked, composer, onSubmitted, onShow, ref } = props
  const sendKey = useSetting('sendKey')
  const field = useRef<HTMLTextAreaElement>(null)
  const state = useStore(composer.store)
  const text = state.editing?.text ?? state.sync.local.text
  const [isLinkOpen, setIsLinkOpen] = useState(false)
  const canNote = useHasNotes(chatId)
  const mode = chooseMode(canNote, state, text)
  const isNote = mode === 'note'
  const replace = (make: MakeReplacement): void => {
    if (field.current !== null) replaceInField(field.current, make)
  }
  const mentions = useMentionList({
    isNote,
    text,
    insert: ({ start, end, text: inserted }) => {
      const caret = start + inserted.length
      replace(() => ({ start, end, text: inserted, selection: { start: caret, end: caret } }))
    },
  })

  const focus = (): void => {
    field.current?.focus()
  }
  useComposerEscapes(composer)
  useImperativeHandle(ref, () => ({ focus }))
  useCaretBehindEdit(field, state.editing?.messageId)
  useKeptCaret(field, composer)
  useFlushOnLeave(composer)

  const submit = (): void => {
    void composer.submit().then(onSubmitted)
  }
  const turnIntoNote = (): void => {
    composer.turnIntoNote()
    focus()
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || mentions.takeKey(event)) return
    const { onEditLast, onReplyStep, onPage } = props
    const onLink = (): void => {
      setIsLinkOpen(true)
    }
    const isEditing = state.editing !== undefined
    const actions = { onSubmit: submit, onEditLast, onReplyStep, onPage, onFormat: replace, onLink }
    handleComposerKey(event, { text, isEditing, sendKey, ...actions })
  }
  const closeLink = (): void => {
    setIsLinkOpen(false)
    focus()
  }

  return (
    <div className={styles.composer}>
      <div className={joinClasses(styles.box, isNote && styles.noteBox)} data-note-mode={isNote}>
        {mentions.list}
        {blocked !== undefined && !isNote && (
          <BlockedLine reason={blocked} isAboveField onNote={canNote ? turnIntoNote : undefined} />
        )}
        {isNote && <NoteBar hasAnswerAside={state.aside !== undefined} />}
        <ContextBar chatId={chatId} composer={composer} state={state} isNote={isNote} onShow={onShow} />
        {isLinkOpen && (
          <LinkField
            onInsert={(address) => {
              closeLink()
              replace((value, selection) => insertLink(value, selection, address))
            }}
            onCancel={closeLink}
          />
        )}
        <ComposerField
          field={field}
          composer={composer}
          text={text}
          isNote={isNote}
          mentions={mentions}
          onKeyDown={onKeyDown}
        />
      </div>
      <ComposerHint
        state={state}
        text={text}
        mode={mode}
        isBlocked={blocked !== undefined}
        sendKey={sendKey}
        onSubmit={submit}
      />
    </div>
  )
}

function useHasNotes(chatId: ChatId): boolean {
  const chat = useChat(chatId)
  return chat !== undefined && hasNotes(chat)
}

function chooseMode(canNote: boolean, { editing }: ComposerState, text: string): ComposerMode {
  if (!canNote || editing !== undefined) return 'message'
  return isNoteText(text) ? 'note' : 'message_or_note'
}

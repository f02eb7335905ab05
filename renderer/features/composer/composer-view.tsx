import {
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useImperativeHandle,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { isNoteText } from '#shared/domain/notes/note-text.ts'
import { useChat, useSetting } from '../../entities/hooks.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { NoteBar, useMentionList } from '../notes/index.ts'
import styles from './composer.module.css'
import { ComposerHint } from './composer-hint.tsx'
import { ContextBar } from './context-bar.tsx'
import { handleComposerKey } from './handle-composer-key.ts'
import { composerFieldId } from '../../shell/focus.ts'
import { LinkField } from './link-field.tsx'
import type { SubmitOutcome } from './model/composer-state.ts'
import type { Composer } from './model/composer.ts'
import { insertLink } from './model/format-selection.ts'
import { replaceInField, type MakeReplacement } from './replace-in-field.ts'
import { useCaretBehindEdit, useComposerEscapes, useFlushOnLeave } from './use-composer-life.ts'

export interface ComposerHandle {
  focus(): void
}

interface Props {
  readonly chatId: ChatId
  readonly composer: Composer
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

const pasteTypes: ReadonlySet<string> = new Set([
  'insertFromPaste',
  'insertFromDrop',
  'insertFromYank',
  'insertFromPasteAsQuotation',
])

export function ComposerView(props: Props): ReactNode {
  const { chatId, composer, onSubmitted, onEditLast, onReplyStep, onPage, onShow, ref } = props
  const { t } = useTranslation('composer')
  const { t: noteWords } = useTranslation('notes')
  const sendKey = useSetting('sendKey')
  const field = useRef<HTMLTextAreaElement>(null)
  const state = useStore(composer.store)
  const { editing, sync } = state
  const text = editing?.text ?? sync.local.text
  const [isLinkOpen, setIsLinkOpen] = useState(false)
  const chat = useChat(chatId)
  const canNote = chat !== undefined && hasNotes(chat) && editing === undefined
  const isNote = canNote && isNoteText(text)
  const mentions = useMentionList({
    isNote,
    text,
    insert: ({ start, end, text: inserted }) => {
      const caret = start + inserted.length
      replace(() => ({ start, end, text: inserted, selection: { start: caret, end: caret } }))
    },
  })

  useComposerEscapes(composer)
  useImperativeHandle(ref, () => ({
    focus: () => {
      field.current?.focus()
    },
  }))

  useCaretBehindEdit(field, editing?.messageId)
  useFlushOnLeave(composer)

  const change = (event: ChangeEvent<HTMLTextAreaElement>): void => {
    const { value, selectionStart } = event.target
    const { nativeEvent } = event
    const inputType = nativeEvent instanceof InputEvent ? nativeEvent.inputType : ''
    mentions.noticeCaret(selectionStart)
    composer.change({ text: value, caret: selectionStart, isPasted: pasteTypes.has(inputType) })
  }

  const submit = (): void => {
    void composer.submit().then(onSubmitted)
  }

  const replace = (make: MakeReplacement): void => {
    if (field.current !== null) replaceInField(field.current, make)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || mentions.takeKey(event)) return
    handleComposerKey(event, {
      text,
      isEditing: editing !== undefined,
      sendKey,
      onSubmit: submit,
      onEditLast,
      onReplyStep,
      onPage,
      onFormat: replace,
      onLink: () => {
        setIsLinkOpen(true)
      },
    })
  }

  return (
    <div className={styles.composer}>
      <div className={joinClasses(styles.box, isNote && styles.noteBox)} data-note-mode={isNote}>
        {mentions.list}
        {isNote && <NoteBar hasAnswerAside={state.aside !== undefined} />}
        <ContextBar chatId={chatId} composer={composer} state={state} isNote={isNote} onShow={onShow} />
        {isLinkOpen && (
          <LinkField
            onInsert={(address) => {
              setIsLinkOpen(false)
              field.current?.focus()
              replace((value, selection) => insertLink(value, selection, address))
            }}
            onCancel={() => {
              setIsLinkOpen(false)
              field.current?.focus()
            }}
          />
        )}
        <textarea
          ref={field}
          id={composerFieldId}
          className={styles.field}
          aria-label={isNote ? noteWords('composer.field') : t('name')}
          {...mentions.fieldProps}
          placeholder={t('placeholder')}
          value={text}
          rows={1}
          spellCheck
          autoCorrect="off"
          autoCapitalize="sentences"
          dir="auto"
          onChange={change}
          onKeyDown={onKeyDown}
          onSelect={(event) => {
            mentions.noticeCaret(event.currentTarget.selectionStart)
          }}
        />
      </div>
      <ComposerHint
        state={state}
        text={text}
        mode={isNote ? 'note' : canNote ? 'message_or_note' : 'message'}
        sendKey={sendKey}
        onSubmit={submit}
      />
    </div>
  )
}

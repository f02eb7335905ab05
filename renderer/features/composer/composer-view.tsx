import {
  type ChangeEvent,
  type KeyboardEvent,
  type ReactNode,
  type Ref,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { hasNotes } from '#shared/domain/notes/note-scope.ts'
import { isNoteText } from '#shared/domain/notes/note-text.ts'
import { useChat, useSetting } from '../../entities/hooks.ts'
import { useEscape } from '../../lib/hotkeys/escape-ladder.ts'
import { joinClasses } from '../../ui/join-classes.ts'
import { NoteBar, useMentionList } from '../notes/index.ts'
import styles from './composer.module.css'
import { ComposerHint } from './composer-hint.tsx'
import { ContextBar } from './context-bar.tsx'
import { composerFieldId } from '../../shell/focus.ts'
import { LinkField } from './link-field.tsx'
import { pairedMarks } from './markdown/marks.ts'
import type { SubmitOutcome } from './model/composer-state.ts'
import type { Composer } from './model/composer.ts'
import { insertLink, type Replacement, toggleCode, toggleMark } from './model/format-selection.ts'

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

const markKeys: Readonly<Record<string, (typeof pairedMarks)[number]['kind']>> = {
  KeyB: 'bold',
  KeyI: 'italic',
  KeyU: 'underline',
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

  useEscape('editing', () => {
    if (composer.store.getState().editing === undefined) return false
    composer.stopEditing()
    return true
  })
  useEscape('reply', () => {
    if (composer.store.getState().sync.local.replyToMessageId === undefined) return false
    composer.reply(undefined)
    return true
  })

  useImperativeHandle(ref, () => ({
    focus: () => {
      field.current?.focus()
    },
  }))

  // Editing begins behind the text, like going on with it.
  const editedId = editing?.messageId
  useLayoutEffect(() => {
    const element = field.current
    if (editedId === undefined || element === null) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [editedId])

  useEffect(() => {
    const flush = (): void => {
      composer.flush()
    }
    window.addEventListener('pagehide', flush)
    window.addEventListener('blur', flush)
    return () => {
      window.removeEventListener('pagehide', flush)
      window.removeEventListener('blur', flush)
      flush()
    }
  }, [composer])

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

  const replace = (make: (text: string, selection: { start: number; end: number }) => Replacement): void => {
    const element = field.current
    if (element === null) return
    applyReplacement(
      element,
      make(element.value, { start: element.selectionStart, end: element.selectionEnd }),
    )
  }

  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (event.nativeEvent.isComposing || mentions.takeKey(event)) return
    const hasControl = event.ctrlKey || event.metaKey
    if (event.key === 'Enter') {
      const isSend = hasControl || (sendKey === 'enter' && !event.shiftKey && !event.altKey)
      if (!isSend) return
      // Ctrl+Enter with nothing to send is "no reply needed", which is heard at the window.
      if (hasControl && editing === undefined && text.trim() === '') return
      event.preventDefault()
      submit()
      return
    }
    if (event.code === 'ArrowUp' && text === '' && !hasControl && !event.shiftKey && !event.altKey) {
      event.preventDefault()
      onEditLast()
      return
    }
    if ((event.code === 'ArrowUp' || event.code === 'ArrowDown') && hasControl && editing === undefined) {
      event.preventDefault()
      onReplyStep(event.code === 'ArrowUp' ? -1 : 1)
      return
    }
    if ((event.code === 'PageUp' || event.code === 'PageDown') && !hasControl && !event.shiftKey) {
      event.preventDefault()
      onPage(event.code === 'PageUp' ? -1 : 1)
      return
    }
    if (hasControl && !event.altKey) formatByKey(event)
  }

  const formatByKey = (event: KeyboardEvent): void => {
    const kind = event.shiftKey ? undefined : markKeys[event.code]
    const strike = event.shiftKey && event.code === 'KeyX' ? 'strikethrough' : undefined
    const mark = pairedMarks.find((each) => each.kind === (kind ?? strike))?.mark
    if (mark !== undefined) replace((value, selection) => toggleMark(value, selection, mark))
    else if (event.shiftKey && event.code === 'KeyM') replace(toggleCode)
    else if (event.shiftKey && event.code === 'KeyK') setIsLinkOpen(true)
    else return
    event.preventDefault()
    event.stopPropagation()
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

/** Through the browser's own editing, so that Ctrl+Z takes it back. */
function applyReplacement(element: HTMLTextAreaElement, { start, end, text, selection }: Replacement): void {
  element.focus()
  element.setSelectionRange(start, end)
  // The one way to edit a field with its undo history; nothing has replaced it.
  // oxlint-disable-next-line typescript/no-deprecated
  const isDone = document.execCommand('insertText', false, text)
  if (!isDone) {
    element.setRangeText(text, start, end)
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
  }
  element.setSelectionRange(selection.start, selection.end)
}

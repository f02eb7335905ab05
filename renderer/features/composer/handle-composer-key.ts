import type { KeyboardEvent } from 'react'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import { pairedMarks } from './markdown/marks.ts'
import { toggleCode, toggleMark } from './model/format-selection.ts'
import type { MakeReplacement } from './replace-in-field.ts'

export interface ComposerKeys {
  readonly text: string
  readonly isEditing: boolean
  readonly sendKey: SettingsView['sendKey']
  readonly onSubmit: () => void
  /** ↑ in an empty field. */
  readonly onEditLast: () => void
  /** Ctrl+↑ and Ctrl+↓: the reply goes one message up or down. */
  readonly onReplyStep: (step: -1 | 1) => void
  /** PgUp and PgDn turn the pages of the messages. */
  readonly onPage: (direction: -1 | 1) => void
  readonly onFormat: (make: MakeReplacement) => void
  readonly onLink: () => void
}

const markKeys: Readonly<Record<string, (typeof pairedMarks)[number]['kind']>> = {
  KeyB: 'bold',
  KeyI: 'italic',
  KeyU: 'underline',
}

/** The keys of the field that do more than type. */
export function handleComposerKey(event: KeyboardEvent<HTMLTextAreaElement>, keys: ComposerKeys): void {
  const hasControl = event.ctrlKey || event.metaKey
  if (event.key === 'Enter') submitByKey(event, hasControl, keys)
  else if (!moveByKey(event, hasControl, keys) && hasControl && !event.altKey) formatByKey(event, keys)
}

function submitByKey(event: KeyboardEvent, hasControl: boolean, keys: ComposerKeys): void {
  const isSend = hasControl || (keys.sendKey === 'enter' && !event.shiftKey && !event.altKey)
  if (!isSend) return
  // Ctrl+Enter in an empty field means "no reply needed"; the window's shortcut handles it.
  if (hasControl && !keys.isEditing && keys.text.trim() === '') return
  event.preventDefault()
  keys.onSubmit()
}

/** Moves to another message or page; returns whether the key did so. */
function moveByKey(event: KeyboardEvent, hasControl: boolean, keys: ComposerKeys): boolean {
  const { code, shiftKey, altKey } = event
  const step = code === 'ArrowUp' || code === 'PageUp' ? -1 : 1
  if (code === 'ArrowUp' && keys.text === '' && !hasControl && !shiftKey && !altKey) keys.onEditLast()
  else if ((code === 'ArrowUp' || code === 'ArrowDown') && hasControl && !keys.isEditing)
    keys.onReplyStep(step)
  else if ((code === 'PageUp' || code === 'PageDown') && !hasControl && !shiftKey) keys.onPage(step)
  else return false
  event.preventDefault()
  return true
}

function formatByKey(event: KeyboardEvent, { onFormat, onLink }: ComposerKeys): void {
  const kind = event.shiftKey ? undefined : markKeys[event.code]
  const strike = event.shiftKey && event.code === 'KeyX' ? 'strikethrough' : undefined
  const mark = pairedMarks.find((each) => each.kind === (kind ?? strike))?.mark
  if (mark !== undefined) onFormat((value, selection) => toggleMark(value, selection, mark))
  else if (event.shiftKey && event.code === 'KeyM') onFormat(toggleCode)
  else if (event.shiftKey && event.code === 'KeyK') onLink()
  else return
  event.preventDefault()
  event.stopPropagation()
}

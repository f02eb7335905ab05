import { type RefObject, useEffect, useLayoutEffect } from 'react'
import { useStore } from 'zustand'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { useEscape } from '../../lib/hotkeys/escape-ladder.ts'
import type { Composer } from './model/composer.ts'

/** Whether anything is typed, answered or edited in the composer. */
export function useIsUnderWay(composer: Composer): boolean {
  return useStore(
    composer.store,
    ({ editing, sync }) =>
      editing !== undefined || sync.local.text !== '' || sync.local.replyToMessageId !== undefined,
  )
}

/** Esc leaves editing first, then takes the reply away. */
export function useComposerEscapes(composer: Composer): void {
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
}

/** Editing begins with the caret at the end of the text. */
export function useCaretBehindEdit(
  field: RefObject<HTMLTextAreaElement | null>,
  editedId: MessageId | undefined,
): void {
  useLayoutEffect(() => {
    const element = field.current
    if (editedId === undefined || element === null) return
    element.focus()
    element.setSelectionRange(element.value.length, element.value.length)
  }, [field, editedId])
}

/** The caret is where it was when the chat was left. */
export function useKeptCaret(field: RefObject<HTMLTextAreaElement | null>, composer: Composer): void {
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return undefined
    const { caret } = composer
    if (caret !== undefined) element.setSelectionRange(caret.start, caret.end)
    return () => {
      composer.caret = { start: element.selectionStart, end: element.selectionEnd }
    }
  }, [field, composer])
}

/** The draft is saved at once when the chat or the window is left. */
export function useFlushOnLeave(composer: Composer): void {
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
}

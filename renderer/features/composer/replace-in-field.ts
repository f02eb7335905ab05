import type { Replacement } from './model/format-selection.ts'

/** What stands in place of the selection, by the text and where the selection is in it. */
export type MakeReplacement = (
  text: string,
  selection: { readonly start: number; readonly end: number },
) => Replacement

/** Through the browser's own editing, so that Ctrl+Z takes it back. */
export function replaceInField(element: HTMLTextAreaElement, make: MakeReplacement): void {
  const { start, end, text, selection } = make(element.value, {
    start: element.selectionStart,
    end: element.selectionEnd,
  })
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

import type { Replacement } from './model/format-selection.ts'

/** Makes the replacement from the text and its selection. */
export type MakeReplacement = (
  text: string,
  selection: { readonly start: number; readonly end: number },
) => Replacement

/** Edits through the browser, so that Ctrl+Z undoes it. */
export function replaceInField(element: HTMLTextAreaElement, make: MakeReplacement): void {
  const { start, end, text, selection } = make(element.value, {
    start: element.selectionStart,
    end: element.selectionEnd,
  })
  element.focus()
  element.setSelectionRange(start, end)
  // The only way to edit a field and keep its undo history; there is no replacement for it.
  // oxlint-disable-next-line typescript/no-deprecated
  const isDone = document.execCommand('insertText', false, text)
  if (!isDone) {
    element.setRangeText(text, start, end)
    element.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }))
  }
  element.setSelectionRange(selection.start, selection.end)
}

export const listElementId = 'chat-list'
export const composerFieldId = 'composer-field'

/** Gives the keyboard to the list. */
export function focusList(): void {
  document.getElementById(listElementId)?.focus()
}

/** The field of the open chat, for whoever has to give the keyboard back to it. */
export function findComposerField(): HTMLElement | undefined {
  return document.getElementById(composerFieldId) ?? undefined
}

export const listElementId = 'chat-list'

/** Gives the keyboard to the list. */
export function focusList(): void {
  document.getElementById(listElementId)?.focus()
}

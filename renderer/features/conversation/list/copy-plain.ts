import type { ClipboardEvent } from 'react'

/** Characters that isolate names in sentences are meant for the screen only. */
const isolates = /[\u2066-\u2069]/gu

/** Copies what is selected as plain text, without what only steers its direction. */
export function copyPlain(event: ClipboardEvent): void {
  const text = document.getSelection()?.toString() ?? ''
  if (text === '') return
  event.clipboardData.setData('text/plain', text.replaceAll(isolates, '').trim())
  event.preventDefault()
}

import type { App, WebContents } from 'electron/main'
import { isOwnAddress } from './app-protocol.ts'

interface Preventable {
  readonly url: string
  preventDefault(): void
}

/** Prevents a navigation that leaves the page's own origin. */
export function preventForeignNavigation(event: Preventable): void {
  if (!isOwnAddress(event.url)) event.preventDefault()
}

/** Is attached where every page of the program is created, so that no window can miss it. */
export function guardNavigation(app: App): void {
  app.on('web-contents-created', (_event, contents) => {
    guardContents(contents)
  })
}

function guardContents(contents: WebContents): void {
  contents.on('will-navigate', preventForeignNavigation)
  contents.on('will-redirect', preventForeignNavigation)
  contents.on('will-frame-navigate', (event) => {
    // The console has no frames: one that appears all the same must not navigate.
    if (!event.isMainFrame) event.preventDefault()
    else preventForeignNavigation(event)
  })
  contents.on('will-attach-webview', (event) => {
    event.preventDefault()
  })
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
}

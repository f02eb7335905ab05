import type { Session } from 'electron/main'
import { appOrigin, isOwnAddress } from './app-protocol.ts'

/** Whether the window may load an address: only its own files, and addresses that it made itself. */
export function isLoadable(address: string): boolean {
  return isOwnAddress(address) || address.startsWith(`blob:${appOrigin}/`)
}

/**
 * Blocks all network requests of the renderer, in addition to the content security policy: the renderer needs none.
 */
export async function closeNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) => {
    // Developer tools load their own pages.
    answer({ cancel: !isLoadable(details.url) && !details.url.startsWith('devtools://') })
  })
  await session.setProxy({ mode: 'direct' })
}

import type { Session } from 'electron/main'
import { appOrigin, isOwnAddress } from './app-protocol.ts'

/** Whether the window may load an address: its own files, and what it made itself. */
export function isLoadable(address: string): boolean {
  return isOwnAddress(address) || address.startsWith(`blob:${appOrigin}/`)
}

/** The renderer has no reason to reach a network; all of it is closed below the content security policy as well. */
export async function closeNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) => {
    // Developer tools load their own pages.
    answer({ cancel: !isLoadable(details.url) && !details.url.startsWith('devtools://') })
  })
  await session.setProxy({ mode: 'direct' })
}

import type { Session } from 'electron/main'
import { appOrigin, isOwnAddress } from './app-protocol.ts'

/** Whether the window may load an address: only its own files, and addresses that it made itself. */
export function isLoadable(address: string): boolean {
  return isOwnAddress(address) || address.startsWith(`blob:${appOrigin}/`)
}

/**
 * Port 0 takes no connection. What the request filter does not see (WebRTC, connections that are opened ahead) goes to
 * the proxy, loopback included.
 */
const deadProxy = {
  mode: 'fixed_servers',
  proxyRules: 'socks5://127.0.0.1:0',
  proxyBypassRules: '<-loopback>',
} as const

/** WebRTC may use what goes through the proxy, and nothing else. */
export const webRtcPolicy = 'disable_non_proxied_udp'

/**
 * Blocks all network requests of the renderer, in addition to the content security policy: the renderer needs none.
 */
export async function closeNetwork(session: Session): Promise<void> {
  session.webRequest.onBeforeRequest((details, answer) => {
    // Developer tools load their own pages.
    answer({ cancel: !isLoadable(details.url) && !details.url.startsWith('devtools://') })
  })
  await session.setProxy(deadProxy)
}

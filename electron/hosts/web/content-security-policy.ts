/** The part of the policy that differs between the hosts of the console. */
export interface PolicyOptions {
  /** Sources to which the page may connect: `'self'`, or WebSocket addresses. No others are allowed. */
  readonly connect: readonly string[]
}

/**
 * The one content security policy of the console, for Electron and the browser alike: nothing inline, no eval,
 * nothing from elsewhere, no frames, and strings never become script.
 */
export function buildContentSecurityPolicy({ connect }: PolicyOptions): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src ${connect.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

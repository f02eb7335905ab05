/** What a page of the console may do, as directives in the order they are sent. */
export interface PolicyOptions {
  /** Sources for connections, besides none: `'self'`, or WebSocket addresses. */
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

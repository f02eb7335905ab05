import { findPlaces, isSamePlace, placeOf } from './named-places.ts'

/** What happens when a link of a message is clicked. The address was written by a stranger. */
export type LinkTarget =
  /** `host` is what the browser will really ask: punycode, so that look-alike letters show. */
  | { readonly kind: 'open'; readonly href: string; readonly host: string }
  /** Not a scheme that is ever opened; the address can be copied. */
  | { readonly kind: 'copy'; readonly address: string }

const schemePattern = /^[a-z][a-z0-9+.-]*:/iu
/** `example.com:8443` looks like a scheme to a URL parser and is a host to everybody else. */
const hostWithPortPattern = /^[^/\s:]+\.[^/\s:]+:\d{1,5}(?:[/?#]|$)/u

/** Only https, mailto and tg are opened; an address without a scheme is taken as https. */
export function resolveLink(address: string): LinkTarget {
  const trimmed = address.trim()
  const hasScheme = schemePattern.test(trimmed) && !hostWithPortPattern.test(trimmed)
  const url = parseUrl(hasScheme ? trimmed : `https://${trimmed}`)
  if (url === undefined) return { kind: 'copy', address: trimmed }
  switch (url.protocol) {
    case 'https:':
      return { kind: 'open', href: url.href, host: url.host }
    case 'mailto:':
      return { kind: 'open', href: url.href, host: url.pathname }
    case 'tg:':
      return { kind: 'open', href: url.href, host: 'Telegram' }
    default:
      return { kind: 'copy', address: trimmed }
  }
}

/**
 * Whether the visible text names another place than the one that opens, or the address itself looks like another; the
 * user confirms such a link.
 */
export function isMisleading(visibleText: string, target: LinkTarget): boolean {
  if (target.kind !== 'open') return false
  const url = new URL(target.href)
  // `bank.example@evil.example` opens evil.example.
  if (url.protocol === 'https:' && url.username !== '') return true
  const opened = placeOf(url)
  return findPlaces(visibleText).some((named) => !isSamePlace(named, opened))
}

function parseUrl(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}

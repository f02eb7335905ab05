import type { OpenExternalResult } from '#shared/contract/shell-contract.ts'

const allowedProtocols = new Set(['https:', 'mailto:', 'tg:'])
const maxLength = 8_192

/**
 * The address to hand to the system, as the parser wrote it, or undefined when the address must not be opened. An
 * `https` address needs a host and must have no user or password, which serve only to disguise the host.
 */
export function parseExternalAddress(address: string): string | undefined {
  if (address.length > maxLength || !URL.canParse(address)) return undefined
  const url = new URL(address)
  if (!allowedProtocols.has(url.protocol)) return undefined
  if (url.protocol === 'https:' && (url.username !== '' || url.password !== '')) return undefined
  return url.href
}

/** Opens an address with the system's program for it. */
export async function openExternalLink(
  address: unknown,
  open: (address: string) => Promise<void>,
): Promise<OpenExternalResult> {
  const allowed = typeof address === 'string' ? parseExternalAddress(address) : undefined
  if (allowed === undefined) return 'refused'
  try {
    await open(allowed)
    return 'opened'
  } catch (error) {
    if (error instanceof Error) return 'failed'
    throw error
  }
}

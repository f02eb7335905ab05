import type { OpenExternalResult } from '#shared/contract/shell-contract.ts'

const allowedProtocols = new Set(['https:', 'mailto:', 'tg:'])
const maxLength = 8_192

/**
 * The address to hand to the system, in the form the parser made of it, or undefined when it must not leave.
 * `https` needs a host and has no user or password in it, which serve only to disguise the host.
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

import type { ShellApi } from '#shared/contract/shell-contract.ts'

declare global {
  interface Window {
    /** Put there by the preload script, in Electron alone. */
    readonly watchfloor?: ShellApi
  }
}

/** The shell around this window; undefined in a browser tab. */
export const shell: ShellApi | undefined = typeof window === 'undefined' ? undefined : window.watchfloor

export type HostKind = 'electron' | 'browser'
export const hostKind: HostKind = shell === undefined ? 'browser' : 'electron'

/** Opens an address outside of Watchfloor: https, mailto and tg alone. */
export async function openExternal(url: string): Promise<'opened' | 'refused' | 'failed'> {
  if (shell !== undefined) return shell.openExternal(url)
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  if (parsed === undefined || !['https:', 'mailto:', 'tg:'].includes(parsed.protocol)) return 'refused'
  window.open(parsed.href, '_blank', 'noopener,noreferrer')
  return 'opened'
}

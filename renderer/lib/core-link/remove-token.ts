import { browserHost } from '#shared/contract/shell-contract.ts'

/** Takes a token that is not needed any more out of the address, so that it is neither shown nor kept in the history. */
export function removeToken(): void {
  const fragment = new URLSearchParams(window.location.hash.slice(1))
  if (!fragment.has(browserHost.tokenParameter)) return
  window.history.replaceState(null, '', window.location.pathname + window.location.search)
}

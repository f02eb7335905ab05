import { browserHost } from '#shared/contract/shell-contract.ts'

/** The page key of the session with the browser host; undefined when this browser keeps none for this origin. */
export function readPageKey(): string | undefined {
  return window.localStorage.getItem(browserHost.pageKeyItem) ?? undefined
}

/** Whether the host's sign-in page comes first: there is no page key, or an address with a token was opened. */
export function needsSignIn(): boolean {
  return readPageKey() === undefined || readFragment().has(browserHost.tokenParameter)
}

/** Goes to the host's sign-in page, with the token if there is one, and leaves none of it in the history. */
export function leaveForSignIn(): void {
  window.location.replace(`${browserHost.signInPath}${window.location.hash}`)
}

function readFragment(): URLSearchParams {
  return new URLSearchParams(window.location.hash.slice(1))
}

import { createContext } from 'react'
import type { LinkTarget } from './link-target.ts'

/** What links ask of the conversation around them. */
export interface LinkActionsValue {
  /** Asks the user before an address opens that its text does not say. */
  readonly confirm: (target: Extract<LinkTarget, { kind: 'open' }>) => void
  /** A short line for the user. */
  readonly report: (text: string) => void
}

export const LinkActions = createContext<LinkActionsValue>({
  confirm: () => undefined,
  report: () => undefined,
})

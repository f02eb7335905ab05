import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { CarriedRange } from '../markdown/carried-range.ts'
import type { ComposerText } from '../markdown/write-markdown.ts'
import { type Draft, type DraftSync, emptyDraft, startDraftSync } from './draft-sync.ts'

export interface ComposerProblem {
  readonly code: string
  readonly message: string
  /** It concerns an internal note, not a message to Telegram. */
  readonly isOfNote?: boolean
}

export interface ComposerState {
  readonly sync: DraftSync
  readonly carried: readonly CarriedRange[]
  /** The message that is being edited; the draft is kept unchanged meanwhile. */
  readonly editing?: EditState | undefined
  /** The answer that was under way when a note was begun; it comes back after the note. */
  readonly aside?: Aside | undefined
  /** A call is under way; the text stays until the core has accepted it. */
  readonly isBusy: boolean
  readonly problem?: ComposerProblem | undefined
  /** Why the draft could not be saved. */
  readonly draftProblem?: ComposerProblem | undefined
}

export interface Aside {
  readonly draft: Draft
  readonly carried: readonly CarriedRange[]
}

export const emptyState: ComposerState = { sync: startDraftSync(emptyDraft), carried: [], isBusy: false }

/** What is under way in a composer, when it is given to the composer of another chat. */
export interface UnderWay extends Pick<ComposerState, 'carried' | 'editing' | 'aside'> {
  readonly draft: Draft
}

/** The selection in the field. */
export interface Caret {
  readonly start: number
  readonly end: number
}

export interface EditState extends ComposerText {
  readonly messageId: MessageId
}

export type SubmitOutcome = 'sent' | 'edited' | 'noted' | 'nothing' | 'refused'

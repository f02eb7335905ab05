import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { CarriedRange } from '../markdown/carried-range.ts'
import type { ComposerText } from '../markdown/write-markdown.ts'
import type { Draft, DraftSync } from './draft-sync.ts'

export interface ComposerProblem {
  readonly code: string
  readonly message: string
  /** It is about an internal note, and nothing was meant for Telegram. */
  readonly isOfNote?: boolean
}

export interface ComposerState {
  readonly sync: DraftSync
  readonly carried: readonly CarriedRange[]
  /** The message that is being changed; the draft waits behind it untouched. */
  readonly editing?: EditState | undefined
  /** The answer that was begun when a note on a message was; it comes back after the note. */
  readonly aside?: Aside | undefined
  /** A call is under way; what was typed stays until it is accepted. */
  readonly isBusy: boolean
  readonly problem?: ComposerProblem | undefined
  /** Why the draft is not on disk. */
  readonly draftProblem?: ComposerProblem | undefined
}

export interface Aside {
  readonly draft: Draft
  readonly carried: readonly CarriedRange[]
}

export interface EditState extends ComposerText {
  readonly messageId: MessageId
}

export type SubmitOutcome = 'sent' | 'edited' | 'noted' | 'nothing' | 'refused'

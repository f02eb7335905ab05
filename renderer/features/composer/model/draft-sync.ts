import type { MessageId } from '#shared/contract/entities/ids.ts'

export interface Draft {
  readonly text: string
  readonly replyToMessageId?: MessageId | undefined
}

/**
 * Keeps the composer and the draft that Telegram knows together. A draft that was saved comes back as an update; such an
 * echo must not overwrite what was typed since, while a draft written on another device must appear.
 */
export interface DraftSync {
  /** What the composer holds. */
  readonly local: Draft
  /** What was saved or adopted last. */
  readonly saved: Draft
  /** Saved drafts whose echo may still come, oldest first. */
  readonly awaited: readonly Draft[]
}

/** More saves than this are never on their way at once. */
const maxAwaited = 8

export const emptyDraft: Draft = { text: '' }

export function startDraftSync(remote: Draft): DraftSync {
  return { local: remote, saved: remote, awaited: [] }
}

export function changeDraft(sync: DraftSync, local: Draft): DraftSync {
  return isSameDraft(sync.local, local) ? sync : { ...sync, local }
}

export function hasUnsavedDraft(sync: DraftSync): boolean {
  return !isSameDraft(sync.local, sync.saved)
}

/** The local draft is on its way to the core. */
export function markDraftSaved(sync: DraftSync): DraftSync {
  return {
    local: sync.local,
    saved: sync.local,
    awaited: [...sync.awaited, sync.local].slice(-maxAwaited),
  }
}

/** The core says what the draft is now. */
export function receiveDraft(sync: DraftSync, remote: Draft): DraftSync {
  const echo = sync.awaited.findIndex((draft) => isSameDraft(draft, remote))
  if (echo >= 0) return { ...sync, awaited: sync.awaited.slice(echo + 1) }
  if (hasUnsavedDraft(sync)) return sync
  if (isSameDraft(sync.local, remote)) return sync
  return { local: remote, saved: remote, awaited: [] }
}

export function isSameDraft(a: Draft, b: Draft): boolean {
  return a.text === b.text && a.replyToMessageId === b.replyToMessageId
}

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
  /** What the core said last; it repeats this with every other change of the chat. */
  readonly remote: Draft
  /** Saved drafts whose echo is still to come, oldest first. */
  readonly awaited: readonly Draft[]
}

/** More saves than this are never on their way at once. */
const maxAwaited = 8

export const emptyDraft: Draft = { text: '' }

export function startDraftSync(remote: Draft): DraftSync {
  return { local: remote, saved: remote, remote, awaited: [] }
}

export function changeDraft(sync: DraftSync, local: Draft): DraftSync {
  return isSameDraft(sync.local, local) ? sync : { ...sync, local }
}

export function hasUnsavedDraft(sync: DraftSync): boolean {
  return !isSameDraft(sync.local, sync.saved)
}

/** The local draft is on its way to the core. */
export function markDraftSaved(sync: DraftSync): DraftSync {
  const expected = sync.awaited.at(-1) ?? sync.remote
  return {
    ...sync,
    saved: sync.local,
    // A draft that the core has already is not repeated.
    awaited: isSameDraft(expected, sync.local)
      ? sync.awaited
      : [...sync.awaited, sync.local].slice(-maxAwaited),
  }
}

/** The save of `draft` failed: it is unsaved again, as it was when `before` was the last saved one. */
export function markDraftLost(sync: DraftSync, draft: Draft, before: Draft): DraftSync {
  return {
    ...sync,
    saved: isSameDraft(sync.saved, draft) ? before : sync.saved,
    awaited: sync.awaited.filter((each) => each !== draft),
  }
}

/** The core says what the draft is now. */
export function receiveDraft(sync: DraftSync, remote: Draft): DraftSync {
  if (isSameDraft(sync.remote, remote)) return sync
  const echo = sync.awaited.findIndex((draft) => isEcho(draft, remote))
  if (echo >= 0) return { ...sync, remote, awaited: sync.awaited.slice(echo + 1) }
  // What is typed here, or on its way from here, is newer than what another device wrote.
  if (hasUnsavedDraft(sync) || sync.awaited.length > 0) return { ...sync, remote }
  return { local: remote, saved: remote, remote, awaited: [] }
}

/** Blanks at the edges may be gone when a draft comes back. */
function isEcho(sent: Draft, remote: Draft): boolean {
  return sent.text.trim() === remote.text.trim() && sent.replyToMessageId === remote.replyToMessageId
}

export function isSameDraft(a: Draft, b: Draft): boolean {
  return a.text === b.text && a.replyToMessageId === b.replyToMessageId
}

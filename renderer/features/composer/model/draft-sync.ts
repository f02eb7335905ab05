import type { MessageId } from '#shared/contract/entities/ids.ts'

export interface Draft {
  readonly text: string
  readonly replyToMessageId?: MessageId | undefined
}

/**
 * Keeps the composer and Telegram's draft in step. A saved draft comes back as an update; this echo must not
 * overwrite what was typed since, while a draft written on another device must appear.
 */
export interface DraftSync {
  /** What the composer holds. */
  readonly local: Draft
  /** What was saved or adopted last. */
  readonly saved: Draft
  /** The draft as the core sent it last; the core repeats it with every other change of the chat. */
  readonly remote: Draft
  /** Saved drafts whose echo is still to come, oldest first. */
  readonly awaited: readonly Draft[]
}

/** There are never more saves under way than this. */
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
    // The core does not echo a draft that it already has.
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

/** The core sent the draft as it is now. */
export function receiveDraft(sync: DraftSync, remote: Draft): DraftSync {
  if (isSameDraft(sync.remote, remote)) return sync
  const echo = sync.awaited.findIndex((draft) => isEcho(draft, remote))
  if (echo >= 0) return { ...sync, remote, awaited: sync.awaited.slice(echo + 1) }
  // Text that is typed or being saved here is newer than what another device wrote.
  if (hasUnsavedDraft(sync) || sync.awaited.length > 0) return { ...sync, remote }
  return { local: remote, saved: remote, remote, awaited: [] }
}

/** Whitespace at both ends may be gone when a draft comes back. */
function isEcho(sent: Draft, remote: Draft): boolean {
  return sent.text.trim() === remote.text.trim() && sent.replyToMessageId === remote.replyToMessageId
}

export function isSameDraft(a: Draft, b: Draft): boolean {
  return a.text === b.text && a.replyToMessageId === b.replyToMessageId
}

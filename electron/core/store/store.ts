import type { Cancel, Clock, EpochMs } from '#shared/lib/clock.ts'
import type { Result } from '#shared/lib/result.ts'
import type { ChatView, FolderView, ListId, PlaceView } from '#shared/contract/entities/chat.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView, SendFailure } from '#shared/contract/entities/message.ts'
import type { SettingsView } from '#shared/contract/entities/session.ts'
import type { Logger } from 'pino'
import type { TeamStore } from './team-store.ts'
import type { TriageStore } from './triage-store.ts'

export interface StoreOptions {
  /** The profile's folder; created when missing. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Logger
  /** Of the running program; noted beside each migration it applies. */
  readonly build: string
}

/** What was found on disk. */
export interface OpenedStore {
  readonly kind: 'fresh' | 'opened' | 'rebuilt'
  /** After a rebuild: settings, drafts and the outbox came back from their backup. */
  readonly marksRestored: boolean
  /** Where the unreadable file was moved, after a rebuild. */
  readonly setAsidePath?: string
}

export type OpenStoreErrorCode = 'store_from_newer_build' | 'profile_unwritable' | 'disk_full'

/** The cache of the list, as it was last seen. Entries that are not readable any more are left out. */
export interface StoredList {
  readonly chats: readonly ChatView[]
  readonly places: readonly PlaceView[]
  readonly folders: readonly FolderView[]
}

export interface Draft {
  readonly chatId: ChatId
  readonly text: string
  readonly replyToMessageId?: MessageId | undefined
}

export interface OutboxReply {
  readonly messageId: MessageId
  readonly quote?: { readonly text: string; readonly position: number } | undefined
}

/**
 * `queued`: on disk, but TDLib has not confirmed that it has the text. `handed`: TDLib has the text and is
 * responsible for sending it. `sent` and `failed` are final.
 */
export type OutboxState = 'queued' | 'handed' | 'sent' | 'failed'

export interface OutboxEntry {
  readonly sendId: string
  readonly chatId: ChatId
  readonly text: FormattedText
  readonly replyTo?: OutboxReply | undefined
  readonly state: OutboxState
  readonly createdAtMs: EpochMs
  /** TDLib's id: the temporary one from `handed` on, the final one once sent. */
  readonly messageId?: MessageId | undefined
  readonly failure?: SendFailure | undefined
}

export type OutboxOutcome =
  | { readonly state: 'sent'; readonly messageId: MessageId }
  | { readonly state: 'failed'; readonly failure: SendFailure }

export type StoreTroubleKind = 'disk_full' | 'readonly' | 'corrupted' | 'unknown'

/** Why writing does not work at the moment. */
export interface StoreTrouble {
  readonly kind: StoreTroubleKind
  /** English, for logs. */
  readonly message: string
}

/** The file was found damaged while the store was running. It was set aside, and an empty file took its place. */
export interface StoreRebuilt {
  readonly marksRestored: boolean
  readonly setAsidePath: string
}

/** `ok`: the change is on disk, even after a power cut. Otherwise nothing was written. */
export type DurableResult = Result<undefined, 'store_failed'>

/**
 * What one profile keeps on disk. Two kinds of data have two promises:
 *
 * - the cache (chats, places, folders, messages, tails) can be read again from Telegram. Writing it returns at once,
 *   is coalesced by entity and reaches the disk within about 200 ms. After a crash the last moments may be missing.
 * - marks (settings, drafts, outbox, facts, and the marks of the triage and the team) cannot be read again. Writing
 *   them is durable when the call returns, and they have a backup beside the database.
 *
 * No call throws for disk trouble: reads answer with what is readable, cache writes wait in a bounded queue and are
 * tried again, durable writes answer `store_failed`.
 */
export interface Store extends TriageStore, TeamStore {
  /** Everything the chat list is painted from. */
  loadList(): StoredList
  saveChat(chat: ChatView): void
  /** Forgets the chat with its places, messages and tail. Its draft, outbox, marks and intervals stay. */
  dropChat(chatId: ChatId): void
  savePlace(place: PlaceView): void
  dropPlace(list: ListId, chatId: ChatId): void
  /** Saves all folders; folders that are not in the list are forgotten. */
  saveFolders(folders: readonly FolderView[]): void

  saveMessages(messages: readonly MessageView[]): void
  dropMessages(chatId: ChatId, ids: readonly MessageId[]): void

  /** Up to `limit` messages with ids below `id`, oldest first; without `id` the newest ones. Gaps are possible. */
  readBefore(chatId: ChatId, id: MessageId | undefined, limit: number): readonly MessageView[]
  /**
   * The message `id` itself when it is known, and about half of `limit` on each side, oldest first. Gaps are
   * possible.
   */
  readAround(chatId: ChatId, id: MessageId, limit: number): readonly MessageView[]

  /** The default settings, with what was saved over them. */
  readSettings(): SettingsView
  saveSettings(changes: Partial<SettingsView>): DurableResult

  readAllDrafts(): readonly Draft[]
  /** A draft without text and without a reply is removed. */
  saveDraft(draft: Draft): DurableResult
  /** Saves a draft, and removes that of another chat, as one change. */
  moveDraft(from: ChatId, draft: Draft): DurableResult

  /**
   * Stores what is to be sent, once per `sendId`. When the `sendId` is already there, `isNew` is false and `entry`
   * is the first entry in its current state.
   */
  putOutbox(
    entry: Pick<OutboxEntry, 'sendId' | 'chatId' | 'text' | 'replyTo'>,
  ): Result<{ readonly isNew: boolean; readonly entry: OutboxEntry }, 'store_failed'>
  findOutbox(sendId: string): OutboxEntry | undefined
  /** Finds an entry by its current id: TDLib's temporary id while TDLib is sending it, the final id once sent. */
  findOutboxByMessage(chatId: ChatId, messageId: MessageId): OutboxEntry | undefined
  /** TDLib took the text and gave the message this (temporary) id. */
  markHanded(sendId: string, messageId: MessageId): DurableResult
  /** Ends an entry. A repeated call with the same `sendId` still finds the entry for a week. */
  settleOutbox(sendId: string, outcome: OutboxOutcome): DurableResult
  /** Puts the entry back to `queued` for a retry under the same `sendId`. */
  requeueOutbox(sendId: string): DurableResult
  dropOutbox(sendId: string): DurableResult
  /** Puts the entry back to `queued`, as a text for another chat. */
  moveOutbox(sendId: string, to: ChatId, replyTo: OutboxReply | undefined): DurableResult
  /** Entries that were queued when the process ended: it is not known whether TDLib has them. Oldest first. */
  readInterrupted(): readonly OutboxEntry[]
  /** Entries that TDLib had and whose end is not known yet. Oldest first. */
  readHanded(): readonly OutboxEntry[]
  /** Entries that failed and were neither retried nor dropped. Oldest first. */
  readFailed(): readonly OutboxEntry[]

  /** A small fact of the core by name, for instance who the account is; JSON of the caller's own shape. */
  readFact(key: string): unknown
  /** Saves a fact; `undefined` removes it. */
  saveFact(key: string, value: unknown): DurableResult

  /**
   * Called when writing starts to fail or the kind of failure changes, and with `undefined` when writing works
   * again.
   */
  onTrouble(listener: (trouble: StoreTrouble | undefined) => void): Cancel
  /**
   * Called when the cache is empty after a rebuild: whoever has the chats saves them again. The marks are restored
   * from the damaged file or from their backup.
   */
  onRebuilt(listener: (rebuilt: StoreRebuilt) => void): Cancel
  /** Writes what waits. The result says whether everything was written. */
  flush(): DurableResult
  /**
   * Hides what belongs to the account while nobody is signed in: reads answer as if there were nothing, the cache is
   * not written, and durable writes answer `store_failed`. Settings stay open, because they belong to the program.
   */
  sealAccount(): void
  /** Opens what was sealed. What was written behind meanwhile is dropped. */
  unsealAccount(): void
  /**
   * Removes everything of the account, sealed or not, with every file that may hold a part of it (the database with
   * its free pages and its log, copies, backups), and keeps the settings. When the files cannot be removed now, this
   * is tried again at every access, and nothing of the account can be read meanwhile.
   */
  clearAccount(): DurableResult
  /** Flushes, writes the backup of the marks and closes the file. Nothing may be called after it. */
  close(): Promise<void>
}

/** Held until `release()` or the end of the process, however it ends. */
export interface ProfileLock {
  release(): void
}

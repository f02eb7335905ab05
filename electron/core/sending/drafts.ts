import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { joinTexts } from '#shared/lib/join-texts.ts'
import { parseOutside } from '#shared/lib/parse-outside.ts'
import { ok, type Result } from '#shared/lib/result.ts'
import * as v from 'valibot'
import type { CoreContext } from '../core-context.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import type { Draft } from '../store/store.ts'
import type { IsNote } from '../team/notes/note-guard.ts'
import type { RemoteDraft } from '../telegram/chats.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import { shareDraft } from '../telegram/outgoing.ts'
import type { ComposerPort } from './sending-context.ts'

/** Other devices get a draft when the writer pauses, because each change of it costs a call to Telegram. */
const shareAfterMs = 1_500
/** TDLib cuts a longer draft, so a longer one stays on this machine, UTF-16 units. */
const longestShared = 30_000
/** Drafts that were emptied here, by chat, with the text that Telegram still has. */
const emptiedFact = 'drafts.emptied'
const Emptied = v.array(v.tuple([v.number(), v.string()]))

export interface DraftsOptions extends Pick<CoreContext, 'client' | 'clock' | 'store'> {
  readonly model: Pick<ChatModel, 'touch'>
  readonly upgrades: Pick<Upgrades, 'findSuccessor' | 'locate' | 'place'>
  readonly isNote: IsNote
  readonly canWrite: (chatId: number) => boolean
  readonly onChange: (chatId: number) => void
}

interface LocalDraft {
  text: string
  replyToMessageId: MessageId | undefined
  /** The text that Telegram and this machine last agreed on; undefined: not known since the start. */
  sharedText: string | undefined
  cancelShare: Cancel | undefined
}

/**
 * What is in the composers. This machine's disk has it first, Telegram a little later. A draft of another device is
 * taken over only where this machine has nothing newer. An internal note that is being written stays on this machine.
 */
export class Drafts implements ComposerPort {
  readonly #options: DraftsOptions
  readonly #drafts = new Map<number, LocalDraft>()
  /** What Telegram still has of drafts that were emptied here; a hard end must not bring it back. */
  readonly #emptied = new Map<number, string>()

  constructor(options: DraftsOptions) {
    this.#options = options
  }

  /** Loads what the store has. */
  restore(): void {
    for (const { chatId, replyToMessageId, text } of this.#options.store.readAllDrafts()) {
      this.#drafts.set(chatId, { text, replyToMessageId, sharedText: undefined, cancelShare: undefined })
    }
    const emptied = parseOutside(Emptied, this.#options.store.readFact(emptiedFact))
    if (emptied.success) for (const [chatId, text] of emptied.output) this.#emptied.set(chatId, text)
  }

  read(chatId: number): ConversationView['draft'] {
    const { replyToMessageId, text } = this.#drafts.get(chatId) ?? { text: '', replyToMessageId: undefined }
    return replyToMessageId === undefined ? { text } : { text, replyToMessageId }
  }

  /** The chats in which something is typed. */
  *chatIds(): Iterable<number> {
    for (const [chatId, { text }] of this.#drafts) if (text !== '') yield chatId
  }

  readText(chatId: number): string {
    return this.#drafts.get(chatId)?.text ?? ''
  }

  /** Keeps a draft. It is on disk when this answers. */
  set(chatId: number, text: string, replyToMessageId?: MessageId): Result<undefined, 'store_failed'> {
    const draft = this.#getDraft(chatId)
    if (draft.text === text && draft.replyToMessageId === replyToMessageId) return ok()
    const saved = this.#save(chatId, { ...draft, text, replyToMessageId })
    if (!saved.ok) return saved
    const toldText = draft.sharedText ?? draft.text
    draft.text = text
    draft.replyToMessageId = replyToMessageId
    this.#noteEmptied(chatId, text === '' && toldText !== '' ? toldText : undefined)
    this.#scheduleShare(chatId, draft)
    this.#show(chatId)
    return ok()
  }

  /** The text of the composer is a message now, and TDLib has dropped its own draft with it. */
  clearSent(sentIn: number, text: string): void {
    // The group may have gone on as another chat while the text was handed to TDLib.
    const chatId = this.#options.upgrades.findSuccessor(sentIn) ?? sentIn
    const draft = this.#drafts.get(chatId)
    if (draft === undefined) return
    draft.sharedText = ''
    if (draft.text.trim() !== text.trim()) return
    draft.cancelShare?.()
    draft.cancelShare = undefined
    draft.text = ''
    draft.replyToMessageId = undefined
    this.#save(chatId, draft)
    this.#show(chatId)
  }

  /**
   * The group goes on as another chat, and so does what is typed in it: before a text that was typed in the new chat
   * already. May be called again.
   */
  move(fromChatId: number, toChatId: number): void {
    const from = this.#drafts.get(fromChatId)
    if (from === undefined) return
    const to = this.#drafts.get(toChatId)
    const { store, upgrades } = this.#options
    const reply = from.replyToMessageId
    const text = joinTexts(from.text, to?.text ?? '')
    const replyToMessageId =
      to?.replyToMessageId ??
      (reply === undefined ? undefined : upgrades.place(asChatId(fromChatId), reply).messageId)
    const chatId = asChatId(toChatId)
    const draft = replyToMessageId === undefined ? { chatId, text } : { chatId, text, replyToMessageId }
    if (!store.moveDraft(asChatId(fromChatId), draft).ok) return
    from.cancelShare?.()
    this.#drafts.delete(fromChatId)
    if (text === '' && replyToMessageId === undefined) return
    const moved = to ?? this.#getDraft(toChatId)
    moved.text = text
    moved.replyToMessageId = replyToMessageId
    this.#scheduleShare(toChatId, moved)
    this.#show(toChatId)
  }

  onRemoteDraft(chatId: number, remote: RemoteDraft | undefined): void {
    // Telegram keeps what was once written in the group.
    if (this.#options.upgrades.findSuccessor(chatId) !== undefined) return
    const text = remote?.text ?? ''
    const before = this.#drafts.get(chatId)
    const emptied = this.#emptied.get(chatId)
    if (before === undefined && text !== emptied) this.#noteEmptied(chatId, undefined)
    if (before === undefined && text === '') return
    const draft = before ?? this.#getDraft(chatId)
    if (before === undefined && text === emptied) {
      draft.sharedText = text
      this.#scheduleShare(chatId, draft)
      return
    }
    if (draft.sharedText === undefined) {
      // This is Telegram's first word about the draft since the start: a text typed here is on disk and takes
      // precedence.
      draft.sharedText = text
      if (draft.text !== text && this.#readShared(chatId, draft) !== text) this.#scheduleShare(chatId, draft)
      return
    }
    // Telegram drops the draft of a chat in which this account may not write any more; here it stays.
    const isTakenAway = text === '' && !this.#options.canWrite(chatId)
    const isUnchangedHere = draft.text === draft.sharedText && draft.cancelShare === undefined && !isTakenAway
    draft.sharedText = text
    if (!isUnchangedHere || draft.text === text) return
    draft.text = text
    draft.replyToMessageId = this.#placeReply(chatId, remote)
    this.#save(chatId, draft)
    this.#show(chatId)
  }

  /** The class of the chat changed, so a draft that Telegram has may be a note now. */
  onClassChanged(chatId: number): void {
    const draft = this.#drafts.get(chatId)
    if (draft === undefined || draft.sharedText === undefined || draft.sharedText === '') return
    const isShared = draft.text === draft.sharedText
    if (isShared && this.#options.isNote(chatId, draft.text)) this.#scheduleShare(chatId, draft)
  }

  /** Tells Telegram at once of all drafts that wait to be shared. */
  flush(): void {
    for (const [chatId, draft] of this.#drafts) {
      if (draft.cancelShare !== undefined) this.#share(chatId, draft)
    }
  }

  clear(): void {
    const chatIds = [...this.#drafts.keys()]
    for (const draft of this.#drafts.values()) draft.cancelShare?.()
    this.#drafts.clear()
    this.#emptied.clear()
    // Windows have the texts of the chats that are open.
    for (const chatId of chatIds) this.#options.onChange(chatId)
  }

  #getDraft(chatId: number): LocalDraft {
    const known = this.#drafts.get(chatId)
    if (known !== undefined) return known
    const fresh: LocalDraft = {
      text: '',
      replyToMessageId: undefined,
      sharedText: '',
      cancelShare: undefined,
    }
    this.#drafts.set(chatId, fresh)
    return fresh
  }

  /** The message that a draft of another device answers, as the conversation shows it. */
  #placeReply(chatId: number, remote: RemoteDraft | undefined): MessageId | undefined {
    if (remote?.replyToMessageId === undefined) return undefined
    const at = this.#options.upgrades.place(
      remote.replyToChatId ?? asChatId(chatId),
      asMessageId(remote.replyToMessageId),
    )
    return at.chatId === chatId ? at.messageId : undefined
  }

  #save(chatId: number, { replyToMessageId, text }: LocalDraft): Result<undefined, 'store_failed'> {
    const draft: Draft = { chatId: asChatId(chatId), text }
    return this.#options.store.saveDraft(
      replyToMessageId === undefined ? draft : { ...draft, replyToMessageId },
    )
  }

  /** The text that Telegram is to have of the draft: empty while it stays on this machine. */
  #readShared(chatId: number, { text }: LocalDraft): string {
    return text.length > longestShared || this.#options.isNote(chatId, text) ? '' : text
  }

  #share(chatId: number, draft: LocalDraft): void {
    const { client, clock } = this.#options
    draft.cancelShare?.()
    draft.cancelShare = undefined
    const td = client()
    const text = this.#readShared(chatId, draft)
    if (td === undefined) return
    if (draft.sharedText === text) {
      this.#noteEmptied(chatId, undefined)
      return
    }
    draft.sharedText = text
    const remote = this.#writeRemote(chatId, text, draft)
    void shareDraft(td, chatId, remote, Math.floor(clock.now() / 1000)).then(() => {
      if (draft.sharedText === text && text === '') this.#noteEmptied(chatId, undefined)
    })
  }

  /** On disk before Telegram knows it: otherwise a hard end would bring back what was emptied. */
  #noteEmptied(chatId: number, toldText: string | undefined): void {
    if (this.#emptied.get(chatId) === toldText) return
    if (toldText === undefined) this.#emptied.delete(chatId)
    else this.#emptied.set(chatId, toldText)
    this.#options.store.saveFact(emptiedFact, this.#emptied.size === 0 ? undefined : [...this.#emptied])
  }

  #writeRemote(chatId: number, text: string, { replyToMessageId }: LocalDraft): RemoteDraft {
    if (replyToMessageId === undefined) return { text, replyToMessageId }
    const at = this.#options.upgrades.locate(asChatId(chatId), replyToMessageId)
    const isHere = at.chatId === chatId
    return { text, replyToMessageId: at.messageId, ...(isHere ? {} : { replyToChatId: at.chatId }) }
  }

  #scheduleShare(chatId: number, draft: LocalDraft): void {
    const { clock } = this.#options
    draft.cancelShare?.()
    draft.cancelShare = clock.schedule(clock.now() + shareAfterMs, () => this.#share(chatId, draft))
  }

  #show(chatId: number): void {
    this.#options.model.touch(chatId)
    this.#options.onChange(chatId)
  }
}

import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import type { NoteView } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import type { Clock } from '#shared/lib/clock.ts'
import { asChatId, asMessageId } from '../telegram/ids.ts'
import type { Message } from '../telegram/message.ts'
import { type OpenChatSources, writeSnapshot } from '../stream/snapshot.ts'
import { MessageWindow } from './message-window.ts'
import { Typing } from './typing.ts'

/**
 * The most messages that a window holds; beyond that, the far side is forgotten and loaded again when it is wanted.
 */
const maxMessages = 400

type Writable<View> = { -readonly [Key in keyof View]: View[Key] }
type Progress = Pick<
  ConversationView,
  | 'state'
  | 'generation'
  | 'anchor'
  | 'hasOlder'
  | 'hasNewer'
  | 'isLoadingOlder'
  | 'isLoadingNewer'
  | 'problem'
  | 'firstUnreadId'
>
/** What the rest of the core knows of the chat at this moment. */
export type ChatFacts = Pick<
  ConversationView,
  'memberCount' | 'staffCount' | 'onlineCount' | 'presence' | 'username' | 'writing' | 'draft'
>

export interface ConversationOptions {
  readonly chatId: number
  readonly clock: Clock
  readonly publish: (ops: readonly PatchOp[]) => void
  readonly readFacts: () => ChatFacts
  /** Makes the view of a message, with the replied-to messages that this conversation knows. */
  readonly map: (message: Message) => MessageView
  /** Messages that exist in this program alone: texts whose sending was interrupted. */
  readonly readExtra: () => readonly MessageView[]
  /** What the team says about the chat among itself. */
  readonly readNotes: () => readonly NoteView[]
}

/** One chat that windows have open: a stretch of its history and how far it reaches. Windows of the same chat share it. */
export class Conversation {
  readonly chatId: ChatId
  readonly messages = new MessageWindow()
  readonly typing: Typing
  /** How many windows have it open. */
  openCount = 0
  /** Grows when the running load is not wanted any more. */
  loadNumber = 0
  /** Messages deleted or sent under another id, which an answer of TDLib may still have. Ids are never used again. */
  readonly droppedIds = new Set<number>()
  /** Messages that came since the running load began: its answer may not have them yet. */
  readonly arrivedIds = new Set<number>()
  /** Messages that changed since the running load began: its answer may have their old content. */
  readonly staleIds = new Set<number>()
  readonly #options: ConversationOptions
  readonly #progress: Writable<Progress> = {
    state: 'loading',
    generation: 1,
    hasOlder: true,
    hasNewer: false,
    isLoadingOlder: false,
    isLoadingNewer: false,
  }

  constructor(options: ConversationOptions) {
    this.#options = options
    this.chatId = asChatId(options.chatId)
    this.typing = new Typing(options.clock, () => this.publishView())
  }

  get progress(): Readonly<Progress> {
    return this.#progress
  }

  /** Undefined takes a field away. */
  setProgress(changes: { readonly [Key in keyof Progress]?: Progress[Key] | undefined }): void {
    Object.assign(this.#progress, changes)
    this.publishView()
  }

  publishView(): void {
    this.#options.publish([{ op: 'conversation', value: this.readView() }])
  }

  readView(): ConversationView {
    const { anchor, firstUnreadId, problem, ...progress } = this.#progress
    return {
      chatId: this.chatId,
      ...progress,
      ...(anchor === undefined ? {} : { anchor }),
      ...(firstUnreadId === undefined ? {} : { firstUnreadId }),
      ...(problem === undefined ? {} : { problem }),
      ...this.#options.readFacts(),
      typing: [...this.typing.names],
    }
  }

  /** All that a window with this chat open holds of it. */
  readAll(): Iterable<PatchOp> {
    return writeSnapshot('windows_with_the_chat_open', this.#sources)
  }

  /** Shows what the store has, until TDLib answers. */
  showStored(views: readonly MessageView[]): void {
    for (const view of views) this.messages.put(view.id, { view, source: undefined })
    this.#publishMessages(views)
  }

  /** Another part of the history takes the place of this one. */
  replaceAll(messages: readonly Message[]): void {
    this.messages.clear()
    const views = this.#put(messages)
    // A window forgets the notes together with the messages, so it gets them again.
    this.#options.publish([{ op: 'clear_messages', chatId: this.chatId }, this.#readNotes()])
    this.#publishMessages([...views, ...this.#options.readExtra()])
  }

  /**
   * Adjusts the stretch on screen to TDLib's answer: messages that TDLib does not have are dropped, the others
   * stay. Gives the dropped ids.
   */
  reconcile(messages: readonly Message[]): readonly MessageView['id'][] {
    const known = new Set(messages.map(({ id }) => id))
    const gone = [...this.messages.all()].filter(({ view }) => !known.has(view.id))
    for (const { view } of gone) this.messages.drop(view.id)
    const views = this.#put(messages)
    this.#options.publish([
      ...gone.map(({ view }): PatchOp => ({ op: 'drop_message', chatId: this.chatId, messageId: view.id })),
      ...[...views, ...this.#options.readExtra()].map((value): PatchOp => ({ op: 'message', value })),
    ])
    return gone.map(({ view }) => view.id)
  }

  /** Adds messages at one side; the other side is trimmed when there are too many. */
  extend(messages: readonly Message[], side: 'older' | 'newer'): void {
    this.#publishMessages(this.#put(messages))
    this.#trim(side === 'older' ? 'newest' : 'oldest')
  }

  /** A new message at the end. */
  append(message: Message): void {
    this.arrivedIds.add(message.id)
    this.extend([message], 'newer')
  }

  /** Shows a message again after it changed. Gives the new view. */
  update(message: Message): MessageView | undefined {
    if (!this.messages.has(message.id)) return undefined
    const [view] = this.#put([message])
    if (view !== undefined) this.#publishMessages([view])
    return view
  }

  /** A sent or failed message takes the place of the pending one, in one batch. */
  replace(oldId: number, message: Message): void {
    const wasThere = this.messages.drop(oldId)
    this.droppedIds.add(oldId)
    this.arrivedIds.add(message.id)
    if (!wasThere && this.#progress.hasNewer) return
    const views = this.#put([message])
    this.#options.publish([
      { op: 'drop_message', chatId: this.chatId, messageId: asMessageId(oldId) },
      ...views.map((value): PatchOp => ({ op: 'message', value })),
    ])
  }

  drop(ids: readonly number[]): void {
    for (const id of ids) this.droppedIds.add(id)
    const gone = ids.filter((id) => this.messages.drop(id))
    this.#publishDrops(gone)
  }

  publishNotes(): void {
    this.#options.publish([this.#readNotes()])
  }

  publishExtra(): void {
    if (!this.#progress.hasNewer) this.#publishMessages(this.#options.readExtra())
  }

  dropExtra(id: MessageView['id']): void {
    this.#publishDrops([id])
  }

  readonly #sources: OpenChatSources = {
    conversations: () => [{ op: 'conversation', value: this.readView() }],
    notes: () => [this.#readNotes()],
    messages: () => this.#readMessages().map((value) => ({ op: 'message', value })),
  }

  #readMessages(): readonly MessageView[] {
    const views = [...this.messages.all()].map(({ view }) => view)
    return this.#progress.hasNewer ? views : [...views, ...this.#options.readExtra()]
  }

  #readNotes(): Extract<PatchOp, { op: 'notes' }> {
    return { op: 'notes', chatId: this.chatId, value: [...this.#options.readNotes()] }
  }

  #put(messages: readonly Message[]): readonly MessageView[] {
    const views: MessageView[] = []
    // Oldest first: a reply finds the message that it answers, which is always older, already here.
    for (const message of messages.toSorted((one, other) => one.id - other.id)) {
      const view = this.#options.map(message)
      this.messages.put(message.id, { view, source: message })
      views.push(view)
    }
    return views
  }

  #trim(side: 'oldest' | 'newest'): void {
    if (this.messages.size <= maxMessages) return
    // Trims a quarter at once, so that a busy chat is not trimmed with every message.
    const limit = maxMessages - maxMessages / 4
    const gone = side === 'oldest' ? this.messages.trimOldest(limit) : this.messages.trimNewest(limit)
    this.#publishDrops(gone)
    this.setProgress(side === 'oldest' ? { hasOlder: true } : { hasNewer: true })
  }

  #publishMessages(views: readonly MessageView[]): void {
    if (views.length > 0) this.#options.publish(views.map((value) => ({ op: 'message', value })))
  }

  #publishDrops(ids: readonly number[]): void {
    if (ids.length === 0) return
    this.#options.publish(
      ids.map((id) => ({ op: 'drop_message', chatId: this.chatId, messageId: asMessageId(id) })),
    )
  }
}

import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { CoreContext } from '../core-context.ts'
import { asMessageId } from '../telegram/ids.ts'
import type { Message } from '../telegram/message.ts'
import { sortRefusal } from '../telegram/refusals.ts'
import type { TdClient, TdRefusal } from '../telegram/td-client.ts'
import type { ChatModel } from '../rows/chat-model.ts'
import type { Conversation } from './conversation.ts'
import type { HistoryResult } from '../telegram/history.ts'
import type { JoinedHistory } from './joined-history.ts'

const firstPage = 60
const nextPage = 50
/** TDLib waits for the network without a word; after this long the screen says why nothing comes. */
const patienceMs = 3_000

export interface LoaderOptions extends Pick<
  CoreContext,
  'client' | 'clock' | 'gone' | 'isOnline' | 'log' | 'store'
> {
  readonly model: Pick<ChatModel, 'findRecord'>
  readonly history: JoinedHistory
  /** Is told of the messages that TDLib gave. */
  readonly onLoaded: (conversation: Conversation, messages: readonly Message[]) => void
}

export type Anchor = NonNullable<ConversationView['anchor']>

/** Where a chat is opened: at its end, at the first unread message, or at a message that was asked for. */
export type OpenAt =
  | { readonly kind: 'end' }
  | { readonly kind: 'unread'; readonly lastReadId: number }
  | { readonly kind: 'message'; readonly id: number }

/** Brings history into conversations: from the store at once, from TDLib as it arrives. */
export class ConversationLoader {
  readonly #options: LoaderOptions

  constructor(options: LoaderOptions) {
    this.#options = options
  }

  /** Shows what the store has of this place. */
  showStored(conversation: Conversation, at: OpenAt): void {
    const { store } = this.#options
    const { chatId } = conversation
    const views =
      at.kind === 'end'
        ? store.readBefore(chatId, undefined, firstPage)
        : store.readAround(chatId, asMessageId(at.kind === 'unread' ? at.lastReadId : at.id), firstPage)
    if (views.length === 0) return
    const firstUnread =
      at.kind === 'unread' ? views.find((view) => view.id > at.lastReadId && !view.isOutgoing)?.id : undefined
    conversation.setProgress({
      state: 'ready',
      firstUnreadId: firstUnread,
      anchor: chooseAnchor(at, firstUnread, (id) => views.some((view) => view.id === id)),
    })
    conversation.showStored(views)
  }

  /**
   * Loads the place from TDLib. What the store showed stays where it is when it is the same place; `isJump`: the
   * window was somewhere else. True when the wanted message is there.
   */
  async load(conversation: Conversation, at: OpenAt, isJump: boolean): Promise<boolean> {
    const { model, onLoaded } = this.#options
    const client = this.#options.client()
    if (client === undefined) return false
    conversation.loadNumber += 1
    const { loadNumber } = conversation
    conversation.arrivedIds.clear()
    const lastId = model.findRecord(conversation.chatId)?.lastMessage?.id ?? 0
    conversation.setProgress({ isLoadingOlder: true, problem: undefined })
    const result = await this.#withPatience(conversation, this.#fetch(client, conversation.chatId, at))
    if (conversation.loadNumber !== loadNumber) return true
    if (!result.ok) {
      this.#fail(conversation, result.refusal, 'isLoadingOlder')
      return false
    }
    const messages = this.#takeKept(conversation, result.messages)
    if (at.kind === 'message' && isJump && !messages.some(({ id }) => id === at.id)) {
      conversation.setProgress({ isLoadingOlder: false, problem: undefined })
      return false
    }
    const newestId = Math.max(0, ...messages.map(({ id }) => id))
    const reachesEnd = at.kind === 'end' || newestId >= lastId
    // Messages that came during the loading continue the stretch when it reaches the end.
    const ids = new Set(messages.map(({ id }) => id))
    const arrived = reachesEnd
      ? [...conversation.messages.all()].flatMap(({ source }) =>
          source !== undefined && conversation.arrivedIds.has(source.id) && !ids.has(source.id)
            ? [source]
            : [],
        )
      : []
    const all = [...messages, ...arrived]
    const firstUnreadId =
      at.kind === 'unread' ? findFirstUnread(all, at.lastReadId) : conversation.progress.firstUnreadId
    const anchor = chooseAnchor(at, firstUnreadId, (id) => all.some((message) => message.id === id))
    const before = conversation.progress
    const isSamePlace =
      !isJump && (conversation.messages.size === 0 || before.anchor?.messageId === anchor?.messageId)
    if (isSamePlace) {
      const dropped = conversation.reconcile(all)
      // Where the newest message of the chat is not known, stored messages may continue the stretch.
      const isEnd = at.kind === 'end' || (lastId > 0 && reachesEnd)
      this.#forgetGone(conversation, dropped, { messages: all, isStart: result.isStart, isEnd })
    } else conversation.replaceAll(all)
    conversation.setProgress({
      state: 'ready',
      generation: isSamePlace ? before.generation : before.generation + 1,
      anchor,
      firstUnreadId,
      hasOlder: !result.isStart,
      hasNewer: !reachesEnd,
      isLoadingOlder: false,
      isLoadingNewer: false,
      problem: undefined,
    })
    onLoaded(conversation, messages)
    if (reachesEnd) this.#loadMissed(conversation)
    return true
  }

  /** A message that was sent while the end was being loaded may be in neither answer: not as sent, nor as pending. */
  #loadMissed(conversation: Conversation): void {
    const lastId = this.#options.model.findRecord(conversation.chatId)?.lastMessage?.id
    if (lastId === undefined || lastId <= (conversation.messages.newestId ?? 0)) return
    conversation.setProgress({ hasNewer: true })
    void this.loadNewer(conversation)
  }

  async loadOlder(conversation: Conversation): Promise<void> {
    const { history } = this.#options
    const client = this.#options.client()
    const { oldestId } = conversation.messages
    const { hasOlder, isLoadingOlder } = conversation.progress
    if (client === undefined || oldestId === undefined || !hasOlder || isLoadingOlder) return
    const request = history.fetchOlder(client, conversation.chatId, oldestId, nextPage)
    await this.#loadMore(conversation, 'older', request)
  }

  async loadNewer(conversation: Conversation): Promise<void> {
    const { history } = this.#options
    const client = this.#options.client()
    const { newestId } = conversation.messages
    const { hasNewer, isLoadingNewer } = conversation.progress
    if (client === undefined || newestId === undefined || !hasNewer || isLoadingNewer) return
    const request = history.fetchNewer(client, conversation.chatId, newestId, nextPage)
    await this.#loadMore(conversation, 'newer', request)
  }

  async #loadMore(
    conversation: Conversation,
    side: 'older' | 'newer',
    request: Promise<HistoryResult>,
  ): Promise<void> {
    const { model, onLoaded } = this.#options
    const { loadNumber } = conversation
    const loading = side === 'older' ? 'isLoadingOlder' : 'isLoadingNewer'
    conversation.setProgress({ [loading]: true, problem: undefined })
    const result = await this.#withPatience(conversation, request)
    if (conversation.loadNumber !== loadNumber) return
    if (!result.ok) {
      this.#fail(conversation, result.refusal, loading)
      return
    }
    const messages = this.#takeKept(conversation, result.messages)
    conversation.extend(messages, side)
    if (side === 'older') {
      conversation.setProgress({ hasOlder: !result.isStart, isLoadingOlder: false, problem: undefined })
    } else {
      const lastId = model.findRecord(conversation.chatId)?.lastMessage?.id ?? 0
      const hasNewer = messages.length > 0 && (conversation.messages.newestId ?? 0) < lastId
      conversation.setProgress({ hasNewer, isLoadingNewer: false, problem: undefined })
      if (!hasNewer) conversation.publishExtra()
    }
    onLoaded(conversation, messages)
  }

  #fetch(client: TdClient, chatId: number, at: OpenAt): Promise<HistoryResult> {
    const { history } = this.#options
    switch (at.kind) {
      case 'end':
        return history.fetchOlder(client, chatId, 0, firstPage)
      case 'unread':
        return history.fetchUnread(client, chatId, at.lastReadId, firstPage)
      case 'message':
        return history.fetchAround(client, chatId, at.id, firstPage)
    }
  }

  /** Leaves out messages that were deleted while the answer was on its way, or without TDLib being told. */
  #takeKept({ chatId, droppedIds }: Conversation, messages: readonly Message[]): readonly Message[] {
    return messages.filter(({ id }) => !droppedIds.has(id) && !this.#options.gone.has(chatId, id))
  }

  /** Deletes from the store those of the dropped messages that were deleted while nobody looked. */
  #forgetGone(conversation: Conversation, dropped: readonly MessageId[], stretch: Stretch): void {
    const deleted = findInside(dropped, stretch)
    if (deleted.length > 0) this.#options.store.dropMessages(conversation.chatId, deleted)
  }

  async #withPatience(conversation: Conversation, request: Promise<HistoryResult>): Promise<HistoryResult> {
    const { clock, isOnline } = this.#options
    const cancel = clock.schedule(clock.now() + patienceMs, () => {
      if (!isOnline()) conversation.setProgress({ problem: 'offline' })
    })
    const result = await request
    cancel()
    return result
  }

  #fail(conversation: Conversation, refusal: TdRefusal, loading: 'isLoadingOlder' | 'isLoadingNewer'): void {
    const isEmpty = conversation.messages.size === 0
    this.#options.log.warn({ refusal: refusal.message }, 'history could not be loaded')
    conversation.setProgress({
      [loading]: false,
      problem: nameProblem(refusal, this.#options.isOnline()),
      ...(isEmpty ? { state: 'failed' as const } : {}),
    })
  }
}

/** A stretch of the history as TDLib has it, without gaps. */
interface Stretch {
  readonly messages: readonly Message[]
  /** Nothing is older than its oldest message. */
  readonly isStart: boolean
  /** Nothing is newer than its newest message. */
  readonly isEnd: boolean
}

/** The ids that lie in the stretch; beyond an end of the history nothing lies outside it. */
function findInside(ids: readonly MessageId[], { isEnd, isStart, messages }: Stretch): readonly MessageId[] {
  const known = messages.map(({ id }) => id)
  const after = isStart ? -Infinity : Math.min(...known)
  const before = isEnd ? Infinity : Math.max(...known)
  return ids.filter((id) => id > after && id < before)
}

function findFirstUnread(messages: readonly Message[], lastReadId: number): Anchor['messageId'] | undefined {
  let first: Anchor['messageId'] | undefined
  for (const { id, isOutgoing } of messages) {
    if (id > lastReadId && !isOutgoing && (first === undefined || id < first)) first = id
  }
  return first
}

function chooseAnchor(
  at: OpenAt,
  firstUnreadId: Anchor['messageId'] | undefined,
  has: (id: number) => boolean,
): Anchor | undefined {
  if (at.kind === 'unread' && firstUnreadId !== undefined)
    return { messageId: firstUnreadId, reason: 'first_unread' }
  if (at.kind === 'message' && has(at.id)) return { messageId: asMessageId(at.id), reason: 'jump' }
  return undefined
}

function nameProblem(refusal: TdRefusal, isOnline: boolean): ConversationView['problem'] {
  if (refusal.kind === 'flood_wait') return 'flood_wait'
  if (refusal.kind === 'closed' || !isOnline) return 'offline'
  switch (sortRefusal(refusal)) {
    case 'chat_private':
    case 'not_accessible':
    case 'forbidden':
      return 'forbidden'
    case 'chat_not_found':
    case 'chat_deleted':
    case 'message_not_found':
    case 'peer_invalid':
    case 'not_found':
    case 'invalid':
      return 'not_found'
    default:
      return 'unknown'
  }
}

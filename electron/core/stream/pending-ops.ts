import { assertNever } from '#shared/lib/assert-never.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import type { PatchOp } from '#shared/contract/patches.ts'

type BaseOp = Exclude<PatchOp, ConversationOp>
type ConversationOp = Extract<
  PatchOp,
  { op: 'conversation' | 'clear_messages' | 'message' | 'drop_message' | 'notes' }
>

type SingleOp = Extract<
  PatchOp,
  {
    op:
      | 'session'
      | 'settings'
      | 'rules'
      | 'triage'
      | 'folders'
      | 'team'
      | 'team_people'
      | 'alarms'
      | 'presence'
  }
>

interface PendingConversation {
  isCleared: boolean
  conversation: ConversationOp | undefined
  notes: ConversationOp | undefined
  readonly messages: Map<MessageId, ConversationOp>
}

/** Patches on their way to one window: the last one of each entity. */
export class PendingOps {
  readonly #single = new Map<SingleOp['op'], BaseOp>()
  readonly #chats = new Map<ChatId, BaseOp>()
  readonly #places = new Map<string, BaseOp>()
  readonly #conversations = new Map<ChatId, PendingConversation>()
  #messageCount = 0

  get size(): number {
    return (
      this.#single.size + this.#chats.size + this.#places.size + this.#conversations.size + this.#messageCount
    )
  }

  add(op: PatchOp): void {
    switch (op.op) {
      case 'session':
      case 'settings':
      case 'rules':
      case 'triage':
      case 'folders':
      case 'team':
      case 'team_people':
      case 'alarms':
      case 'presence':
        this.#single.set(op.op, op)
        return
      case 'chat':
        this.#chats.set(op.value.id, op)
        return
      case 'drop_chat':
        this.#chats.set(op.chatId, op)
        return
      case 'place':
        this.#places.set(`${op.value.list} ${op.value.chatId}`, op)
        return
      case 'drop_place':
        this.#places.set(`${op.list} ${op.chatId}`, op)
        return
      case 'conversation':
        this.#getConversation(op.value.chatId).conversation = op
        return
      case 'notes':
        this.#getConversation(op.chatId).notes = op
        return
      case 'clear_messages':
        this.#clearMessages(op.chatId)
        return
      case 'message':
        this.#setMessage(op.value.chatId, op.value.id, op)
        return
      case 'drop_message':
        this.#setMessage(op.chatId, op.messageId, op)
        return
      default:
        assertNever(op)
    }
  }

  /**
   * All that waits, in an order in which a window can apply it: chats before their places, a cleared history
   * before the messages that came after it.
   */
  take(): readonly PatchOp[] {
    const ops: PatchOp[] = [...this.#single.values(), ...this.#chats.values(), ...this.#places.values()]
    for (const [chatId, pending] of this.#conversations) {
      if (pending.isCleared) ops.push({ op: 'clear_messages', chatId })
      if (pending.conversation !== undefined) ops.push(pending.conversation)
      if (pending.notes !== undefined) ops.push(pending.notes)
      for (const op of pending.messages.values()) ops.push(op)
    }
    this.clear()
    return ops
  }

  forgetConversation(chatId: ChatId): void {
    this.#messageCount -= this.#conversations.get(chatId)?.messages.size ?? 0
    this.#conversations.delete(chatId)
  }

  clear(): void {
    this.#single.clear()
    this.#chats.clear()
    this.#places.clear()
    this.#conversations.clear()
    this.#messageCount = 0
  }

  #clearMessages(chatId: ChatId): void {
    const pending = this.#getConversation(chatId)
    this.#messageCount -= pending.messages.size
    pending.messages.clear()
    pending.isCleared = true
  }

  #setMessage(chatId: ChatId, id: MessageId, op: ConversationOp): void {
    const { messages } = this.#getConversation(chatId)
    if (!messages.has(id)) this.#messageCount += 1
    messages.set(id, op)
  }

  #getConversation(chatId: ChatId): PendingConversation {
    let pending = this.#conversations.get(chatId)
    if (pending === undefined) {
      pending = { isCleared: false, conversation: undefined, notes: undefined, messages: new Map() }
      this.#conversations.set(chatId, pending)
    }
    return pending
  }
}

/** The chat of an op that only windows with that chat open get; undefined for what every window gets. */
export function getConversationOf(op: PatchOp): ChatId | undefined {
  switch (op.op) {
    case 'conversation':
    case 'message':
      return op.value.chatId
    case 'clear_messages':
    case 'drop_message':
    case 'notes':
      return op.chatId
    case 'session':
    case 'settings':
    case 'rules':
    case 'triage':
    case 'folders':
    case 'team':
    case 'team_people':
    case 'alarms':
    case 'presence':
    case 'chat':
    case 'drop_chat':
    case 'place':
    case 'drop_place':
      return undefined
    default:
      return assertNever(op)
  }
}

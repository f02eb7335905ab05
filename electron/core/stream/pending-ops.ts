import { assertNever } from '#shared/lib/assert-never.ts'
import type { ChatId, MessageId } from '#shared/contract/entities/ids.ts'
import { kindOf, patchKinds, type PatchKind, type PatchOp } from '#shared/contract/patches.ts'

type HomeName = PatchKind['home']

/** The waiting patches of one open chat. */
interface PendingConversation {
  /** This patch is sent first: the other waiting patches came after it. */
  clear: PatchOp | undefined
  /** Patches that a chat has only one of, by home. */
  readonly values: Map<HomeName, PatchOp>
  readonly messages: Map<MessageId, PatchOp>
}

/** Patches that wait for one window: the last patch of each entity. The table of patches tells entities apart. */
export class PendingOps {
  readonly #single = new Map<HomeName, PatchOp>()
  /** Entities that every window gets, by home, in the order of the table: chats come before their places. */
  readonly #entities = createMaps()
  readonly #conversations = new Map<ChatId, PendingConversation>()
  readonly #maps = [this.#single, ...Object.values(this.#entities), this.#conversations]
  #size = 0

  /** How many patches `take` would give. */
  get size(): number {
    return this.#size
  }

  add(op: PatchOp, kind: PatchKind): void {
    switch (kind.key) {
      case 'single':
        this.#put(this.#single, kind.home, op)
        return
      case 'chat':
        if (kind.audience === 'every_window') this.#put(this.#entities[kind.home], kind.chatOf(op), op)
        else this.#put(this.#getConversation(kind.chatOf(op)).values, kind.home, op)
        return
      case 'place':
        this.#put(this.#entities[kind.home], `${kind.listOf(op)} ${kind.chatOf(op)}`, op)
        return
      case 'message':
        if (kind.does === 'clear') this.#clearMessages(kind.chatOf(op), op)
        else this.#put(this.#getConversation(kind.chatOf(op)).messages, kind.messageOf(op), op)
        return
      default:
        assertNever(kind)
    }
  }

  /**
   * All waiting patches, in an order in which a window can apply them: chats before their places, a cleared history
   * before the messages that came after it.
   */
  take(): readonly PatchOp[] {
    const ops: PatchOp[] = [...this.#single.values()]
    for (const entities of Object.values(this.#entities)) for (const op of entities.values()) ops.push(op)
    for (const { clear, values, messages } of this.#conversations.values()) {
      if (clear !== undefined) ops.push(clear)
      for (const op of values.values()) ops.push(op)
      for (const op of messages.values()) ops.push(op)
    }
    this.clear()
    return ops
  }

  forgetConversation(chatId: ChatId): void {
    const pending = this.#conversations.get(chatId)
    if (pending === undefined) return
    this.#size -= pending.values.size + pending.messages.size + (pending.clear === undefined ? 0 : 1)
    this.#conversations.delete(chatId)
  }

  clear(): void {
    // Clearing an empty map costs as much as filling it, and a batch fills few of them.
    for (const waiting of this.#maps) if (waiting.size > 0) waiting.clear()
    this.#size = 0
  }

  #put<Key>(waiting: Map<Key, PatchOp>, key: Key, op: PatchOp): void {
    const before = waiting.size
    waiting.set(key, op)
    this.#size += waiting.size - before
  }

  #clearMessages(chatId: ChatId, op: PatchOp): void {
    const kept = this.#conversations.get(chatId)?.values
    this.forgetConversation(chatId)
    const pending = this.#getConversation(chatId)
    pending.clear = op
    this.#size += 1
    for (const [home, value] of kept ?? []) {
      if (!kindOf(value).isClearedWithMessages) this.#put(pending.values, home, value)
    }
  }

  #getConversation(chatId: ChatId): PendingConversation {
    let pending = this.#conversations.get(chatId)
    if (pending === undefined) {
      pending = { clear: undefined, values: new Map(), messages: new Map() }
      this.#conversations.set(chatId, pending)
    }
    return pending
  }
}

type EntityHome = Extract<PatchKind, { key: 'chat' | 'place'; audience: 'every_window' }>['home']

function createMaps(): Readonly<Record<EntityHome, Map<ChatId | string, PatchOp>>> {
  const maps: Partial<Record<HomeName, Map<ChatId | string, PatchOp>>> = {}
  for (const { home, key, audience } of Object.values(patchKinds)) {
    if (key !== 'single' && audience === 'every_window') maps[home] = new Map()
  }
  return maps as Record<EntityHome, Map<ChatId | string, PatchOp>>
}

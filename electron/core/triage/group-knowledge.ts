import type { ChatFacts } from '#shared/domain/chat-class/classify-chat.ts'
import type { Clock } from '#shared/lib/clock.ts'
import type { Store } from '../store/store.ts'
import type { ChatKind } from '../telegram/chats.ts'
import type { TelegramEvent } from '../telegram/events.ts'
import type { Message } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import type { RequestQueue } from '../telegram/request-queue.ts'
import type { Groups } from '../telegram/groups.ts'
import { GroupAsker } from './group-asker.ts'
import { GroupMembers } from './group-members.ts'
import { makeFact } from './message-facts.ts'
import type { Rules } from './rules.ts'

export interface GroupKnowledgeOptions {
  readonly requests: Pick<RequestQueue, 'caller'>
  readonly clock: Clock
  readonly store: Pick<Store, 'loadGroupMembers' | 'saveGroupMembers'>
  readonly people: People
  readonly groups: Groups
  readonly rules: Rules
  readonly findKind: (chatId: number) => ChatKind | undefined
  /** Called when the knowledge of a group changed. */
  readonly onChange: (chatId: number) => void
}

/** A preview waits at most this long. What is found out later is part of the next preview. */
const considerMs = 3_000

/**
 * What is known of the people in groups: from the messages they write, and from Telegram where messages are not
 * enough.
 */
export class GroupKnowledge {
  readonly #options: GroupKnowledgeOptions
  readonly #groupMembers: GroupMembers
  readonly #asker: GroupAsker

  constructor(options: GroupKnowledgeOptions) {
    this.#options = options
    const { onChange, rules, store } = options
    this.#groupMembers = new GroupMembers(store, (staffIds, userId) => rules.isStaffIn(staffIds, userId))
    this.#asker = new GroupAsker({
      ...options,
      groupMembers: this.#groupMembers,
      staffIds: () => rules.staffIds,
      findGroup: (chatId) => this.#findGroup(chatId),
      onKnown: onChange,
    })
  }

  restore(): void {
    this.#groupMembers.restore()
  }

  /** The knowledge of a group under these staff ids, whether they are in use or not. */
  knowledgeOf(chatId: number, staffIds: ReadonlySet<number>): ChatFacts['memberKnowledge'] {
    return this.#groupMembers.knowledgeOf(chatId, this.#findGroup(chatId)?.memberCount ?? 0, staffIds)
  }

  /** The class of the group depends on its people, so Telegram is asked if that is due. */
  want(chatId: number): void {
    this.#asker.want(chatId)
  }

  /** Finds out what can be found out in a short time about groups whose people would matter under these staff ids. */
  async consider(staffIds: ReadonlySet<number>, chatIds: Iterable<number>): Promise<void> {
    if (this.#asker.consider(staffIds, chatIds)) await this.#asker.settle(considerMs)
  }

  /** The group was upgraded to another chat with the same people. */
  move(fromChatId: number, toChatId: number): void {
    this.#groupMembers.move(fromChatId, toChatId)
  }

  /** The chat does not exist any more. */
  drop(chatId: number): void {
    this.#asker.drop(chatId)
    this.#groupMembers.drop(chatId)
  }

  follow(event: TelegramEvent): void {
    switch (event.kind) {
      case 'chat_added':
        this.#noteWriter(event.chat.lastMessage, false)
        break
      case 'last_message_changed':
        this.#noteWriter(event.message, false)
        break
      case 'message_arrived':
        this.#noteWriter(event.message, true)
        break
      case 'group_changed':
        this.#options.onChange(event.group.chatId)
        break
      default:
    }
  }

  /** All lists are loaded, so requests may begin. */
  start(): void {
    this.#asker.start()
  }

  clear(): void {
    this.#asker.stop()
    this.#groupMembers.clear()
  }

  close(): void {
    this.#asker.stop()
    this.#groupMembers.save(this.#options.rules.staffIds)
  }

  #findGroup(chatId: number): { readonly memberCount: number } | undefined {
    const { findKind, groups } = this.#options
    const kind = findKind(chatId)
    if (kind !== 'basic_group' && kind !== 'supergroup') return undefined
    return { memberCount: groups.find(chatId)?.memberCount ?? 0 }
  }

  #noteWriter(message: Message | undefined, isLive: boolean): void {
    if (message === undefined) return
    const group = this.#findGroup(message.chatId)
    const fact = group === undefined ? undefined : makeFact(message, this.#options.people)
    if (group === undefined || fact?.from !== 'user' || fact.userId === 0 || fact.isOwn) return
    if (!this.#groupMembers.noteWriter(message.chatId, group.memberCount, fact.userId, isLive)) return
    this.#asker.saveSoon()
    this.#options.onChange(message.chatId)
  }
}

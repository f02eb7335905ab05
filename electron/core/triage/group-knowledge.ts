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
import { GroupPeople } from './group-people.ts'
import { makeFact } from './message-facts.ts'
import type { Rules } from './rules.ts'

export interface GroupKnowledgeOptions {
  readonly requests: Pick<RequestQueue, 'caller'>
  readonly clock: Clock
  readonly store: Pick<Store, 'loadGroupPeople' | 'saveGroupPeople'>
  readonly people: People
  readonly groups: Groups
  readonly rules: Rules
  readonly findKind: (chatId: number) => ChatKind | undefined
  /** More or less is known of a group than before. */
  readonly onChange: (chatId: number) => void
}

/** Whoever looks at a preview does not wait longer for it; what is found out later is in the next one. */
const considerMs = 3_000

/** What is known of the people in groups: from what they write, and asked of Telegram where that is not enough. */
export class GroupKnowledge {
  readonly #options: GroupKnowledgeOptions
  readonly #people: GroupPeople
  readonly #asker: GroupAsker

  constructor(options: GroupKnowledgeOptions) {
    this.#options = options
    const { onChange, rules, store } = options
    this.#people = new GroupPeople(store, (staffIds, userId) => rules.isStaffIn(staffIds, userId))
    this.#asker = new GroupAsker({
      ...options,
      groupPeople: this.#people,
      staffIds: () => rules.staffIds,
      findGroup: (chatId) => this.#findGroup(chatId),
      onKnown: onChange,
    })
  }

  restore(): void {
    this.#people.restore()
  }

  /** Under these staff ids, whether they hold or not. */
  knowledgeOf(chatId: number, staffIds: ReadonlySet<number>): ChatFacts['memberKnowledge'] {
    return this.#people.knowledgeOf(chatId, this.#findGroup(chatId)?.memberCount ?? 0, staffIds)
  }

  /** The class of the group depends on its people: Telegram is asked, if that is due. */
  want(chatId: number): void {
    this.#asker.want(chatId)
  }

  /** Finds out what can be found out soon about groups whose people would matter under these staff ids. */
  async consider(staffIds: ReadonlySet<number>, chatIds: Iterable<number>): Promise<void> {
    if (this.#asker.consider(staffIds, chatIds)) await this.#asker.settle(considerMs)
  }

  /** The group goes on as another chat, with the same people. */
  move(fromChatId: number, toChatId: number): void {
    this.#people.move(fromChatId, toChatId)
  }

  /** There is no such chat any more. */
  drop(chatId: number): void {
    this.#asker.drop(chatId)
    this.#people.drop(chatId)
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

  /** All lists are loaded: questions may be asked. */
  start(): void {
    this.#asker.start()
  }

  clear(): void {
    this.#asker.stop()
    this.#people.clear()
  }

  close(): void {
    this.#asker.stop()
    this.#people.save(this.#options.rules.staffIds)
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
    if (!this.#people.noteWriter(message.chatId, group.memberCount, fact.userId, isLive)) return
    this.#asker.saveSoon()
    this.#options.onChange(message.chatId)
  }
}

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

export type GroupKnowledge = ReturnType<typeof createGroupKnowledge>

/** What is known of the people in groups: from what they write, and asked of Telegram where that is not enough. */
export function createGroupKnowledge(options: GroupKnowledgeOptions) {
  const { findKind, groups, onChange, people, rules, store } = options
  const findGroup = (chatId: number) => {
    const kind = findKind(chatId)
    if (kind !== 'basic_group' && kind !== 'supergroup') return undefined
    return { memberCount: groups.find(chatId)?.memberCount ?? 0 }
  }
  const groupPeople = new GroupPeople(store, (staffIds, userId) => rules.isStaffIn(staffIds, userId))
  const asker = new GroupAsker({
    ...options,
    groupPeople,
    staffIds: () => rules.staffIds,
    findGroup,
    onKnown: onChange,
  })
  const noteWriter = (message: Message | undefined, isLive: boolean): void => {
    if (message === undefined) return
    const group = findGroup(message.chatId)
    const fact = group === undefined ? undefined : makeFact(message, people)
    if (group === undefined || fact?.from !== 'user' || fact.userId === 0 || fact.isOwn) return
    if (!groupPeople.noteWriter(message.chatId, group.memberCount, fact.userId, isLive)) return
    asker.saveSoon()
    onChange(message.chatId)
  }

  return {
    restore: (): void => groupPeople.restore(),

    /** Under these staff ids, whether they hold or not. */
    knowledgeOf: (chatId: number, staffIds: ReadonlySet<number>): ChatFacts['memberKnowledge'] =>
      groupPeople.knowledgeOf(chatId, findGroup(chatId)?.memberCount ?? 0, staffIds),

    /** The class of the group depends on its people: Telegram is asked, if that is due. */
    want: (chatId: number): void => asker.want(chatId),

    /** Finds out what can be found out soon about groups whose people would matter under these staff ids. */
    consider: async (staffIds: ReadonlySet<number>, chatIds: Iterable<number>): Promise<void> => {
      if (asker.consider(staffIds, chatIds)) await asker.settle(considerMs)
    },

    /** The group goes on as another chat, with the same people. */
    move: (fromChatId: number, toChatId: number): void => {
      groupPeople.move(fromChatId, toChatId)
    },

    /** There is no such chat any more. */
    drop: (chatId: number): void => {
      asker.drop(chatId)
      groupPeople.drop(chatId)
    },

    follow: (event: TelegramEvent): void => {
      switch (event.kind) {
        case 'chat_added':
          noteWriter(event.chat.lastMessage, false)
          break
        case 'last_message_changed':
          noteWriter(event.message, false)
          break
        case 'message_arrived':
          noteWriter(event.message, true)
          break
        case 'group_changed':
          onChange(event.group.chatId)
          break
        default:
      }
    },

    /** All lists are loaded: questions may be asked. */
    start: (): void => asker.start(),

    clear: (): void => {
      asker.stop()
      groupPeople.clear()
    },

    close: (): void => {
      asker.stop()
      groupPeople.save(rules.staffIds)
    },
  }
}

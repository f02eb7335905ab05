import type { ChatFacts } from '#shared/domain/chat-class/classify-chat.ts'
import type { Store } from '../store/store.ts'
import type { StoredGroupPeople } from '../store/triage-store.ts'
import { asChatId } from '../telegram/ids.ts'

/** So many members of a group may be bots, at the most. */
export const mostBots = 15

/** More writers of one group than these say nothing new. */
const mostWriters = 200

/**
 * Who is in which group, as far as a class may depend on it: everybody in the small ones, and in the others one
 * person who is not staff.
 */
export class GroupPeople {
  readonly #store: Pick<Store, 'loadGroupPeople' | 'saveGroupPeople'>
  readonly #isStaffIn: (staffIds: ReadonlySet<number>, userId: number) => boolean
  readonly #groups = new Map<number, StoredGroupPeople>()
  readonly #unsaved = new Set<number>()

  constructor(
    store: Pick<Store, 'loadGroupPeople' | 'saveGroupPeople'>,
    isStaffIn: (staffIds: ReadonlySet<number>, userId: number) => boolean,
  ) {
    this.#store = store
    this.#isStaffIn = isStaffIn
  }

  /** Takes what the last run knew. */
  restore(): void {
    for (const [chatId, group] of this.#store.loadGroupPeople()) this.#groups.set(chatId, group)
  }

  /** `memberCount` is what Telegram says now, bots included; 0 when it does not say. */
  knowledgeOf(
    chatId: number,
    memberCount: number,
    staffIds: ReadonlySet<number>,
  ): ChatFacts['memberKnowledge'] {
    const group = this.#groups.get(chatId)
    if (group !== undefined) {
      if (group.userIds.some((userId) => !this.#isStaffIn(staffIds, userId))) return 'has_customer'
      if (group.isWhole) return 'only_staff'
    }
    // The account itself is staff too, whether it is in the list or not.
    return memberCount > staffIds.size + 1 + mostBots ? 'has_customer' : 'unknown'
  }

  /** True when Telegram has to be asked before the group's class is certain. */
  isAskingDue(chatId: number, memberCount: number, staffIds: ReadonlySet<number>): boolean {
    if (memberCount > staffIds.size + 1 + mostBots) return false
    const group = this.#groups.get(chatId)
    if (group !== undefined && memberCount > 0 && group.memberCount !== memberCount) return true
    return this.knowledgeOf(chatId, memberCount, staffIds) === 'unknown'
  }

  /** Everybody in the group but its bots. */
  setMembers(chatId: number, memberCount: number, userIds: readonly number[]): void {
    this.#groups.set(chatId, { memberCount, userIds: [...userIds], isWhole: true })
    this.#unsaved.add(chatId)
  }

  /**
   * A human wrote in the group; `isLive` if just now: an old message may be of somebody who left. True when that says
   * something new.
   */
  noteWriter(chatId: number, memberCount: number, userId: number, isLive: boolean): boolean {
    const group = this.#groups.get(chatId) ?? { memberCount, userIds: [], isWhole: false }
    if (group.isWhole && !isLive) return false
    if (group.userIds.includes(userId) || group.userIds.length >= mostWriters) return false
    this.#groups.set(chatId, { ...group, userIds: [...group.userIds, userId] })
    this.#unsaved.add(chatId)
    return true
  }

  /** The group goes on as another chat. What is known of that one already stays. */
  move(fromChatId: number, toChatId: number): void {
    const group = this.#groups.get(fromChatId)
    if (group === undefined) return
    this.#groups.delete(fromChatId)
    this.#unsaved.add(fromChatId)
    if (this.#groups.has(toChatId)) return
    this.#groups.set(toChatId, group)
    this.#unsaved.add(toChatId)
  }

  /** There is no such chat any more, and the store has forgotten it. */
  drop(chatId: number): void {
    this.#groups.delete(chatId)
    this.#unsaved.delete(chatId)
  }

  clear(): void {
    this.#groups.clear()
    this.#unsaved.clear()
  }

  /** Writes what changed, small: of a group with customers one of them is enough. */
  save(staffIds: ReadonlySet<number>): void {
    for (const chatId of this.#unsaved) {
      this.#store.saveGroupPeople(asChatId(chatId), this.#shorten(this.#groups.get(chatId), staffIds))
    }
    this.#unsaved.clear()
  }

  #shorten(
    group: StoredGroupPeople | undefined,
    staffIds: ReadonlySet<number>,
  ): StoredGroupPeople | undefined {
    const customer = group?.userIds.find((userId) => !this.#isStaffIn(staffIds, userId))
    if (group === undefined || customer === undefined) return group?.isWhole === true ? group : undefined
    return { memberCount: group.memberCount, userIds: [customer], isWhole: false }
  }
}

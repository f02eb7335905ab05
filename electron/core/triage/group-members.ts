import type { ChatFacts } from '#shared/domain/chat-class/classify-chat.ts'
import type { Store } from '../store/store.ts'
import type { StoredGroupMembers } from '../store/triage-store.ts'
import { asChatId } from '../telegram/ids.ts'

/** At most this many members of a group may be bots. */
export const mostBots = 15

/** Beyond this many writers of one group, further writers add no knowledge. */
const mostWriters = 200

/**
 * Who is in which group, as far as a class may depend on it: all members of small groups, and of other groups one
 * person who is not staff.
 */
export class GroupMembers {
  readonly #store: Pick<Store, 'loadGroupMembers' | 'saveGroupMembers'>
  readonly #isStaffIn: (staffIds: ReadonlySet<number>, userId: number) => boolean
  readonly #groups = new Map<number, StoredGroupMembers>()
  readonly #unsaved = new Set<number>()

  constructor(
    store: Pick<Store, 'loadGroupMembers' | 'saveGroupMembers'>,
    isStaffIn: (staffIds: ReadonlySet<number>, userId: number) => boolean,
  ) {
    this.#store = store
    this.#isStaffIn = isStaffIn
  }

  /** Loads what the last run knew. */
  restore(): void {
    for (const [chatId, group] of this.#store.loadGroupMembers()) this.#groups.set(chatId, group)
  }

  /** `memberCount` is Telegram's current number, bots included; 0 when Telegram does not say. */
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
    // The account itself is also staff, whether the list includes it or not.
    return memberCount > staffIds.size + 1 + mostBots ? 'has_customer' : 'unknown'
  }

  /** True when Telegram has to be asked before the group's class is certain. */
  isAskingDue(chatId: number, memberCount: number, staffIds: ReadonlySet<number>): boolean {
    if (memberCount > staffIds.size + 1 + mostBots) return false
    const group = this.#groups.get(chatId)
    if (group !== undefined && memberCount > 0 && group.memberCount !== memberCount) return true
    return this.knowledgeOf(chatId, memberCount, staffIds) === 'unknown'
  }

  /** Sets all members of the group, without its bots. */
  setMembers(chatId: number, memberCount: number, userIds: readonly number[]): void {
    this.#groups.set(chatId, { memberCount, userIds: [...userIds], isWhole: true })
    this.#unsaved.add(chatId)
  }

  /**
   * A human wrote in the group. `isLive` is true if the message is new: the author of an old message may have left.
   * Returns true when the writer adds knowledge.
   */
  noteWriter(chatId: number, memberCount: number, userId: number, isLive: boolean): boolean {
    const group = this.#groups.get(chatId) ?? { memberCount, userIds: [], isWhole: false }
    if (group.isWhole && !isLive) return false
    if (group.userIds.includes(userId) || group.userIds.length >= mostWriters) return false
    this.#groups.set(chatId, { ...group, userIds: [...group.userIds, userId] })
    this.#unsaved.add(chatId)
    return true
  }

  /** The group was upgraded to another chat. If that chat's members are known already, they stay. */
  move(fromChatId: number, toChatId: number): void {
    const group = this.#groups.get(fromChatId)
    if (group === undefined) return
    this.#groups.delete(fromChatId)
    this.#unsaved.add(fromChatId)
    if (this.#groups.has(toChatId)) return
    this.#groups.set(toChatId, group)
    this.#unsaved.add(toChatId)
  }

  /** The chat does not exist any more, and the store has forgotten it. */
  drop(chatId: number): void {
    this.#groups.delete(chatId)
    this.#unsaved.delete(chatId)
  }

  clear(): void {
    this.#groups.clear()
    this.#unsaved.clear()
  }

  /** Writes the changed groups, shortened: of a group with customers, one customer is enough. */
  save(staffIds: ReadonlySet<number>): void {
    for (const chatId of this.#unsaved) {
      this.#store.saveGroupMembers(asChatId(chatId), this.#shorten(this.#groups.get(chatId), staffIds))
    }
    this.#unsaved.clear()
  }

  #shorten(
    group: StoredGroupMembers | undefined,
    staffIds: ReadonlySet<number>,
  ): StoredGroupMembers | undefined {
    const customer = group?.userIds.find((userId) => !this.#isStaffIn(staffIds, userId))
    if (group === undefined || customer === undefined) return group?.isWhole === true ? group : undefined
    return { memberCount: group.memberCount, userIds: [customer], isWhole: false }
  }
}

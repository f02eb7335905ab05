import type { ChatClass, ClassifiedChat, RulesView } from '#shared/contract/entities/triage.ts'
import { type ChatFacts, classifyChat, type Classification } from '#shared/domain/chat-class/classify-chat.ts'
import { asChatId } from '../telegram/ids.ts'

type MemberKnowledge = ChatFacts['memberKnowledge']

export interface ChatClassesOptions {
  readonly rules: () => RulesView
  readonly find: (chatId: number) => Omit<ChatFacts, 'memberKnowledge'> | undefined
  readonly chatIds: () => Iterable<number>
  /** The knowledge of a group's people, judged by these staff ids. */
  readonly knowledgeOf: (chatId: number, staffIds: ReadonlySet<number>) => MemberKnowledge
  readonly nameFolder: (folderId: number) => string | undefined
  /** Called whenever a chat was classified; `isOther`: its class changed. */
  readonly onLooked: (chatId: number, found: Classification, isOther: boolean) => void
}

/** The class of every chat (customer, team or other), and the reason for it. */
export class ChatClasses {
  readonly #options: ChatClassesOptions
  readonly #known = new Map<number, Classification>()
  #staffIds: ReadonlySet<number> = new Set()
  #staffOf: RulesView | undefined

  constructor(options: ChatClassesOptions) {
    this.#options = options
  }

  classOf(chatId: number): ChatClass {
    return this.#known.get(chatId)?.class ?? 'other'
  }

  /** The class of a chat and its reason; undefined until the chat is classified. */
  find(chatId: number): Classification | undefined {
    return this.#known.get(chatId)
  }

  /** Uses the class that the chat was last shown with, until the chat is classified. */
  remember(chatId: number, chatClass: ChatClass): void {
    if (!this.#known.has(chatId)) this.#known.set(chatId, { class: chatClass, reason: 'no_rule' })
  }

  /** Classifies the chat again, after a change that its class may depend on. */
  reconsider(chatId: number): void {
    const rules = this.#options.rules()
    const next = this.#classify(chatId, rules, this.#readStaffIds(rules))
    if (next === undefined) return
    const before = this.#known.get(chatId)?.class ?? 'other'
    this.#known.set(chatId, next)
    this.#options.onLooked(chatId, next, next.class !== before)
  }

  /** Classifies all chats again, because the rules changed. */
  reconsiderAll(): void {
    for (const chatId of this.#options.chatIds()) this.reconsider(chatId)
  }

  /** The classes that these rules would give to all chats; nothing changes. */
  preview(rules: RulesView): ClassifiedChat[] {
    const staffIds = this.#readStaffIds(rules)
    const chats: ClassifiedChat[] = []
    for (const chatId of this.#options.chatIds()) {
      const facts = this.#options.find(chatId)
      const found = this.#classify(chatId, rules, staffIds)
      if (facts === undefined || found === undefined) continue
      chats.push({ chatId: asChatId(chatId), title: facts.title, ...this.#spell(found) })
    }
    return chats
  }

  drop(chatId: number): void {
    this.#known.delete(chatId)
  }

  clear(): void {
    this.#known.clear()
  }

  #classify(chatId: number, rules: RulesView, staffIds: ReadonlySet<number>): Classification | undefined {
    const facts = this.#options.find(chatId)
    if (facts === undefined) return undefined
    const isGroup = facts.kind === 'basic_group' || facts.kind === 'supergroup'
    const memberKnowledge = isGroup ? this.#options.knowledgeOf(chatId, staffIds) : 'unknown'
    return classifyChat({ ...facts, memberKnowledge }, rules.customers)
  }

  /** The staff ids of the rules. The set stays the same as long as the rules are the same object. */
  #readStaffIds(rules: RulesView): ReadonlySet<number> {
    if (this.#staffOf !== rules) {
      this.#staffOf = rules
      this.#staffIds = new Set(rules.staff.map((member) => member.userId))
    }
    return this.#staffIds
  }

  /** Names the matching rule for people: the pattern, or the folder's title. */
  #spell(found: Classification): Omit<ClassifiedChat, 'chatId' | 'title'> {
    const { class: chatClass, folderId, pattern, reason } = found
    const detail = folderId === undefined ? pattern : this.#options.nameFolder(folderId)
    return { class: chatClass, reason, ...(detail === undefined ? {} : { detail }) }
  }
}

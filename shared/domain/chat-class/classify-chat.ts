import type { ChatView } from '../../contract/entities/chat.ts'
import type { ChatClass, ChatClassReason, RulesView } from '../../contract/entities/triage.ts'

/** Whether the people of a group (bots aside) are all ours. */
export type MemberKnowledge = 'only_staff' | 'has_customer' | 'unknown'

/** The facts that decide the class of a chat. */
export interface ChatFacts {
  readonly kind: ChatView['kind']
  readonly title: string
  /** Telegram's folders that the chat is in. */
  readonly folderIds: readonly number[]
  /** Set by hand. */
  readonly handClass?: ChatClass | undefined
  readonly memberKnowledge: MemberKnowledge
}

export interface Classification {
  readonly class: ChatClass
  readonly reason: ChatClassReason
  /** The pattern behind `title_pattern`. */
  readonly pattern?: string
  /** The folder behind `folder`. */
  readonly folderId?: number
}

/**
 * The class of a chat, by the first rule that applies. A group whose people are unknown counts as one with a
 * customer.
 */
export function classifyChat(chat: ChatFacts, rules: RulesView['customers']): Classification {
  if (chat.handClass !== undefined) return { class: chat.handClass, reason: 'by_hand' }
  if (chat.kind === 'private' || chat.kind === 'secret') return { class: 'other', reason: 'private_chat' }
  if (chat.kind === 'channel') return { class: 'other', reason: 'broadcast_channel' }
  const title = normalizeText(chat.title)
  const pattern = rules.titlePatterns[findPattern(title, rules.titlePatterns)]
  if (pattern !== undefined) return { class: 'customer', reason: 'title_pattern', pattern }
  const folderId = rules.folderIds.find((id) => chat.folderIds.includes(id))
  if (folderId !== undefined) return { class: 'customer', reason: 'folder', folderId }
  if (chat.memberKnowledge === 'only_staff') return { class: 'team', reason: 'only_staff' }
  if (rules.everyGroup) return { class: 'customer', reason: 'every_group' }
  return { class: 'other', reason: 'no_rule' }
}

/** Thousands of chats are compared with the same patterns, and splitting those each time is most of the work. */
const partsOfPatterns = new WeakMap<readonly string[], readonly (readonly string[])[]>()

function findPattern(title: string, patterns: readonly string[]): number {
  let parts = partsOfPatterns.get(patterns)
  if (parts === undefined) {
    parts = patterns.map((pattern) => normalizeText(pattern).split('*'))
    partsOfPatterns.set(patterns, parts)
  }
  return parts.findIndex((one) => hasParts(title, one))
}

/** Whether the parts between the stars occur in the title one after another. */
function hasParts(title: string, parts: readonly string[]): boolean {
  let from = 0
  for (const part of parts) {
    const found = title.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return true
}

function normalizeText(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { ConversationView } from '#shared/contract/entities/conversation.ts'
import { isolate } from '../model/service-words.ts'

/** One part of the line below the title: a key of conversation.json and its values. */
export interface SubtitlePart {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
  /** Somebody writes right now: it replaces everything else and is shown in the accent colour. */
  readonly isTyping?: boolean
}

/** Below this age a person's last visit is told in minutes. */
const recentS = 3600

export function describeSubtitle(
  chat: Pick<ChatView, 'kind' | 'isSelf'>,
  conversation:
    | Pick<ConversationView, 'typing' | 'presence' | 'memberCount' | 'staffCount' | 'onlineCount'>
    | undefined,
  nowS: number,
  formatMoment: (atS: number) => string,
): readonly SubtitlePart[] {
  if (chat.isSelf) return [{ key: 'header.saved', values: {} }]
  if (conversation === undefined) return []
  const { typing, presence, memberCount, onlineCount, staffCount = 0 } = conversation
  if (typing.length > 0) return [describeTyping(typing, chat.kind)]
  const parts: SubtitlePart[] = []
  if (presence !== undefined) parts.push(describePresence(presence, nowS, formatMoment))
  if (memberCount !== undefined && memberCount > 0) {
    const key = chat.kind === 'channel' ? 'header.subscribers' : 'header.members'
    parts.push({ key, values: { count: memberCount } })
  }
  if (staffCount > 0) parts.push({ key: 'header.ofOurs', values: { count: staffCount } })
  if (onlineCount !== undefined && onlineCount > 1)
    parts.push({ key: 'header.online', values: { count: onlineCount } })
  return parts
}

function describeTyping(names: readonly string[], kind: ChatView['kind']): SubtitlePart {
  const [first = '', second = ''] = names.map((name) => isolate(name))
  if (kind === 'private' || kind === 'secret') {
    return { key: 'header.typingPrivate', values: {}, isTyping: true }
  }
  if (names.length === 1) return { key: 'header.typingOne', values: { name: first }, isTyping: true }
  if (names.length === 2) return { key: 'header.typingTwo', values: { first, second }, isTyping: true }
  return { key: 'header.typingMany', values: { name: first, count: names.length - 1 }, isTyping: true }
}

function describePresence(
  presence: NonNullable<ConversationView['presence']>,
  nowS: number,
  formatMoment: (atS: number) => string,
): SubtitlePart {
  if (presence.kind !== 'last_seen') return { key: `header.presence.${presence.kind}`, values: {} }
  const ageS = Math.max(nowS - presence.atS, 0)
  if (ageS < 60) return { key: 'header.presence.justNow', values: {} }
  if (ageS < recentS) {
    return { key: 'header.presence.minutesAgo', values: { count: Math.floor(ageS / 60) } }
  }
  return { key: 'header.presence.at', values: { when: formatMoment(presence.atS) } }
}

import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { Sender, ServiceEvent } from '#shared/contract/entities/message.ts'
import { assertNever } from '#shared/lib/assert-never.ts'

/** A key below `service` in conversation.json and what stands in its places. */
export interface ServiceWords {
  readonly key: string
  readonly values: Readonly<Record<string, string>>
}

export interface ServiceContext {
  readonly sender: Pick<Sender, 'name' | 'isSelf'>
  readonly chatKind: ChatView['kind'] | undefined
  readonly language: string
}

/** Names that stand in a sentence keep their own direction: first strong isolate … pop isolate. */
export function isolate(text: string): string {
  return `\u2068${text}\u2069`
}

/** Chooses the sentence for what happened; there is one for every kind of event. */
export function describeService(event: ServiceEvent, context: ServiceContext): ServiceWords {
  const { sender, chatKind, language } = context
  const byWhom = (key: string, values: Readonly<Record<string, string>> = {}): ServiceWords => ({
    key: sender.isSelf ? `${key}_self` : key,
    values: { ...values, sender: isolate(sender.name) },
  })
  const isChannel = chatKind === 'channel'
  switch (event.kind) {
    case 'members_added':
      return event.names.every((name) => name === sender.name)
        ? byWhom('joined')
        : byWhom('members_added', { names: joinNames(event.names, language) })
    case 'member_left':
      return event.isSender ? byWhom('member_left') : byWhom('member_removed', { name: isolate(event.name) })
    case 'group_created':
      return isChannel
        ? { key: 'channel_created', values: { title: isolate(event.title) } }
        : byWhom('group_created', { title: isolate(event.title) })
    case 'title_changed':
      return isChannel
        ? { key: 'channel_title_changed', values: { title: isolate(event.title) } }
        : byWhom('title_changed', { title: isolate(event.title) })
    case 'topic_created':
    case 'topic_renamed':
      return byWhom(event.kind, { title: isolate(event.title) })
    case 'photo_changed':
    case 'photo_deleted':
      return isChannel ? { key: `channel_${event.kind}`, values: {} } : byWhom(event.kind)
    case 'joined_by_link':
    case 'joined_by_request':
    case 'screenshot_taken':
    case 'video_chat_started':
    case 'video_chat_scheduled':
      return byWhom(event.kind)
    case 'upgraded_to_supergroup':
    case 'upgraded_from_group':
    case 'history_cleared':
      return { key: event.kind, values: {} }
    case 'contact_registered':
      return { key: event.kind, values: { sender: isolate(sender.name) } }
    case 'message_pinned':
      return event.preview === ''
        ? byWhom('message_pinned_unknown')
        : byWhom('message_pinned', { preview: isolate(event.preview) })
    case 'auto_delete_changed':
      return event.seconds > 0
        ? byWhom('auto_delete_on', { duration: formatPeriod(event.seconds, language) })
        : byWhom('auto_delete_off')
    case 'video_chat_ended':
      return { key: event.kind, values: { duration: formatPeriod(event.seconds, language) } }
    case 'theme_changed':
      return event.name === ''
        ? byWhom('theme_reset')
        : byWhom('theme_changed', { name: isolate(event.name) })
    case 'other':
      return { key: 'other', values: { type: event.type } }
    default:
      return assertNever(event)
  }
}

function joinNames(names: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names.map((name) => isolate(name)))
}

const units = [
  { unit: 'year', seconds: 31_536_000 },
  { unit: 'month', seconds: 2_592_000 },
  { unit: 'week', seconds: 604_800 },
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const

/** The two greatest units of a period: "1 hour 5 minutes", "1 week". */
export function formatPeriod(periodS: number, language: string): string {
  const whole = Math.max(Math.round(periodS), 0)
  const first = units.find(({ seconds }) => whole >= seconds) ?? { unit: 'second', seconds: 1 }
  const count = Math.floor(whole / first.seconds)
  const rest = whole - count * first.seconds
  const second = units.find(({ seconds }) => seconds < first.seconds && rest >= seconds)
  const parts = [formatUnit(count, first.unit, language)]
  if (second !== undefined && first.seconds <= 86_400) {
    parts.push(formatUnit(Math.floor(rest / second.seconds), second.unit, language))
  }
  return parts.join(' ')
}

function formatUnit(count: number, unit: string, language: string): string {
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count)
}

import type { FormattedText, TextEntity } from '#shared/contract/entities/formatted-text.ts'
import type { NewTeamEvent } from '#shared/domain/team-log/events.ts'
import type { TeamState } from '#shared/domain/team-log/team-state.ts'
import { chooseLanguage, type Language, words } from '#shared/i18n/words.ts'
import { linkToMessage } from '#shared/domain/telegram-ids/message-id.ts'

export interface LineSources {
  readonly language: 'system' | Language
  readonly nameUser: (userId: number) => string
  /** Title and newest message of a chat, as far as this account knows it. */
  readonly findChat: (
    chatId: number,
  ) => { readonly title: string; readonly lastMessageId: number | undefined } | undefined
  readonly state: TeamState
}

type Word = keyof (typeof words)['en']['team-log']

/** Kept as long as the process runs: asking for it takes longer than writing the line. */
let systemLanguage: Language | undefined

/** The words for the team channel, in the language of the user who writes. */
export function chooseTeamWords(language: 'system' | Language): Readonly<Record<Word, string>> {
  if (language !== 'system') return words[language]['team-log']
  systemLanguage ??= chooseLanguage([Intl.DateTimeFormat().resolvedOptions().locale])
  return words[systemLanguage]['team-log']
}

/** What people read of an event, on their phones as well. */
export function writeReadableLine(event: NewTeamEvent, sources: LineSources): string {
  return new LineWriter(sources).write(event)
}

/** `none`: the chat has no class by hand, and the rules decide. */
const classWords = {
  customer: 'chat_class_customer',
  team: 'chat_class_team',
  other: 'chat_class_neither',
  none: 'chat_class_auto',
} as const

class LineWriter {
  readonly #sources: LineSources
  readonly #words: Readonly<Record<Word, string>>

  constructor(sources: LineSources) {
    this.#sources = sources
    this.#words = chooseTeamWords(sources.language)
  }

  write(event: NewTeamEvent): string {
    switch (event.type) {
      case 'genesis':
        return this.#say('genesis', { managers: event.managers.map((id) => this.#person(id)).join(', ') })
      case 'role':
        return this.#say(`role_${event.role}`, { person: this.#person(event.user) })
      case 'duty':
        if (event.on) return this.#say('duty_on')
        return event.back_at === undefined
          ? this.#say('duty_off')
          : this.#say('duty_off_until', { time: this.#time(event.back_at) })
      case 'alarm_raised':
      case 'alarm_taken':
      case 'alarm_done':
        return this.#writeAlarm(event)
      case 'visibility_granted': {
        const said = this.#say(event.type, {
          person: this.#person(event.user),
          chat: this.#chat(event.chat),
        })
        const task = event.task === undefined ? [] : [this.#say('task', { task: event.task })]
        const until = event.until === undefined ? [] : [this.#say('until', { time: this.#time(event.until) })]
        return [said, ...task, ...until].join(', ')
      }
      case 'visibility_revoked':
        return this.#say(event.type, { person: this.#person(event.user), chat: this.#chat(event.chat) })
      case 'settings':
        if (event.rules !== undefined || event.duty_sees_all === undefined) return this.#say('settings_rules')
        return this.#say(event.duty_sees_all ? 'settings_duty_sees_all' : 'settings_duty_sees_granted')
      case 'no_reply':
        return this.#say(event.type, { chat: this.#chat(event.chat, event.up_to) })
      case 'no_reply_taken_back':
        return this.#say(event.type, { chat: this.#chat(event.chat) })
      case 'chat_class':
        return this.#say(classWords[event.class ?? 'none'], { chat: this.#chat(event.chat) })
      case 'clock_override':
        return this.#say(event.override === undefined ? 'clock_override_none' : event.type, {
          chat: this.#chat(event.chat),
        })
      case 'chat_project': {
        const { project } = event
        const chat = this.#chat(event.chat)
        return project === undefined
          ? this.#say('chat_project_none', { chat })
          : this.#say(event.type, { chat, project: project.project })
      }
      case 'note': {
        // People who are mentioned other than by name are named at the end, so that their phones ring.
        const named = event.mentions.map((id) => `@${this.#person(id)}`)
        const missing = named.filter((name) => !event.text.includes(name.slice(1)))
        const text = [event.text, ...missing].join(' ')
        return this.#say(event.type, { chat: this.#chat(event.chat, event.message), text })
      }
      case 'note_removed':
        return this.#say(event.type, { chat: this.#chat(event.chat) })
      case 'snapshot':
        return this.#say(event.type)
    }
  }

  #writeAlarm(event: NewTeamEvent & { readonly type: `alarm_${string}` }): string {
    if (event.type === 'alarm_raised') {
      const chat = this.#chat(event.chat, undefined, event.title)
      return event.note === undefined
        ? this.#say('alarm_raised', { chat })
        : this.#say('alarm_raised_note', { chat, note: event.note })
    }
    const alarm = this.#sources.state.alarms.get(event.alarm)
    const chat =
      alarm === undefined ? this.#words.unknown_chat : this.#chat(alarm.chatId, undefined, alarm.title)
    return this.#say(event.type, { chat })
  }

  #say(word: Word, values: Readonly<Record<string, string>> = {}): string {
    return this.#words[word].replaceAll(/\{\{(\w+)\}\}/gu, (_all, name: string) => values[name] ?? '')
  }

  #person(userId: number): string {
    const name = this.#sources.nameUser(userId)
    return name === '' ? this.#words.unknown_person : name
  }

  /** The title, with a link that phones open where the chat has one. */
  #chat(chatId: number, messageId?: number, knownTitle?: string): string {
    const found = this.#sources.findChat(chatId)
    const title = found?.title ?? knownTitle ?? this.#words.unknown_chat
    const link = linkToMessage(chatId, messageId ?? found?.lastMessageId ?? 0)
    return link === undefined ? title : `${title} ${link}`
  }

  #time(atS: number): string {
    const { language } = this.#sources
    const locale = language === 'system' ? undefined : language
    return new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(atS * 1000)
  }
}

/** The message with mentions for the people whom a note names, so that Telegram notifies them. */
export function markMentions(
  message: FormattedText,
  event: NewTeamEvent,
  nameUser: (userId: number) => string,
): FormattedText {
  if (event.type !== 'note' || event.mentions.length === 0) return message
  const end = message.entities.find(({ kind }) => kind === 'pre')?.offset ?? 0
  const head = message.text.slice(0, end)
  const mentions = event.mentions.flatMap((userId): TextEntity[] => {
    const name = nameUser(userId)
    const offset = name === '' ? -1 : head.indexOf(name)
    if (offset < 0) return []
    return [{ kind: 'mention_name', userId, offset, length: name.length }]
  })
  mentions.sort((a, b) => a.offset - b.offset)
  return { ...message, entities: [...mentions, ...message.entities] }
}

import { orderLines, type StoryIds } from './assemble-seed.ts'
import { readDuration } from './duration.ts'
import { toMessageId } from './team-log-messages.ts'
import type { Story, StoryChat } from './story.ts'

const channelBase = 1_000_000_000_000

/**
 * What events of a log refer to, by the keys of the scenario: `person:KEY`, `chat:KEY`, `title:CHAT`,
 * `message:CHAT/LINE` and `date:CHAT/LINE` (`last`: the newest), `event:KEY`, `in:DURATION`.
 */
export class TeamLogReferences {
  readonly #story: Story
  readonly #ids: StoryIds
  readonly #now: number
  readonly #events = new Map<string, string>()

  constructor(story: Story, ids: StoryIds, now: number) {
    this.#story = story
    this.#ids = ids
    this.#now = now
  }

  nameEvent(key: string, id: string): void {
    this.#events.set(key, id)
  }

  /** The same value with everything in it that refers to something replaced. */
  resolve(value: unknown): unknown {
    if (typeof value === 'string') return this.#resolveText(value)
    if (Array.isArray(value)) return value.map((item) => this.resolve(item))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.resolve(item)]))
  }

  nameOf(userId: number): string {
    const person = this.#story.people.find(({ key }) => this.#ids.people.get(key) === userId)
    return person === undefined ? '' : [person.firstName, person.lastName].filter(Boolean).join(' ')
  }

  findChat(chatId: number): { readonly title: string; readonly lastMessageId: number } | undefined {
    const chat = this.#story.chats.find((one) => this.#toTdlibId(one) === chatId)
    return chat && { title: chat.title, lastMessageId: toMessageId(orderLines(chat).length) }
  }

  #resolveText(text: string): string | number {
    const [, kind, name = ''] = /^(person|chat|title|message|date|event|in):(\S+(?: \S+)*)$/u.exec(text) ?? []
    switch (kind) {
      case 'person':
        return requireFound(this.#ids.people.get(name), text)
      case 'chat':
        return this.#toTdlibId(this.#findChat(name))
      case 'title':
        return this.#findChat(name).title
      case 'message':
        return toMessageId(this.#findLine(name).number)
      case 'date':
        return this.#findLine(name).at
      case 'event':
        return requireFound(this.#events.get(name), text)
      case 'in':
        return this.#now + readDuration(name)
      default:
        return text
    }
  }

  #findChat(key: string): StoryChat {
    return requireFound(
      this.#story.chats.find((chat) => chat.key === key),
      key,
    )
  }

  #findLine(path: string): { readonly number: number; readonly at: number } {
    const [chatKey = '', lineKey = ''] = path.split('/')
    const lines = orderLines(this.#findChat(chatKey))
    const index = lineKey === 'last' ? lines.length - 1 : lines.findIndex(({ key }) => key === lineKey)
    return { number: index + 1, at: requireFound(lines[index], path).at }
  }

  #toTdlibId({ key, kind }: StoryChat): number {
    return toTdlibId(kind, requireFound(this.#ids.chats.get(key), key))
  }
}

/** The id by which everybody's TDLib knows a group; private chats have none. */
export function toTdlibId(kind: StoryChat['kind'], id: number): number {
  return kind === 'basicGroup' ? -id : -channelBase - id
}

function requireFound<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the team's log refers to "${name}", which is not there`)
  return value
}

import type { PresenceEntry } from '#shared/contract/entities/team.ts'
import { nowhere, type Presence, unitePresence } from '#shared/domain/presence/presence.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import { asChatId } from '../../telegram/ids.ts'
import { readKnownMessage } from '../../telegram/requests.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import { chooseTeamWords } from '../log/readable-line.ts'
import type { Upgrades } from '../../rows/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { Roster } from '../team-ports.ts'
import { readPresence } from './others-presence.ts'
import { OwnPresence } from './own-presence.ts'
import { ShownPresence } from './shown-presence.ts'

export interface PresenceParts {
  readonly context: Pick<
    TeamContext,
    'chats' | 'client' | 'clock' | 'isOnline' | 'people' | 'publish' | 'readSettings' | 'store'
  >
  readonly channel: Pick<TeamChannel, 'id' | 'state' | 'onChange'>
  readonly roster: Roster
  readonly time: TelegramTime
  readonly upgrades: Pick<Upgrades, 'findSuccessor'>
  readonly isVisible: (chatId: number) => boolean
}

/** Shows which colleague looks at which chat, or writes in it. It only warns; it decides nothing. */
export class TeamPresence {
  readonly #parts: PresenceParts
  /** What each window shows, by connection; the window that spoke last stands last. */
  readonly #windows = new Map<symbol, Presence>()
  readonly #own: OwnPresence
  readonly #shown: ShownPresence
  #channelId: number | undefined

  constructor(parts: PresenceParts) {
    const { channel, context, roster, time } = parts
    this.#parts = parts
    this.#channelId = channel.id
    this.#shown = new ShownPresence(parts)
    this.#own = new OwnPresence({
      clock: context.clock,
      store: context.store,
      client: () =>
        context.isOnline() && channel.state === 'joined' && roster.myRole !== undefined
          ? context.client()
          : undefined,
      channelId: () => channel.id,
      readWanted: () => this.#readWanted(),
      write: ({ chatId, isWriting }) =>
        writePresenceMessage(chooseTeamWords(context.readSettings().language).presence, {
          ...(chatId === undefined ? {} : { chatId: asChatId(chatId) }),
          isWriting,
          atS: Math.floor(time.now() / 1000),
        }),
      isPresence: (message) => readPresence(message) !== undefined,
    })
    channel.onChange(this.refresh)
    roster.onChange(this.refresh)
    time.onChange(this.#shown.refresh)
  }

  /** Notes what one window shows; undefined: the window is gone. */
  set(window: symbol, presence: Presence | undefined): void {
    this.#windows.delete(window)
    if (presence !== undefined) this.#windows.set(window, presence)
    this.#own.consider()
  }

  readShown(): PresenceEntry[] {
    return this.#shown.readShown()
  }

  /** Reads anew what may be shown or told, because it has changed. */
  readonly refresh = (): void => {
    const { id } = this.#parts.channel
    if (id !== this.#channelId) {
      this.#channelId = id
      this.#shown.forget()
    }
    this.#shown.refresh()
    this.#own.consider()
  }

  /** Takes what the store has. Is called before the first event. */
  restore(): void {
    this.#channelId = this.#parts.channel.id
    this.#own.restore()
  }

  /** Takes every event of Telegram, after people and rows did. */
  follow(event: TelegramEvent): void {
    const { channel, roster } = this.#parts
    this.#own.follow(event)
    switch (event.kind) {
      case 'connection_changed':
        this.#own.consider()
        break
      case 'message_arrived':
        if (event.message.chatId === channel.id) this.#shown.take(event.message)
        break
      // For an edit within the same second as the last one, TDLib tells only the content.
      case 'message_changed':
      case 'message_edited':
        if (event.chatId === channel.id) void this.#readAgain(event.chatId, event.messageId)
        break
      case 'messages_deleted':
        if (event.chatId === channel.id) this.#shown.drop(event.messageIds)
        break
      case 'user_changed':
        if (roster.memberIds.has(event.user.id)) this.#shown.refresh()
        break
      default:
    }
  }

  /** Is called when the account is gone and the store has forgotten it. */
  clear(): void {
    this.#own.clear()
    this.#shown.forget()
    this.#shown.refresh()
  }

  close(): void {
    this.#own.close()
    this.#shown.close()
  }

  /** What the windows show together, without chats that are the user's own business. */
  #readWanted(): Presence {
    return unitePresence(
      [...this.#windows.values()].map((one) =>
        one.chatId !== undefined && this.#isTold(one.chatId) ? one : nowhere,
      ),
    )
  }

  #isTold(chatId: number): boolean {
    const { channel, context, isVisible } = this.#parts
    const chatClass = context.chats.findView(chatId)?.class
    return (chatClass === 'customer' || chatClass === 'team') && chatId !== channel.id && isVisible(chatId)
  }

  /** Reads the edited message again, because TDLib tells of an edit without its author. */
  async #readAgain(chatId: number, messageId: number): Promise<void> {
    const { channel, context } = this.#parts
    const client = context.client()
    if (client === undefined) return
    const found = await readKnownMessage(client, chatId, messageId)
    if (found.ok && chatId === channel.id) this.#shown.take(found.value)
  }
}

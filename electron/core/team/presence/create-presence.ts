import type { PresenceEntry } from '#shared/contract/entities/team.ts'
import type { PatchOp } from '#shared/contract/patches.ts'
import { nowhere, type Presence, unitePresence } from '#shared/domain/presence/presence.ts'
import { writePresenceMessage } from '#shared/domain/team-log/write-log-messages.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import type * as Td from 'tdlib-types'
import { asChatId, asUserId } from '../../telegram/ids.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import { chooseTeamWords } from '../log/readable-line.ts'
import type { Upgrades } from '../marks/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { TeamPeople } from '../team-ports.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import { OthersPresence, readPresence } from './others-presence.ts'
import { OwnPresence } from './own-presence.ts'

export interface PresenceParts {
  readonly context: TeamContext
  readonly channel: Pick<TeamChannel, 'id' | 'state' | 'onChange'>
  readonly people: TeamPeople
  readonly time: TelegramTime
  readonly upgrades: Pick<Upgrades, 'findSuccessor'>
  readonly isVisible: (chatId: number) => boolean
}

export type TeamPresence = ReturnType<typeof createPresence>

/** Who of the team looks at which chat, or writes in it. It warns; it decides nothing. */
export function createPresence({ channel, context, isVisible, people, time, upgrades }: PresenceParts) {
  const { clock, publish } = context
  /** By connection; the last one to say something is the last. */
  const windows = new Map<symbol, Presence>()
  const others = new OthersPresence()
  let channelId = channel.id
  let shownText = '[]'
  let cancelEnd: Cancel | undefined

  const findPresent = (chatId: number): number => upgrades.findSuccessor(chatId) ?? chatId
  /** Whoever is the user's own business is not the team's. */
  const isTold = (chatId: number): boolean => {
    const chatClass = context.chats.findView(chatId)?.class
    return (chatClass === 'customer' || chatClass === 'team') && chatId !== channel.id && isVisible(chatId)
  }
  const own = new OwnPresence({
    clock,
    store: context.store,
    client: () =>
      context.isOnline() && channel.state === 'joined' && people.myRole !== undefined
        ? context.client()
        : undefined,
    channelId: () => channel.id,
    readWanted: () =>
      unitePresence(
        [...windows.values()].map((one) => (one.chatId !== undefined && isTold(one.chatId) ? one : nowhere)),
      ),
    write: ({ chatId, isWriting }) =>
      writePresenceMessage(chooseTeamWords(context.readSettings().language).presence, {
        ...(chatId === undefined ? {} : { chatId: asChatId(chatId) }),
        isWriting,
        atS: Math.floor(time.now() / 1000),
      }),
    isPresence: (message) => readPresence(message) !== undefined,
    onBug: context.onBug,
  })

  const readEntries = (): PresenceEntry[] => {
    cancelEnd?.()
    const { endsAtMs, people: present } = others.read(time.now())
    cancelEnd = endsAtMs === undefined ? undefined : clock.schedule(endsAtMs - time.offsetMs, refresh)
    return present.flatMap(({ chatId: saidId, isWriting, userId }) => {
      const chatId = findPresent(saidId)
      const isSeen = context.chats.findView(chatId) !== undefined && isVisible(chatId)
      if (!isSeen || userId === people.selfId || !people.memberIds.has(userId)) return []
      const name = context.people.nameUser(userId)
      return [{ userId: asUserId(userId), name, chatId: asChatId(chatId), isWriting }]
    })
  }
  const refresh = (): void => {
    const value = readEntries()
    const text = JSON.stringify(value)
    if (text === shownText) return
    shownText = text
    publish([{ op: 'presence', value }])
  }
  /** TDLib tells of an edit without its author. */
  const readAgain = async (chatId: number, messageId: number): Promise<void> => {
    const found = await context
      .client()
      ?.invoke({ _: 'getMessageLocally', chat_id: chatId, message_id: messageId })
    if (found?.ok === true && chatId === channel.id && others.take(found.value)) refresh()
  }

  const onChannel = (): void => {
    if (channel.id !== channelId) {
      channelId = channel.id
      others.clear()
    }
    refresh()
    own.consider()
  }
  channel.onChange(onChannel)
  people.onChange(onChannel)
  time.onChange(refresh)

  return {
    /** What one window shows; undefined: the window is gone. */
    set(window: symbol, presence: Presence | undefined): void {
      windows.delete(window)
      if (presence !== undefined) windows.set(window, presence)
      own.consider()
    },

    *readBase(): Iterable<PatchOp> {
      const value = readEntries()
      shownText = JSON.stringify(value)
      yield { op: 'presence', value }
    },
    /** What may be shown has changed. */
    refresh: onChannel,
    restore: (): void => {
      channelId = channel.id
      own.restore()
    },
    /** Every update of TDLib, after it reached people and rows. */
    follow: (update: Td.Update): void => {
      own.follow(update)
      switch (update._) {
        case 'updateConnectionState':
          own.consider()
          break
        case 'updateNewMessage':
          if (update.message.chat_id === channel.id && others.take(update.message)) refresh()
          break
        // Of an edit within the second of the last one only the content is told.
        case 'updateMessageContent':
        case 'updateMessageEdited':
          if (update.chat_id !== channel.id) break
          readAgain(update.chat_id, update.message_id).catch(context.onBug)
          break
        case 'updateDeleteMessages':
          if (update.chat_id !== channel.id || !update.is_permanent || update.from_cache) break
          if (others.drop(update.message_ids)) refresh()
          break
        case 'updateUser':
          if (people.memberIds.has(update.user.id)) refresh()
          break
        default:
      }
    },
    /** The account is gone, and the store has forgotten it. */
    clear: (): void => {
      own.clear()
      others.clear()
      refresh()
    },
    close: (): void => {
      own.close()
      cancelEnd?.()
    },
  }
}

import type { Cancel } from '#shared/lib/clock.ts'
import { isUpToDate } from '../../session/connection.ts'
import type { TelegramEvent } from '../../telegram/events.ts'
import type { Message } from '../../telegram/message.ts'
import { viewMessages } from '../../telegram/requests.ts'
import type { TdCaller } from '../../telegram/td-client.ts'
import { fetchOlderFromServer } from '../../telegram/history.ts'
import type { TeamChannel } from '../channel/team-channel.ts'
import type { TeamContext } from '../team-context.ts'
import { isConsoleMessage } from '../../triage/console-message.ts'
import { readEventKey } from './channel-messages.ts'
import type { ChosenTeamLog } from './create-log.ts'

/** Entries that come together are marked as read once; phones get the time to tell of an alarm. */
const gatherMs = 1_500
/** With more unread messages than this, a person has to look through them. */
const mostUnread = 1_000
/** Size of each further page: only few own messages stand between the unread ones. */
const ownPage = 20

export interface EntryReadingParts extends TeamContext {
  readonly channel: TeamChannel
  readonly teamLog: ChosenTeamLog
}

export interface EntryReading {
  follow(event: TelegramEvent): void
  close(): void
}

/** Marks the team channel as read while nothing but what consoles wrote is unread there. */
export function createEntryReading(parts: EntryReadingParts): EntryReading {
  const { channel, chats, client, clock, isOnline, teamLog } = parts
  let cancel: Cancel | undefined
  let isRunning = false

  /** An open alarm stays unread: if it were marked as read, phones would drop it before anybody took it. */
  const isOpenAlarm = (message: Message): boolean => {
    const key = readEventKey(message)
    const alarm = key === undefined ? undefined : teamLog.state.alarms.get(key.id)
    return alarm !== undefined && alarm.taken === undefined && alarm.done === undefined
  }
  const look = async (td: TdCaller, chatId: number): Promise<void> => {
    const record = chats.findRecord(chatId)
    if (record === undefined || record.unreadCount === 0 || record.unreadCount > mostUnread) return
    const { lastReadInboxId, unreadCount } = record
    const messages = await fetchBehind(td, chatId, lastReadInboxId, unreadCount)
    const unread = messages.filter(({ id, isOutgoing: isOwn }) => id > lastReadInboxId && !isOwn)
    const isOurs = unread.every((message) => isConsoleMessage(message) && !isOpenAlarm(message))
    if (!isOurs || unread.length < unreadCount || record.unreadMentionCount > 0) return
    await viewMessages(td, chatId, [Math.max(...unread.map(({ id }) => id))])
  }
  const lookSoon = (): void => {
    cancel ??= clock.schedule(clock.now() + gatherMs, () => {
      cancel = undefined
      const td = client()
      if (td === undefined || channel.id === undefined || !isOnline() || isRunning) return
      isRunning = true
      void look(td, channel.id).then(() => {
        isRunning = false
      })
    })
  }
  teamLog.onChange((changes) => {
    if (changes.some(({ kind }) => kind === 'alarm')) lookSoon()
  })

  return {
    follow(event: TelegramEvent): void {
      if (channel.id === undefined) return
      if (event.kind === 'message_arrived' && event.message.chatId === channel.id) {
        if (isConsoleMessage(event.message)) lookSoon()
      } else if (event.kind === 'connection_changed' && isUpToDate(event.connection)) lookSoon()
    },
    close(): void {
      cancel?.()
      cancel = undefined
    },
  }
}

/**
 * Reads from the end back to the given message, `count` messages first. Own messages are among them, though no
 * unread count includes them.
 */
async function fetchBehind(
  td: TdCaller,
  chatId: number,
  afterId: number,
  count: number,
): Promise<readonly Message[]> {
  const messages: Message[] = []
  let oldestId = 0
  while (messages.length < mostUnread) {
    const page = await fetchOlderFromServer(td, chatId, oldestId, messages.length === 0 ? count : ownPage)
    if (!page.ok) return []
    messages.push(...page.messages)
    oldestId = Math.min(...messages.map(({ id }) => id))
    if (page.isStart || page.messages.length === 0 || oldestId <= afterId) break
  }
  return messages
}

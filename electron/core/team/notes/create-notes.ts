import type { MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type { EventId, NoteView } from '#shared/contract/entities/team.ts'
import type { NotificationView } from '#shared/contract/entities/triage.ts'
import { hasNotes, hasSharedMessageIds } from '#shared/domain/notes/note-scope.ts'
import type { TeamChange } from '#shared/domain/team-log/team-state.ts'
import type { Cancel } from '#shared/lib/clock.ts'
import { fail, ok, type Result } from '#shared/lib/result.ts'
import { isServerMessageId } from '#shared/domain/telegram-ids/message-id.ts'
import type * as Td from 'tdlib-types'
import { cutText } from '../../telegram/cut-text.ts'
import { asChatId } from '../../telegram/ids.ts'
import type { Upgrades } from '../marks/upgrades.ts'
import type { TeamContext } from '../team-context.ts'
import type { PostErrorCode, TeamLog, TeamPeople } from '../team-ports.ts'
import type { TelegramTime } from '../../telegram/telegram-time.ts'
import { NoteMentions } from './note-mentions.ts'
import { canRemoveNote, type NoteSource, viewNotes } from './note-views.ts'
import { OwnNotes } from './own-notes.ts'

/** So much of a note is told to the system. */
const previewLength = 200

export interface NotesParts {
  readonly context: TeamContext
  readonly log: TeamLog
  readonly people: TeamPeople
  readonly time: TelegramTime
  readonly upgrades: Pick<Upgrades, 'findPredecessor' | 'findSuccessor' | 'onNote'>
}

export interface NewNote {
  readonly noteId: EventId
  readonly chatId: number
  readonly text: string
  readonly mentionIds: readonly UserId[]
  readonly messageId?: MessageId | undefined
}

export type Notes = ReturnType<typeof createNotes>

/** Internal notes: what the team says about a chat among itself. They go to the log, and nowhere else. */
export function createNotes({ context, log, people, time, upgrades }: NotesParts) {
  const { publish, store } = context
  const mentionListeners = new Set<(view: NotificationView) => void>()
  const own = new OwnNotes(store)
  const mentions = new NoteMentions(store)
  /** Chats that a window had open since the start, with the people whom their notes name. */
  const shown = new Map<number, ReadonlySet<number>>()

  const nowS = (): number => Math.floor(time.now() / 1000)
  const findChat = (chatId: number) => context.chats.findView(chatId)
  /** The chat that something about this one is shown in. */
  const findPresent = (chatId: number): number => upgrades.findSuccessor(chatId) ?? chatId
  /** What the log and this console have about a chat, in its order; with what was said of it before it was upgraded. */
  const listSources = (chatId: number): readonly NoteSource[] => {
    const before = upgrades.findPredecessor(chatId)
    const chatIds = before === undefined ? [chatId] : [before, chatId]
    const inLog = chatIds.flatMap((id) => [...(log.state.notes.get(id)?.values() ?? [])])
    const ids = new Set(inLog.map(({ id }) => id))
    const sources: NoteSource[] = inLog.map((note) => {
      // What waits has no date of Telegram's yet; it keeps that of its writing.
      const atS = note.written.isPending === true ? own.find(note.id)?.atS : undefined
      return {
        note: atS === undefined ? note : { ...note, written: { ...note.written, atS } },
        isFailed: false,
      }
    })
    for (const { atS, ...note } of own.all()) {
      if (!chatIds.includes(note.chatId) || ids.has(note.id)) continue
      sources.push({ note: { ...note, written: { byUserId: people.selfId ?? 0, atS } }, isFailed: true })
    }
    return sources
  }
  const findSource = (chatId: number, noteId: string): NoteSource | undefined =>
    listSources(findPresent(chatId)).find(({ note }) => note.id === noteId)

  const readNotes = (chatId: number): NoteView[] => {
    const sources = listSources(chatId)
    shown.set(chatId, new Set(sources.flatMap(({ note }) => [note.written.byUserId, ...note.mentionIds])))
    const kind = findChat(chatId)?.kind
    return viewNotes(sources, {
      chatId,
      hasMessageIds: kind !== undefined && hasSharedMessageIds(kind),
      selfId: people.selfId,
      myRole: people.myRole,
      name: (userId) => context.people.nameUser(userId),
    })
  }
  const publishChat = (chatId: number): void => {
    if (shown.has(chatId)) publish([{ op: 'notes', chatId: asChatId(chatId), value: readNotes(chatId) }])
  }
  const publishAll = (): void => {
    for (const chatId of shown.keys()) publishChat(chatId)
  }

  const tellMentions = (chatId: number): void => {
    const { selfId } = people
    const notes = log.state.notes.get(chatId)
    if (selfId === undefined || notes === undefined) return
    const last = mentions.take(notes.values(), selfId, nowS()).at(-1)
    const presentId = findPresent(chatId)
    const view = findChat(presentId)
    const { isOn, hasSound, messages } = context.readSettings().notifications
    if (last === undefined || view === undefined || !isOn || messages === 'none') return
    const told: NotificationView = {
      chatId: view.id,
      kind: 'note_mention',
      title: view.title,
      author: context.people.nameUser(last.written.byUserId),
      preview: { kind: 'text', text: cutText(last.text, previewLength) },
      count: 1,
      isSilent: !hasSound,
      canReply: false,
    }
    for (const listener of mentionListeners) listener(told)
  }

  /** What the log has counts; what it refused is kept here. */
  const dropArrived = (): void => {
    const arrived = [...own.all()].filter(({ chatId, id }) => {
      const note = log.state.notes.get(chatId)?.get(id)
      return note !== undefined && note.written.isPending !== true
    })
    own.drop(arrived.map(({ id }) => id))
  }

  const onLogChange = (changes: readonly TeamChange[]): void => {
    const chatIds = new Set<number>()
    let isAll = false
    for (const change of changes) {
      if (change.kind === 'notes') chatIds.add(change.chatId)
      else if (change.kind === 'everything') isAll = true
    }
    if (!isAll && chatIds.size === 0) return
    dropArrived()
    if (isAll) publishAll()
    else for (const chatId of chatIds) publishChat(findPresent(chatId))
    for (const chatId of isAll ? log.state.notes.keys() : chatIds) tellMentions(chatId)
  }
  log.onChange(onLogChange)
  log.onRefused((id) => {
    const note = own.find(id)
    if (note !== undefined) publishChat(findPresent(note.chatId))
  })
  people.onChange(publishAll)
  upgrades.onNote((_fromChatId, toChatId) => publishChat(toChatId))

  return {
    /** Somebody calls the user in a note; each is told once, over restarts. */
    onMention(listener: (view: NotificationView) => void): Cancel {
      mentionListeners.add(listener)
      return () => {
        mentionListeners.delete(listener)
      }
    },

    /** All notes of a chat that a window has open; from then on it is told of changes. */
    readNotes,

    /** Once per id. On disk when it answers, whatever becomes of it in the log. */
    add(note: NewNote): Result<undefined, PostErrorCode | 'chat_not_found'> {
      const { chatId, messageId, noteId: id, text } = note
      if (log.channelId === undefined) return fail('no_team', 'no team channel is chosen')
      const chat = findChat(chatId)
      if (chat === undefined || !hasNotes(chat) || chatId === log.channelId) {
        return fail('chat_not_found', 'no such chat with notes')
      }
      const known = findSource(chatId, id)
      if (known?.isFailed === false) return ok()
      const mentionIds = note.mentionIds.filter((userId) => people.memberIds.has(userId))
      const isOnMessage =
        messageId !== undefined && isServerMessageId(messageId) && hasSharedMessageIds(chat.kind)
      const kept = own.put({
        id,
        chatId,
        text,
        mentionIds,
        atS: nowS(),
        ...(isOnMessage ? { messageId } : {}),
      })
      if (!kept.ok) return kept
      const posted = log.post(
        {
          type: 'note',
          chat: chat.id,
          text,
          mentions: mentionIds,
          ...(isOnMessage ? { message: messageId } : {}),
        },
        { id, isLoud: mentionIds.length > 0 },
      )
      if (posted.ok) return ok()
      // The composer still has the text of a new note; that of an earlier one stays where it was.
      if (known === undefined) own.drop([id])
      return posted
    },

    remove(chatId: number, noteId: EventId): Result<undefined, PostErrorCode | 'note_not_found'> {
      const source = findSource(chatId, noteId)
      if (source === undefined) return fail('note_not_found', 'there is no such note')
      const { isFailed, note } = source
      if (isFailed) {
        const dropped = own.drop([noteId])
        if (dropped.ok) publishChat(findPresent(chatId))
        return dropped
      }
      if (!canRemoveNote(source, people))
        return fail('no_right', 'only its author or a manager removes a note')
      const posted = log.post({ type: 'note_removed', chat: asChatId(note.chatId), note: noteId })
      if (!posted.ok) return posted
      own.drop([noteId])
      return ok()
    },

    /** Takes what the store has, after the log did; before the first update. */
    restore: (): void => {
      own.restore()
      mentions.restore()
      dropArrived()
    },
    /** Every update of TDLib, after it reached the people: it tells of names later than the log. */
    follow: (update: Td.Update): void => {
      if (update._ !== 'updateUser') return
      for (const [chatId, userIds] of shown) if (userIds.has(update.user.id)) publishChat(chatId)
    },
    /** The account is gone, and the store has forgotten it. */
    clear: (): void => {
      own.clear()
      mentions.clear()
      shown.clear()
    },
  }
}

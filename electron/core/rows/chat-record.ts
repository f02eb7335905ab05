import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { Chat, ChatKind, ChatMute, MuteScope } from '../telegram/chats.ts'
import { asMessageId } from '../telegram/ids.ts'
import { type Message, previewMessage } from '../telegram/message.ts'
import { makeInitials, makeOneLine } from '../telegram/one-line.ts'
import { foldAccent, type People } from '../telegram/people.ts'
import type { RowMarks } from './row-marks.ts'

/** What TDLib told of a chat, kept current by its updates. The chat model owns a record and changes it in place. */
export interface ChatRecord extends Pick<Chat, 'id' | 'kind' | 'userId'> {
  title: string
  /** The initials of the title. They are stored because finding them takes longer than the rest of a row. */
  initials: string
  accentColorId: number
  canMembersWrite: boolean
  lastMessage: Message | undefined
  /** The newest message that a person wrote, where it is known and `lastMessage` only reports an event. */
  lastWritten: Message | undefined
  unreadCount: number
  unreadMentionCount: number
  isMarkedUnread: boolean
  mute: ChatMute
  lastReadInboxId: number
  lastReadOutboxId: number
  onlineCount: number
}

export function createChatRecord({ draft: _draft, places: _places, ...chat }: Chat): ChatRecord {
  return { ...chat, lastWritten: undefined, initials: makeInitials(chat.title), onlineCount: 0 }
}

/** TDLib told of another newest message. */
export function setLastMessage(record: ChatRecord, message: Message | undefined): void {
  const before = record.lastWritten ?? record.lastMessage
  const isHidden = message?.isService === true && before?.isService === false && before.id < message.id
  record.lastWritten = isHidden ? before : undefined
  record.lastMessage = message
}

/** The message that a row shows: an event never hides the words of a person who waits. */
function chooseShown({ lastMessage, lastWritten }: ChatRecord, { wait }: RowMarks): Message | undefined {
  return wait === undefined ? lastMessage : (lastWritten ?? lastMessage)
}

/** Seconds of silence that a notification scope gives to chats without settings of their own. */
export type ScopeMutes = Record<MuteScope, number>

export interface ViewSources {
  readonly people: People
  readonly mutes: ScopeMutes
  /** The text in the composer, when this machine has a newer text than TDLib's draft. */
  readonly draftText: string
  readonly marks: RowMarks
}

export function mapChat(record: ChatRecord, sources: ViewSources): ChatView {
  const { people, mutes, draftText, marks } = sources
  const { kind } = record
  const view: { -readonly [K in keyof ChatView]: ChatView[K] } = {
    id: record.id,
    kind,
    title: record.title,
    initials: record.initials,
    accent:
      kind === 'private' ? people.accentOfUser(record.userId ?? record.id) : foldAccent(record.accentColorId),
    unreadCount: record.unreadCount,
    unreadMentionCount: record.unreadMentionCount,
    isMarkedUnread: record.isMarkedUnread,
    isMuted: isMuted(record, mutes),
    lastReadInboxId: asMessageId(record.lastReadInboxId),
    lastReadOutboxId: asMessageId(record.lastReadOutboxId),
    ...marks,
    isSelf: kind === 'private' && record.userId === people.selfId,
  }
  const shown = chooseShown(record, marks)
  if (shown !== undefined) view.lastMessage = mapLastMessage(shown, kind, people)
  const draft = makeOneLine(draftText)
  if (draft !== '') view.draftPreview = draft
  return view
}

function mapLastMessage(message: Message, kind: ChatKind, people: People): ChatView['lastMessage'] {
  const { dateS, id, isOutgoing, state } = message
  const base = { id, isOutgoing, dateS, state, preview: previewMessage(message, people) }
  const author = nameAuthor(message, kind, people)
  return author === '' ? base : { ...base, author }
}

/** Who wrote the message, where the chat does not say it already; empty elsewhere. */
export function nameAuthor({ chatId, sender }: Message, kind: ChatKind, people: People): string {
  const isGroup = kind === 'basic_group' || kind === 'supergroup'
  // An anonymous administrator writes in the name of the group, which stands beside the message.
  return isGroup && sender.id !== chatId ? people.nameShort(sender) : ''
}

function isMuted({ kind, mute }: ChatRecord, mutes: ScopeMutes): boolean {
  return mute.isDefault ? mutes[nameScope(kind)] > 0 : mute.forS > 0
}

export function nameScope(kind: ChatKind): MuteScope {
  if (kind === 'channel') return 'channel'
  return kind === 'private' || kind === 'secret' ? 'private' : 'group'
}

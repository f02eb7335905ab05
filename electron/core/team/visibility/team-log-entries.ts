import type { ChatView } from '#shared/contract/entities/chat.ts'
import type { FormattedText } from '#shared/contract/entities/formatted-text.ts'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { readTeamLogMessage } from '#shared/domain/team-log/read-log-message.ts'
import { type Message, readText } from '../../telegram/message.ts'
import type { TeamLog } from '../team-ports.ts'
import type { VisibilityGate } from './visibility-gate.ts'

export interface TeamLogEntriesOptions {
  readonly gate: VisibilityGate
  readonly teamLog: TeamLog
  /** The message of this id, if TDLib told of it in this run and the row of the chat is made of it. */
  readonly findShown: (chatId: number, messageId: MessageId) => Message | undefined
  /** The words shown in place of an entry that is hidden. */
  readonly readWords: () => string
}

/**
 * The team channel is a chat like others, and its entries name chats: a user who may not see a chat may not read
 * them.
 */
export interface TeamLogEntries {
  /** A message as it may be shown; the same object where nothing of it is hidden. */
  showMessage(view: MessageView): MessageView
  /** A row as it may be shown; the same object where nothing of it is hidden. */
  showRow(view: ChatView): ChatView
}

export function createTeamLogEntries({
  findShown,
  gate,
  teamLog,
  readWords,
}: TeamLogEntriesOptions): TeamLogEntries {
  const isHidden = (text: FormattedText): boolean => isAboutHidden(text, gate, teamLog)
  const isMasked = (chatId: number): boolean => gate.isChannel(chatId) && !gate.showsAll

  const showMessage = (view: MessageView): MessageView => {
    const { content, replyTo } = view
    // A reply to a message in another chat contains a piece of that chat.
    if (replyTo?.chatId !== undefined && !gate.isVisible(replyTo.chatId)) {
      return showMessage({ ...view, replyTo: {} })
    }
    if (!isMasked(view.chatId)) return view
    const { replyTo: _replyTo, ...rest } = view
    const shown = replyTo === undefined ? view : { ...rest, replyTo: { messageId: replyTo.messageId } }
    if (content.kind !== 'text' || !isHidden(content.text)) return shown
    return { ...shown, content: { kind: 'text', text: { text: readWords(), entities: [] } } }
  }

  return {
    showMessage,
    showRow: (view) => {
      const { id, lastMessage } = view
      if (lastMessage?.preview.kind !== 'text' || !isMasked(id)) return view
      const source = findShown(id, lastMessage.id)
      // A row of the last run has only its preview line, which may be that of an entry.
      const text = source === undefined ? undefined : readText(source)
      if (text !== undefined && !isHidden(text)) return view
      return { ...view, lastMessage: { ...lastMessage, preview: { kind: 'text', text: readWords() } } }
    },
  }
}

/** Whether the text is an entry of the team's log about a chat that is hidden, or may be one. */
function isAboutHidden(text: FormattedText, gate: VisibilityGate, teamLog: TeamLog): boolean {
  const content = readTeamLogMessage(text)
  switch (content?.kind) {
    case undefined:
      return false
    case 'presence':
      return content.chatId !== undefined && !gate.isVisible(content.chatId)
    case 'event': {
      const { event } = content
      if ('chat' in event) return !gate.isVisible(event.chat)
      if ('alarm' in event) {
        const alarm = teamLog.state.alarms.get(event.alarm)
        return alarm === undefined || !gate.isVisible(alarm.chatId)
      }
      return event.type === 'snapshot'
    }
    // A single part does not tell which chats the event names.
    case 'part':
    case 'newer':
    case 'unreadable':
      return true
  }
}

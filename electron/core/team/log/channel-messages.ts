import { findLogBlock, readLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import type { LogFlaw, LogItem } from '#shared/domain/team-log/log-item.ts'
import type * as Td from 'tdlib-types'
import type { StoredLogMessage } from '../../store/team-store.ts'
import { cutText } from '../../telegram/cut-text.ts'
import { mapText } from '../../telegram/map-text.ts'
import type { People } from '../../telegram/people.ts'

/** Nobody needs more of a line to know which message is meant. */
const maxLine = 200

/** A message of the channel as it is kept; undefined for what is no event: conversation, presence, not sent yet. */
export function readChannelMessage(message: Td.message, people: People): StoredLogMessage | undefined {
  if (message.sending_state !== undefined || message.scheduling_state !== undefined) return undefined
  if (message.content._ !== 'messageText') return undefined
  const found = findLogBlock(mapText(message.content.text))
  if (found === undefined) return undefined
  const flaw = findFlaw(message, people)
  const base = {
    messageId: message.id,
    dateS: message.date,
    authorId:
      message.sender_id._ === 'messageSenderUser' ? message.sender_id.user_id : message.sender_id.chat_id,
    ...(flaw === undefined ? {} : { flaw }),
    line: cutText(found.line, maxLine),
  }
  if ('problem' in found) return { ...base, isMarked: false }
  const content = readLogBlock(found.block, found.isMarked)
  return content.kind === 'presence' ? undefined : { ...base, block: found.block, isMarked: found.isMarked }
}

/** The event (and which part of it) that a message says, whatever state of sending it is in. */
export function readEventKey(
  content: Td.MessageContent,
): { readonly id: string; readonly part: number } | undefined {
  if (content._ !== 'messageText') return undefined
  const found = findLogBlock(mapText(content.text))
  if (found === undefined || 'problem' in found) return undefined
  const read = readLogBlock(found.block, found.isMarked)
  if (read.kind === 'event') return { id: read.event.id, part: 1 }
  return read.kind === 'part' ? { id: read.id, part: read.part } : undefined
}

/** What the fold makes of a message that was kept. */
export function toLogItem(stored: StoredLogMessage): LogItem | undefined {
  const content =
    stored.block === undefined
      ? ({ kind: 'unreadable', reason: 'malformed' } as const)
      : readLogBlock(stored.block, stored.isMarked)
  if (content.kind === 'presence') return undefined
  const { authorId, dateS, flaw, messageId } = stored
  return { messageId, dateS, authorId, ...(flaw === undefined ? {} : { flaw: flaw as LogFlaw }), content }
}

function findFlaw(message: Td.message, people: People): LogFlaw | undefined {
  const { sender_id: sender } = message
  if (sender._ !== 'messageSenderUser') return 'not_a_person'
  if (people.findUser(sender.user_id)?.kind === 'bot') return 'not_a_person'
  if (message.via_bot_user_id !== 0) return 'via_bot'
  if (message.forward_info !== undefined || message.import_info !== undefined) return 'forwarded'
  return message.edit_date === 0 ? undefined : 'edited'
}

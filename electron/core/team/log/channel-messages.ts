import { findTeamLogBlock, readTeamLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import type { TeamLogFlaw, TeamLogItem } from '#shared/domain/team-log/log-item.ts'
import type { StoredTeamLogMessage } from '../../store/team-store.ts'
import { cutText } from '../../telegram/cut-text.ts'
import { isSent, type Message, readText } from '../../telegram/message.ts'
import type { People } from '../../telegram/people.ts'

/** This much of a line is enough to tell which message is meant. */
const maxLine = 200

/**
 * A message of the channel as it is kept; undefined for a message that is no event: conversation, presence, or not
 * sent yet.
 */
export function readChannelMessage(message: Message, people: People): StoredTeamLogMessage | undefined {
  if (!isSent(message)) return undefined
  const text = readText(message)
  const found = text === undefined ? undefined : findTeamLogBlock(text)
  if (found === undefined) return undefined
  const flaw = findFlaw(message, people)
  const base = {
    messageId: message.id,
    dateS: message.dateS,
    authorId: message.sender.id,
    ...(flaw === undefined ? {} : { flaw }),
    line: cutText(found.line, maxLine),
  }
  if ('problem' in found) return { ...base, isMarked: false }
  const content = readTeamLogBlock(found.block, found.isMarked)
  return content.kind === 'presence' ? undefined : { ...base, block: found.block, isMarked: found.isMarked }
}

export interface EventKey {
  readonly id: string
  /** Counted from 1. */
  readonly part: number
}

/** The event (and which part of it) that a message says, whatever state of sending it is in. */
export function readEventKey(message: Message): EventKey | undefined {
  const text = readText(message)
  const found = text === undefined ? undefined : findTeamLogBlock(text)
  if (found === undefined || 'problem' in found) return undefined
  const read = readTeamLogBlock(found.block, found.isMarked)
  if (read.kind === 'event') return { id: read.event.id, part: 1 }
  return read.kind === 'part' ? { id: read.id, part: read.part } : undefined
}

/** The item that the fold takes for a stored message. */
export function toTeamLogItem(stored: StoredTeamLogMessage): TeamLogItem | undefined {
  const content =
    stored.block === undefined
      ? ({ kind: 'unreadable', reason: 'malformed' } as const)
      : readTeamLogBlock(stored.block, stored.isMarked)
  if (content.kind === 'presence') return undefined
  const { authorId, dateS, flaw, messageId } = stored
  return { messageId, dateS, authorId, ...(flaw === undefined ? {} : { flaw: flaw as TeamLogFlaw }), content }
}

function findFlaw(
  { editedS, isForwarded, isViaBot, sender }: Message,
  people: People,
): TeamLogFlaw | undefined {
  if (sender.kind !== 'user') return 'not_a_person'
  if (people.findUser(sender.id)?.kind === 'bot') return 'not_a_person'
  if (isViaBot) return 'via_bot'
  if (isForwarded) return 'forwarded'
  return editedS === 0 ? undefined : 'edited'
}

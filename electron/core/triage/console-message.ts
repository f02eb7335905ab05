import { findTeamLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import { type Message, readText } from '../telegram/message.ts'

/** Whether a person's console wrote the message: an event, a part of an event, or presence. */
export function isConsoleMessage(message: Message): boolean {
  const text = readText(message)
  return text !== undefined && findTeamLogBlock(text) !== undefined
}

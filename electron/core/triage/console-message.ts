import { findLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import { type Message, readText } from '../telegram/message.ts'

/** Whether the console of somebody wrote it: an event, a part of one, presence. */
export function isConsoleMessage(message: Message): boolean {
  const text = readText(message)
  return text !== undefined && findLogBlock(text) !== undefined
}

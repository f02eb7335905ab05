import { findLogBlock } from '#shared/domain/team-log/read-log-message.ts'
import type * as Td from 'tdlib-types'
import { mapText } from '../telegram/map-text.ts'

/** Whether the console of somebody wrote it: an event, a part of one, presence. */
export function isConsoleMessage(content: Td.MessageContent): boolean {
  if (content._ !== 'messageText') return false
  return findLogBlock(mapText(content.text)) !== undefined
}

import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { readStatus } from '../../lib/wait/wait-time.ts'

export interface WaitingChat {
  readonly chatId: ChatId
  readonly wait: WaitView
}

/**
 * The red chat to go to, the longest waiting first and around from the open one; when none is red,
 * the same among those that wait. Undefined: nobody waits but perhaps in the open chat.
 */
export function findNextRed(
  waiting: readonly WaitingChat[],
  openChatId: ChatId | undefined,
  nowMs: number,
): ChatId | undefined {
  const red = waiting.filter(({ wait }) => readStatus(wait, nowMs) !== 'waiting')
  const ids = (red.length > 0 ? red : waiting)
    .toSorted((a, b) => a.wait.sinceS - b.wait.sinceS || a.chatId - b.chatId)
    .map(({ chatId }) => chatId)
  const at = openChatId === undefined ? -1 : ids.indexOf(openChatId)
  const next = ids[(at + 1) % Math.max(ids.length, 1)]
  return next === openChatId ? undefined : next
}

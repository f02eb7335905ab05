import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { readStatus } from '../../lib/wait/wait-time.ts'

export interface WaitingChat {
  readonly chatId: ChatId
  readonly wait: WaitView
}

/**
 * The next red chat, longest wait first, continuing from the open one and wrapping around; when none is red, the next
 * waiting chat. Undefined: nobody waits, except perhaps in the open chat.
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

import type { ChatId, MessageId, UserId } from '#shared/contract/entities/ids.ts'
import type { WaitInterval } from '#shared/contract/entities/triage.ts'

/** A wait of ten minutes that a reply ended. */
export function buildInterval(
  chatId: number,
  startMessageId: number,
  changes: Partial<WaitInterval> = {},
): WaitInterval {
  return {
    chatId: chatId as ChatId,
    startMessageId,
    startS: 1_700_000_000 + startMessageId,
    endS: 1_700_000_600 + startMessageId,
    wallMs: 600_000,
    workingMs: 300_000,
    endedBy: 'reply',
    answeredBy: 7 as UserId,
    answerMessageId: (startMessageId + 1) as MessageId,
    messageCount: 2,
    ...changes,
  }
}

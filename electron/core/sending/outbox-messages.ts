import type { OutboxEntry, OutboxOutcome } from '../store/store.ts'
import { type Message, readPlainText, readSendFailure } from '../telegram/message.ts'

/** Telegram's clock and this machine's may differ; a message this much older than the entry may still be it. */
const clockSlackS = 120

/** Whether a message of TDLib is the text of an entry; after a crash its id does not tell. */
export function isSame(entry: OutboxEntry, message: Message): boolean {
  if (message.chatId !== entry.chatId || !message.isOutgoing) return false
  if (message.dateS < entry.createdAtMs / 1000 - clockSlackS) return false
  const text = readPlainText(message)
  return text !== undefined && readLetters(text) === readLetters(entry.text.text)
}

/** TDLib changes spaces and invisible characters before it sends a text, so they are not compared. */
function readLetters(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, '')
}

/** The outcome of sending a message, as the outbox stores it; undefined: the message is on its way. */
export function readOutcome(message: Message): OutboxOutcome | undefined {
  if (message.state === 'sent') return { state: 'sent', messageId: message.id }
  const failure = readSendFailure(message)
  return failure === undefined ? undefined : { state: 'failed', failure }
}

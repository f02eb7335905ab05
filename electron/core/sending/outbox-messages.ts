import type { OutboxEntry, OutboxOutcome } from '../store/store.ts'
import { type Message, readPlainText, readSendFailure } from '../telegram/message.ts'

/** Telegram's clock and this machine's may differ; a message this much older than the entry may still be it. */
const clockSlackS = 120

/** Whether a message of TDLib is the text of an entry; ids do not tell after a hard end. */
export function isSame(entry: OutboxEntry, message: Message): boolean {
  if (message.chatId !== entry.chatId || !message.isOutgoing) return false
  if (message.dateS < entry.createdAtMs / 1000 - clockSlackS) return false
  const text = readPlainText(message)
  return text !== undefined && readLetters(text) === readLetters(entry.text.text)
}

/** TDLib tidies spaces and characters that nobody sees before it sends a text. */
function readLetters(text: string): string {
  return text.replaceAll(/[\s\p{C}]+/gu, '')
}

/** How the sending of a message ended, as the outbox has it; undefined: it is on its way. */
export function readOutcome(message: Message): OutboxOutcome | undefined {
  if (message.state === 'sent') return { state: 'sent', messageId: message.id }
  const failure = readSendFailure(message)
  return failure === undefined ? undefined : { state: 'failed', failure }
}

import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { EpochMs } from '#shared/lib/clock.ts'
import { tellTyping } from '../telegram/outgoing.ts'
import type { SendingContext } from './sending-context.ts'

/** Telegram shows a writer as typing for six seconds; telling it more often than this is of no use. */
const typingEveryMs = 5_000

export type OwnTypingOptions = Pick<SendingContext, 'client' | 'clock' | 'drafts' | 'isNote' | 'isOnline'>

/** Tells the others in a chat that the user is typing, no more often than needed. */
export class OwnTyping {
  readonly #options: OwnTypingOptions
  readonly #nextMs = new Map<ChatId, EpochMs>()

  constructor(options: OwnTypingOptions) {
    this.#options = options
  }

  async tell(chatId: ChatId): Promise<void> {
    const { client, clock, drafts, isNote, isOnline } = this.#options
    // A customer who sees somebody type expects an answer, and a note is not for the customer.
    if (isNote(chatId, drafts.readText(chatId))) return
    const td = client()
    const nowMs = clock.now()
    if (td === undefined || !isOnline() || nowMs < (this.#nextMs.get(chatId) ?? 0)) return
    this.#nextMs.set(chatId, nowMs + typingEveryMs)
    const told = await tellTyping(td, chatId)
    if (!told.ok && told.refusal.kind === 'flood_wait') {
      this.#nextMs.set(chatId, nowMs + told.refusal.seconds * 1000)
    }
  }
}

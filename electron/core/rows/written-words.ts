import type { CoreContext } from '../core-context.ts'
import { fetchOlder } from '../telegram/history.ts'
import { isSent, type Message } from '../telegram/message.ts'
import type { TdClient, TdResult } from '../telegram/td-client.ts'

/** More events than this behind each other are rare: joins are told one by one, and seldom more than a few at once. */
const mostEvents = 20

export interface WrittenWordsOptions extends Pick<CoreContext, 'requests'> {
  /** The newest message of a chat that a person wrote, found behind the events that came after it. */
  readonly onFound: (message: Message) => void
}

/**
 * Asks for what a person wrote last, where the newest message of a chat only reports an event: "Oleg joined" must not
 * stand in a row instead of the question that waits for an answer.
 */
export class WrittenWords {
  readonly #options: WrittenWordsOptions
  /** The newest message of each chat when it was asked for. */
  readonly #asked = new Map<number, number>()

  constructor(options: WrittenWordsOptions) {
    this.#options = options
  }

  /** Asks once for each newest message. Cheap, and may be called whenever a row is built. */
  want(chatId: number, lastId: number): void {
    if (this.#asked.get(chatId) === lastId) return
    this.#asked.set(chatId, lastId)
    void this.#options.requests
      .run('row_words', (client) => this.#read(client, chatId, lastId))
      .then((result) => {
        // Without an answer the next change of the row asks again.
        if (!result.ok) this.#asked.delete(chatId)
      })
  }

  /** What was found is gone: the chat may be asked for again. */
  forget(chatId: number): void {
    this.#asked.delete(chatId)
  }

  clear(): void {
    this.#asked.clear()
  }

  async #read(client: TdClient, chatId: number, lastId: number): Promise<TdResult<undefined>> {
    const page = await fetchOlder(client, chatId, lastId, mostEvents)
    if (!page.ok) return page
    const written = page.messages.filter((message) => !message.isService && isSent(message))
    const newest = written.reduce<Message | undefined>(
      (found, message) => (found === undefined || message.id > found.id ? message : found),
      undefined,
    )
    if (newest !== undefined) this.#options.onFound(newest)
    return { ok: true, value: undefined }
  }
}

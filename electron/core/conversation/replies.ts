import type { MessageView } from '#shared/contract/entities/message.ts'
import type * as Td from 'tdlib-types'
import { mapContent, previewContent } from '../telegram/map-content.ts'
import { mapMessage } from '../telegram/map-message.ts'
import type { People } from '../telegram/people.ts'
import { makeOneLine } from '../telegram/one-line.ts'
import type { TdClient } from '../telegram/td-client.ts'

/** Answered messages outside the window of one conversation, and what was found missing. */
export class Replies {
  readonly #people: People
  readonly #findInWindow: (messageId: number) => Td.message | undefined
  readonly #found = new Map<number, Td.message>()
  readonly #missing = new Set<number>()
  readonly #asked = new Set<number>()

  constructor(people: People, findInWindow: (messageId: number) => Td.message | undefined) {
    this.#people = people
    this.#findInWindow = findInWindow
  }

  /** The view of a message, with the words of the message it answers or pins where they are known. */
  map(message: Td.message): MessageView {
    const view = mapMessage(message, this.#people, (chatId, id) =>
      chatId === message.chat_id ? this.#find(id) : undefined,
    )
    const { content, replyTo } = view
    if (content.kind === 'service' && content.event.kind === 'message_pinned') {
      return {
        ...view,
        content: { kind: 'service', event: { ...content.event, preview: this.#preview(message) } },
      }
    }
    if (replyTo?.messageId === undefined || replyTo.chatId !== undefined) return view
    if (!this.#missing.has(replyTo.messageId)) return view
    const { messageId: _deleted, ...rest } = replyTo
    return { ...view, replyTo: rest }
  }

  /** Asks TDLib for the answered messages that are not known; each one once. Resolves to the messages to show again. */
  async resolve(client: TdClient, messages: readonly Td.message[]): Promise<readonly number[]> {
    const byTarget = new Map<number, Td.message[]>()
    for (const message of messages) {
      const target = targetOf(message)
      if (target === undefined || this.#find(target) !== undefined || this.#asked.has(target)) continue
      byTarget.set(target, [...(byTarget.get(target) ?? []), message])
    }
    const changed: number[] = []
    await Promise.all(
      [...byTarget].map(async ([target, [first, ...others]]) => {
        if (first === undefined) return
        this.#asked.add(target)
        const result = await client.invoke({
          _: 'getRepliedMessage',
          chat_id: first.chat_id,
          message_id: first.id,
        })
        if (result.ok) this.#found.set(target, result.value)
        else if (result.refusal.kind === 'refused' && result.refusal.code === 404) this.#missing.add(target)
        else {
          // Not known for now: the next page or the next connection asks again.
          this.#asked.delete(target)
          return
        }
        changed.push(first.id, ...others.map(({ id }) => id))
      }),
    )
    return changed
  }

  /** An answered message changed: what is known of it outside the window is asked for again. */
  forget(messageId: number): void {
    this.#found.delete(messageId)
    this.#asked.delete(messageId)
  }

  markMissing(messageId: number): void {
    this.#found.delete(messageId)
    this.#missing.add(messageId)
  }

  #find(messageId: number): Td.message | undefined {
    return this.#findInWindow(messageId) ?? this.#found.get(messageId)
  }

  #preview(message: Td.message): string {
    const target = targetOf(message)
    const pinned = target === undefined ? undefined : this.#find(target)
    if (pinned === undefined) return ''
    const preview = previewContent(mapContent(pinned, this.#people.nameSender))
    return preview.kind === 'text' || preview.kind === 'media' ? makeOneLine(preview.text) : ''
  }
}

/** The message of the same chat that this one answers or pins. */
export function targetOf(message: Td.message): number | undefined {
  if (message.content._ === 'messagePinMessage') return message.content.message_id || undefined
  if (message.reply_to?._ !== 'messageReplyToMessage') return undefined
  const { chat_id: chatId, message_id: messageId } = message.reply_to
  return messageId === 0 || (chatId !== 0 && chatId !== message.chat_id) ? undefined : messageId
}

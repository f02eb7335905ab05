import type { MessageView } from '#shared/contract/entities/message.ts'
import type { Upgrades } from '../rows/upgrades.ts'
import { type Message, placeMessage, previewMessage, viewMessage } from '../telegram/message.ts'
import type { People } from '../telegram/people.ts'
import { makeOneLine } from '../telegram/one-line.ts'
import { readTarget } from '../telegram/requests.ts'
import type { TdClient } from '../telegram/td-client.ts'

/** Answered messages outside the window of one conversation, and those that were found missing. */
export class Replies {
  readonly #people: People
  readonly #findInWindow: (messageId: number) => Message | undefined
  readonly #upgrades: Pick<Upgrades, 'locate' | 'place'>
  readonly #found = new Map<number, Message>()
  readonly #missing = new Set<number>()
  readonly #asked = new Set<number>()

  constructor(
    people: People,
    upgrades: Pick<Upgrades, 'locate' | 'place'>,
    findInWindow: (messageId: number) => Message | undefined,
  ) {
    this.#people = people
    this.#upgrades = upgrades
    this.#findInWindow = findInWindow
  }

  /** The view of a message, with the words of the message it answers or pins where they are known. */
  map(message: Message): MessageView {
    const view = viewMessage(message, this.#people, (chatId, id) =>
      chatId === message.chatId ? this.#find(id) : undefined,
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

  /**
   * Asks TDLib for the answered messages that are not known, each one once. Resolves to the ids of messages to show
   * again.
   */
  async resolve(client: TdClient, messages: readonly Message[]): Promise<readonly number[]> {
    const byTarget = new Map<number, Message[]>()
    for (const message of messages) {
      const target = message.targetId
      if (target === undefined || this.#find(target) !== undefined || this.#asked.has(target)) continue
      byTarget.set(target, [...(byTarget.get(target) ?? []), message])
    }
    const changed: number[] = []
    await Promise.all(
      [...byTarget].map(async ([target, [first, ...others]]) => {
        if (first === undefined) return
        this.#asked.add(target)
        const at = this.#upgrades.locate(first.chatId, first.id)
        const result = await readTarget(client, at.chatId, at.messageId)
        if (!result.ok) {
          // The message is not known for now: the next page or the next connection asks again.
          this.#asked.delete(target)
          return
        }
        if (result.value === undefined) this.#missing.add(target)
        else
          this.#found.set(
            target,
            placeMessage(result.value, (...ids) => this.#upgrades.place(...ids)),
          )
        changed.push(first.id, ...others.map(({ id }) => id))
      }),
    )
    return changed
  }

  /** An answered message changed: its copy outside the window is dropped, and asked for again. */
  forget(messageId: number): void {
    this.#found.delete(messageId)
    this.#asked.delete(messageId)
  }

  markMissing(messageId: number): void {
    this.#found.delete(messageId)
    this.#missing.add(messageId)
  }

  #find(messageId: number): Message | undefined {
    return this.#findInWindow(messageId) ?? this.#found.get(messageId)
  }

  #preview(message: Message): string {
    const target = message.targetId
    const pinned = target === undefined ? undefined : this.#find(target)
    if (pinned === undefined) return ''
    const preview = previewMessage(pinned, this.#people)
    return preview.kind === 'text' || preview.kind === 'media' ? makeOneLine(preview.text) : ''
  }
}

import type { MessageId } from '#shared/contract/entities/ids.ts'
import type { MessageView } from '#shared/contract/entities/message.ts'

type Candidate = Pick<MessageView, 'id' | 'isOutgoing' | 'state' | 'content'>

/** The last text of one's own that was sent; only the core knows whether it may still be edited. */
export function findLastEditable<M extends Candidate>(messages: readonly M[]): M | undefined {
  return messages.findLast(
    (message) => message.isOutgoing && message.state === 'sent' && message.content.kind === 'text',
  )
}

/** The message to reply to one step further up or down; undefined below the last one: no reply. */
export function findReplyNeighbour(
  messages: readonly Candidate[],
  current: MessageId | undefined,
  step: -1 | 1,
): MessageId | undefined {
  const candidates = messages.filter(
    (message) => message.state === 'sent' && message.content.kind !== 'service',
  )
  const index = current === undefined ? candidates.length : candidates.findIndex(({ id }) => id === current)
  if (index < 0) return candidates.at(-1)?.id
  const next = index + step
  return next < 0 ? candidates[0]?.id : candidates[next]?.id
}

import { describe, expect, it } from 'vitest'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { findLastEditable, findReplyNeighbour } from './neighbours.ts'

const text = { kind: 'text', text: { text: 'a', entities: [] } } as const
const service = { kind: 'service', event: { kind: 'photo_changed' } } as const

const make = (id: number, over: Partial<MessageView> = {}): MessageView =>
  ({ id, isOutgoing: false, state: 'sent', content: text, ...over }) as MessageView

const messages = [
  make(1),
  make(2, { isOutgoing: true }),
  make(3, { content: service }),
  make(4),
  make(5, { state: 'pending', isOutgoing: true }),
]

describe('neighbours', () => {
  it('walks replies upward from the end, over what cannot be answered', () => {
    expect(findReplyNeighbour(messages, undefined, -1)).toBe(4)
    expect(findReplyNeighbour(messages, 4 as never, -1)).toBe(2)
    expect(findReplyNeighbour(messages, 1 as never, -1)).toBe(1)
  })

  it('ends the reply below the last message', () => {
    expect(findReplyNeighbour(messages, 2 as never, 1)).toBe(4)
    expect(findReplyNeighbour(messages, 4 as never, 1)).toBeUndefined()
    expect(findReplyNeighbour(messages, undefined, 1)).toBeUndefined()
    expect(findReplyNeighbour([], undefined, -1)).toBeUndefined()
  })

  it('edits the last own text that is sent', () => {
    expect(findLastEditable(messages)?.id).toBe(2)
    expect(findLastEditable([make(1)])).toBeUndefined()
  })
})

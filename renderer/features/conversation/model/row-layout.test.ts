import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MessageView } from '#shared/contract/entities/message.ts'
import { describeRow, groupGapS } from './row-layout.ts'

const dayOf = (dateS: number): number => Math.floor(dateS / 86_400)

function message(dateS: number, key = 'user:1', over: Partial<MessageView> = {}): MessageView {
  return {
    sender: { key, name: key, initials: 'A', accent: 0, isSelf: false, isBot: false },
    dateS,
    content: { kind: 'text', text: { text: 'hi', entities: [] } },
    ...over,
  } as MessageView
}

const service = { content: { kind: 'service', event: { kind: 'photo_changed' } } } as const

describe('describeRow', () => {
  it('continues a group within five minutes', () => {
    expect(describeRow(message(1000 + groupGapS - 1), message(1000), false, dayOf).hasHeader).toBe(false)
    expect(describeRow(message(1000 + groupGapS), message(1000), false, dayOf).hasHeader).toBe(true)
  })

  it('begins a group at the first message, another sender, a new day and the unread line', () => {
    expect(describeRow(message(1000), undefined, false, dayOf)).toEqual({
      isFirstOfDay: true,
      hasHeader: true,
    })
    expect(describeRow(message(1001, 'user:2'), message(1000), false, dayOf).hasHeader).toBe(true)
    expect(describeRow(message(86_401), message(86_399), false, dayOf)).toEqual({
      isFirstOfDay: true,
      hasHeader: true,
    })
    expect(describeRow(message(1001), message(1000), true, dayOf).hasHeader).toBe(true)
  })

  it('does not join forwards, bot answers and service lines to what is around them', () => {
    const plain = message(1000)
    expect(
      describeRow(message(1001, 'user:1', { forwardedFrom: 'Anna' }), plain, false, dayOf).hasHeader,
    ).toBe(true)
    expect(describeRow(message(1001, 'user:1', { viaBot: 'gif' }), plain, false, dayOf).hasHeader).toBe(true)
    expect(describeRow(message(1001), message(1000, 'user:1', service), false, dayOf).hasHeader).toBe(true)
  })

  it('shows a header on every first row of a day', () => {
    fc.assert(
      fc.property(fc.nat(400_000), fc.nat(400_000), fc.boolean(), (a, b, isSame) => {
        const layout = describeRow(message(a), message(b, isSame ? 'user:1' : 'user:2'), false, dayOf)
        expect(layout.isFirstOfDay).toBe(dayOf(a) !== dayOf(b))
        if (layout.isFirstOfDay || !isSame) expect(layout.hasHeader).toBe(true)
      }),
    )
  })
})

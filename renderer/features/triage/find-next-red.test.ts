import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChatId } from '#shared/contract/entities/ids.ts'
import type { WaitView } from '#shared/contract/entities/triage.ts'
import { findNextRed, type WaitingChat } from './find-next-red.ts'

const nowMs = 1_750_000_000_000
const minuteMs = 60_000

function waiting(chatId: number, minutes: number, part: Partial<WaitView> = {}): WaitingChat {
  return {
    chatId: chatId as ChatId,
    wait: {
      status: minutes >= 15 ? 'breach' : minutes >= 10 ? 'red' : 'waiting',
      sinceS: nowMs / 1000 - minutes * 60,
      messageCount: 1,
      elapsedMs: minutes * minuteMs,
      asOfMs: nowMs,
      isRunning: true,
      redAfterMs: 10 * minuteMs,
      breachAfterMs: 15 * minuteMs,
      isComplete: true,
      ...part,
    },
  }
}
const all = [waiting(1, 4), waiting(2, 12), waiting(3, 30), waiting(4, 11)]
const next = (from?: number, chats = all, atMs = nowMs): number | undefined =>
  findNextRed(chats, from as ChatId | undefined, atMs)

describe('findNextRed', () => {
  it('begins with the one that waits longest', () => {
    expect(next()).toBe(3)
    expect(next(1)).toBe(3)
    expect(next(99)).toBe(3)
  })

  it('goes on from the open one, and around', () => {
    expect(next(3)).toBe(2)
    expect(next(2)).toBe(4)
    expect(next(4)).toBe(3)
  })

  it('leads to those that are not red yet when none is', () => {
    expect(next(undefined, [waiting(1, 4), waiting(2, 6)])).toBe(2)
    expect(next(2, [waiting(1, 4), waiting(2, 6)])).toBe(1)
  })

  it('knows a red one that the core has not called red yet', () => {
    expect(next(2, [waiting(1, 9), waiting(2, 12)], nowMs + minuteMs)).toBe(1)
  })

  it('leads nowhere when nobody else waits', () => {
    expect(next(undefined, [])).toBeUndefined()
    expect(next(3, [waiting(3, 12)])).toBeUndefined()
    expect(next(3, [waiting(3, 12), waiting(1, 4)])).toBeUndefined()
  })

  it('shows every red chat once before it comes back', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 10, max: 90 }), { minLength: 2 }), (minutes) => {
        const chats = minutes.map((each) => waiting(each, each))
        const seen: (number | undefined)[] = []
        let at: number | undefined
        for (const _ of minutes) seen.push((at = next(at, chats)))
        expect(seen).toEqual(minutes.toSorted((a, b) => b - a))
        expect(next(at, chats)).toBe(seen[0])
      }),
    )
  })
})

import { describe, expect, it } from 'vitest'
import type { MessageId } from '#shared/contract/entities/ids.ts'
import { FakeClock } from '../../../../test/support/fake-clock.ts'
import { createViewTracker, type SeenScreen } from './view-tracker.ts'

const startMs = 1_750_000_000_000

function openChat(first: Partial<SeenScreen> = {}) {
  const clock = new FakeClock({ startMs })
  const reports: (readonly number[])[] = []
  let screen: SeenScreen = { isWatched: true, unread: [], lastId: undefined, ...first }
  const tracker = createViewTracker(
    clock,
    () => screen,
    (ids) => reports.push(ids),
  )
  tracker.check()
  return {
    clock,
    reports,
    tracker,
    show: (next: Partial<SeenScreen>) => {
      screen = { ...screen, ...next }
      tracker.check()
    },
  }
}
const unread = (...ids: number[]): SeenScreen['unread'] =>
  ids.map((id) => ({ id: id as MessageId, isMentionOnly: false }))
const mention = (id: number): SeenScreen['unread'][number] => ({ id: id as MessageId, isMentionOnly: true })
const last = (id: number): MessageId => id as MessageId

describe('what counts as read', () => {
  it('is told once the last message was on screen for a second, and once only', async () => {
    const chat = openChat({ unread: unread(1, 2, 3), lastId: last(3) })
    await chat.clock.advanceBy(999)
    expect(chat.reports).toEqual([])
    await chat.clock.advanceBy(1)
    expect(chat.reports).toEqual([[1, 2, 3]])
    chat.show({})
    await chat.clock.advanceBy(5_000)
    expect(chat.reports).toHaveLength(1)
    expect(chat.clock.pendingCount).toBe(0)
  })

  it('waits for the end of the chat, and then tells what was read on the way', async () => {
    const chat = openChat({ unread: unread(1, 2), lastId: undefined })
    await chat.clock.advanceBy(10_000)
    expect(chat.reports).toEqual([])
    chat.show({ unread: unread(8, 9), lastId: last(9) })
    await chat.clock.advanceBy(1_000)
    expect(chat.reports).toEqual([[1, 2, 8, 9]])
  })

  it('does not count a glance', async () => {
    const chat = openChat({ unread: unread(1), lastId: last(1) })
    await chat.clock.advanceBy(900)
    chat.show({ unread: [], lastId: undefined })
    await chat.clock.advanceBy(5_000)
    chat.show({ unread: unread(1), lastId: last(1) })
    await chat.clock.advanceBy(900)
    expect(chat.reports).toEqual([])
  })

  it('counts in a window that is looked at alone, from the moment it is', async () => {
    const chat = openChat({ isWatched: false, unread: unread(1), lastId: last(1) })
    await chat.clock.advanceBy(60_000)
    expect(chat.reports).toEqual([])
    chat.show({ isWatched: true })
    await chat.clock.advanceBy(600)
    chat.show({ isWatched: false })
    chat.show({ isWatched: true })
    await chat.clock.advanceBy(600)
    expect(chat.reports).toEqual([])
    await chat.clock.advanceBy(400)
    expect(chat.reports).toEqual([[1]])
  })

  it('counts a new message at the end by itself', async () => {
    const chat = openChat({ unread: unread(1), lastId: last(1) })
    await chat.clock.advanceBy(1_000)
    chat.show({ unread: unread(1, 2), lastId: last(2) })
    await chat.clock.advanceBy(1_000)
    expect(chat.reports).toEqual([[1], [2]])
  })

  it('reads up to an own message at the end, too', async () => {
    const chat = openChat({ unread: unread(1), lastId: last(2) })
    await chat.clock.advanceBy(1_000)
    expect(chat.reports).toEqual([[1]])
  })

  it('tells a mention in a message that was read before without the end of the chat', async () => {
    const chat = openChat({ unread: [mention(5)], lastId: undefined })
    await chat.clock.advanceBy(1_000)
    expect(chat.reports).toEqual([[5]])
  })

  it('tries again what could not be told', async () => {
    const chat = openChat({ unread: unread(1), lastId: last(1) })
    await chat.clock.advanceBy(1_000)
    chat.tracker.forget([1 as MessageId])
    chat.show({})
    expect(chat.reports).toEqual([[1], [1]])
  })

  it('leaves no timer behind', () => {
    const chat = openChat({ unread: unread(1), lastId: last(1) })
    chat.tracker.close()
    expect(chat.clock.pendingCount).toBe(0)
  })
})

import { pino } from 'pino'
import { describe, expect, test } from 'vitest'
import { FakeClock } from '../../../test/support/fake-clock.ts'
import { openRequests } from '../../../test/support/open-requests.ts'
import { HistoryReader, maxMessagesRead, type PageResult } from './history-reader.ts'
import type { ReadNeed } from './read-queue.ts'

interface Read {
  readonly chatId: number
  readonly count: number
  readonly atMs: number
  readonly answer: (result: PageResult) => void
}

function setUp(needs: Record<number, ReadNeed | undefined>) {
  const clock = new FakeClock({ startMs: 0 })
  const reads: Read[] = []
  const givenUp: number[] = []
  let progressCount = 0
  const { requests } = openRequests(clock, { isConnected: false })
  const connect = async (isConnected = true): Promise<void> => {
    requests.setConnection({ isOnline: true, isUpToDate: isConnected })
    await clock.advanceBy(0)
  }
  const reader = new HistoryReader({
    requests,
    log: pino({ level: 'silent' }),
    readPage: (chatId, count) =>
      new Promise((resolve) => {
        reads.push({ chatId, count, atMs: clock.now(), answer: resolve })
      }),
    findNeed: (chatId) => needs[chatId],
    // The greater the id, the newer the chat.
    findDateS: (chatId) => chatId,
    onGivenUp: (chatId) => {
      givenUp.push(chatId)
      needs[chatId] = undefined
    },
    onProgress: () => {
      progressCount += 1
    },
  })
  const answer = async (
    index: number,
    result: PageResult = { ok: true, messageCount: 20 },
  ): Promise<void> => {
    reads[index]?.answer(result)
    await clock.advanceBy(0)
  }
  /** Answers the read and reports that nothing is missing in its chat any more. */
  const satisfy = async (index: number): Promise<void> => {
    const read = reads[index]
    if (read !== undefined) needs[read.chatId] = undefined
    await answer(index)
  }
  const list = (): readonly number[] => reads.map((read) => read.chatId)
  return {
    clock,
    connect,
    reader,
    reads,
    givenUp,
    needs,
    answer,
    satisfy,
    list,
    progress: () => progressCount,
  }
}

describe('the reader of histories', () => {
  test('reads clocks before orders, the newest first, two at a time', async () => {
    const { clock, connect, list, reader, satisfy } = setUp({
      1: 'order',
      2: 'clock',
      3: 'clock',
      4: 'clock',
      5: 'order',
    })
    for (const chatId of [1, 2, 3, 4, 5]) reader.want(chatId)
    expect(list()).toEqual([])
    await connect()
    expect(list()).toEqual([4, 3])
    expect(reader.readJob()).toEqual({ doneCount: 0, totalCount: 3 })
    await satisfy(1)
    expect(list()).toEqual([4, 3, 2])
    expect(reader.readJob()).toEqual({ doneCount: 1, totalCount: 3 })
    await satisfy(0)
    await satisfy(2)
    await clock.advanceBy(200)
    expect(list().slice(3)).toEqual([5])
    expect(reader.readJob()).toBeUndefined()
  })

  test('counts a clock as right though the order is not', async () => {
    const { answer, connect, needs, reader } = setUp({ 1: 'clock', 2: 'clock' })
    reader.want(1)
    reader.want(2)
    await connect()
    needs[2] = 'order'
    await answer(0)
    expect(reader.readJob()).toEqual({ doneCount: 1, totalCount: 2 })
    needs[1] = 'order'
    await answer(1)
    expect(reader.readJob()).toBeUndefined()
  })

  test('pauses between reads that only the order needs', async () => {
    const { clock, connect, reader, reads, satisfy } = setUp({ 1: 'order', 2: 'order', 3: 'order' })
    for (const chatId of [1, 2, 3]) reader.want(chatId)
    await connect()
    await satisfy(0)
    await clock.advanceBy(1_000)
    expect(reads.map((read) => read.atMs)).toEqual([0, 200, 400])
  })

  test('reads a clock before it goes on with an order', async () => {
    const { answer, clock, connect, list, needs, reader } = setUp({ 1: 'order' })
    reader.want(1)
    await connect()
    needs[7] = 'clock'
    reader.want(7)
    await clock.advanceBy(0)
    await answer(0)
    await answer(1)
    await clock.advanceBy(300)
    expect(list()).toEqual([1, 7, 7, 1])
  })

  test('asks for longer pages the further it gets, and gives up in the end', async () => {
    const { answer, connect, givenUp, reader, reads } = setUp({ 1: 'clock' })
    reader.want(1)
    await connect()
    let messageCount = 0
    for (let index = 0; givenUp.length === 0; index += 1) {
      const count = reads[index]?.count ?? 0
      messageCount += count
      await answer(index, { ok: true, messageCount: count })
    }
    expect(reads.slice(0, 5).map((read) => read.count)).toEqual([20, 40, 80, 100, 100])
    expect(messageCount).toBeGreaterThanOrEqual(maxMessagesRead)
    expect(messageCount).toBeLessThan(maxMessagesRead + 100)
    expect(reader.readJob()).toBeUndefined()
  })

  test('waits as long as Telegram asks, with everything, and says so', async () => {
    const { answer, clock, connect, list, reader, satisfy } = setUp({ 1: 'clock', 2: 'clock', 3: 'clock' })
    for (const chatId of [1, 2, 3]) reader.want(chatId)
    await connect()
    await answer(0, { ok: false, refusal: { kind: 'flood_wait', seconds: 30, message: 'FLOOD_WAIT_30' } })
    await satisfy(1)
    expect(reader.readJob()).toEqual({ doneCount: 1, totalCount: 3, pausedUntilMs: 30_000 })
    await clock.advanceBy(29_000)
    expect(list()).toEqual([3, 2])
    await clock.advanceBy(2_000)
    expect(list()).toEqual([3, 2, 3, 1])
    expect(reader.readJob()).toEqual({ doneCount: 1, totalCount: 3 })
  })

  test('gives up a chat that cannot be read', async () => {
    const { answer, connect, givenUp, reader } = setUp({ 1: 'clock' })
    reader.want(1)
    await connect()
    await answer(0, { ok: false, refusal: { kind: 'refused', code: 400, message: 'CHANNEL_PRIVATE' } })
    expect(givenUp).toEqual([1])
    expect(reader.readJob()).toBeUndefined()
  })

  test('begins nothing while offline', async () => {
    const { clock, connect, list, needs, reader, satisfy } = setUp({ 1: 'clock' })
    reader.want(1)
    await connect()
    await connect(false)
    needs[2] = 'clock'
    reader.want(2)
    await satisfy(0)
    await clock.advanceBy(60_000)
    expect(list()).toEqual([1])
    await connect()
    expect(list()).toEqual([1, 2])
  })
})
